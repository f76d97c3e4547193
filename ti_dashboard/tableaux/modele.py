"""What a table to take away is: a declared name, the address it stands on, and rows that anyone can compose again.

Pure: the view that draws a table, the download under it and ``eprouver`` all read the same declaration.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ti_dashboard.adresse import partagee as adresse
from ti_dashboard.adresse.parametres import retenir
from ti_dashboard.exports.tableur import Notice
from ti_dashboard.planche import portee
from ti_dashboard.planche.contrat_blocs import Suit
from ti_dashboard.planche.tables import Nommer
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.sans_objet import marquer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.matieres import tus
from ti_dashboard.questions.ouvertes import attribution, mention


class Libre(str):
    """The name of a line of a notice that may be said otherwise after the file was made (who delivered, from where).
    Any other binds: it says what the figures are, so that a file where it was changed is no file of ours."""


class Datee(str):
    """That of a line which goes with the version of a definition: of a file made under another, it binds no more."""


Mots = Mapping[str, Sequence[str]]
"""Parameters of an address: name → its values, as text."""
SCEAU, ADRESSE, TABLEAU, DEFINITIONS, PUBLICATION = "Sceau", "Adresse", "Tableau", "Définitions", "Publication"
FILTRES, NON_SUIVIS, ARRETE = "Filtres", "Filtres non suivis", "Arrêté"
NON_EPROUVABLE, INCOMPRIS = "Ne s'éprouve pas", "Mots de l'adresse non compris, sans effet"


@dataclass(frozen=True)
class TableauCompose:
    """A table composed: its title, its columns, its rows, and what it says of itself, each line ``Libre`` or binding.

    ``suit``: the shared filters its rows follow. ``indicateurs``: those its columns speak of. ``figure`` names the
    figure a cell says, when it says one. ``choix``: the filters as they are told, where a figure narrows them.
    ``manques``: why it cannot be composed as its address asks.
    """

    titre: str
    colonnes: Sequence[Colonne]
    lignes: Sequence[Ligne]
    suit: Suit
    rubriques: Sequence[tuple[str, str]] = ()
    indicateurs: Sequence[str] = ()
    figure: Nommer | None = None
    choix: Filtres | None = None
    manques: Sequence[str] = ()


@dataclass(frozen=True)
class Tableau:
    """A table that can be taken away. ``composer(contexte, mots)`` gives its content.

    ``page``: the page it stands on, None where it opens on any; ``place``: what the address needs to be on it;
    ``mots``: the parameters its rows depend on (``x*``: all those that start so). ``vivant``: why it is not a figure of
    an arrêté, so that nobody can check it. ``nommer``: the stem of its file, ``cle`` unless it says more.
    """

    cle: str
    page: str | None
    composer: Callable[..., TableauCompose]
    mots: tuple[str, ...] = ()
    place: Mapping[str, str] = field(default_factory=dict)
    vivant: str = ""
    nommer: Callable[[Mots], str] | None = None

    def fichier(self, mots: Mots) -> str:
        return self.nommer(mots) if self.nommer else self.cle

    def retenir(self, mots: Mots) -> dict[str, list[str]]:
        """The parameters its rows depend on, those that say nothing left out."""
        return retenir(self.mots, mots)

    def adresse(self, contexte: Contexte, mots: Mots) -> str:
        """Where its figures stand, in codes, written in one way only."""
        own = self.retenir({key: [value] for key, value in self.place.items()} | dict(mots)) | dict(self.place)
        shared = adresse.ecrire(contexte.choix, contexte.vocabulaire, codes=True)
        page = contexte.page if self.page is None else self.page
        return f"/{page}?{'&'.join(filter(None, (shared, urlencode(own, doseq=True))))}"


def colonnes_dites(contexte: Contexte, colonnes: Iterable[Colonne]) -> tuple[Colonne, ...]:
    """The columns of a table, told so where these filters leave one without meaning, or nobody ever told it."""
    return marquer(colonnes, contexte.choix, tus(contexte.publication, contexte.choix))


def lire(mots: Mots, key: str, default: str = "") -> str:
    """The only value of a parameter."""
    return next(iter(mots.get(key, ())), default)


def notice(tableau: Tableau, contexte: Contexte, mots: Mots, contenu: TableauCompose) -> Notice:
    """What every download says of itself, then what is proper to this table, then what proves it."""
    arrete, told = contexte.arrete, contexte.avec(contenu.choix or contexte.choix)
    said = [
        (FILTRES, told.en_mots()),
        *([(NON_SUIVIS, ignored)] if (ignored := portee.dire(contexte.choix, contenu.suit)) else []),
        (ARRETE, f"{arrete.etiquette}, {arrete.libelle}"),
    ]
    if arrete.est_demonstration:
        said.append(("Avertissement", "Données de démonstration"))
    if open_data := mention(contexte.publication, contexte.choix):
        said.append(("Avertissement", open_data))
    if contexte.incompris:
        words = " ; ".join(mot.en_mots() for mot in contexte.incompris)
        said.append((INCOMPRIS, words))
    why = dict.fromkeys(c.sans_objet.partition(" : ")[2] for c in contenu.colonnes if c.sans_objet)
    said += [
        *contenu.rubriques,
        (Libre("Sources"), attribution(contexte.publication, contexte.choix)),
        *(("Sans objet", text) for text in why),
    ]
    return Notice(contenu.titre, [*said, *preuve(tableau, contexte, mots, contenu)])


def preuve(tableau: Tableau, contexte: Contexte, mots: Mots, contenu: TableauCompose) -> list[tuple[str, str]]:
    """What lets anybody find these figures again: whose seal they are under, where, as which table, defined how."""
    if tableau.vivant:
        return [(NON_EPROUVABLE, tableau.vivant), (TABLEAU, tableau.cle)]
    named = [f"{code} version {CATALOGUE[code].version}" for code in dict.fromkeys(contenu.indicateurs)]
    return [
        (SCEAU, f"{contexte.arrete.recette} {contexte.arrete.empreinte}"),
        (ADRESSE, tableau.adresse(contexte, mots)),
        (TABLEAU, tableau.cle),
        *([(DEFINITIONS, ", ".join(named))] if named else []),
        (PUBLICATION, contexte.publication.publication_id),
    ]
