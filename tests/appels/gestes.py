"""The gestures whose system calls fail one by one: the folder each starts from, and how it is done."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.depot import AUTEUR, LANNION, deposer, fichier, financement, fonder, laisser_sans_territoire, verifier
from ti_dashboard import horloge
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.dossier import depots
from ti_dashboard.ingest import atelier
from ti_dashboard.live import base as magasin
from ti_dashboard.live import corrections, decisions, etapes, marche, seances
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.sauvegarde.mise_a_l_abri import sauvegarder

JOUR = date(2019, 9, 24)
MOTS = "geste.txt"


@dataclass(frozen=True)
class Geste:
    """``preparer``: make the folder, whose gesture is the next thing to do; ``mots``: the words of the verb then.

    One of the room has no verb: ``faire`` does it.
    """

    preparer: Callable[[Path], object]
    mots: Callable[[Path], list[str]] | None = None
    faire: Callable[[], object] | None = None


def _un_depot(base: Path) -> None:
    fonder(base)
    deposer(_recu(base))


def _recu(base: Path) -> Path:
    return fichier(base.parent, "financements", [financement("C", "10")])


def _publie(base: Path) -> None:
    _un_depot(base)
    atelier.publier(AUTEUR)


def _arrete(base: Path) -> None:
    fonder(base)
    atelier.arreter(horloge.aujourd_hui(), "Comité d'essai", AUTEUR)


def _en_attente(base: Path) -> None:
    fonder(base)
    verifier(_recu(base))


def _ecarte(base: Path) -> None:
    _un_depot(base)
    (depot,) = depots.acceptes()
    atelier.ecarter(depot.depot_id, AUTEUR)


def _rattache(base: Path) -> None:
    laisser_sans_territoire(base)
    atelier.rattacher(LANNION, ["projet:P4"], AUTEUR)


def _unique(verbe: str, *options: str, attente: bool = False) -> Callable[[Path], list[str]]:
    """A verb about the only deposit there is."""

    def words(base: Path) -> list[str]:
        (folder,) = (p for p in (base / "depots" / (depots.ATTENTE if attente else "")).glob("[0-9]*"))
        return [verbe, *options, folder.name]

    return words


def _sauvegarde(base: Path) -> None:
    fonder(base)
    sauvegarder(base.parent / "abri", AUTEUR)


def _a_restaurer(base: Path) -> None:
    _sauvegarde(base)
    shutil.rmtree(base)
    base.mkdir()


def _mots(*words: str) -> Callable[[Path], list[str]]:
    return lambda _: list(words)


def _jour() -> str:
    return f"{horloge.aujourd_hui():%d/%m/%Y}"


# -- the room ---------------------------------------------------------------------------------------------------------


def _magasin() -> magasin.Base:
    """The store, written by whoever sits at the only post."""
    return magasin.base().au_nom_de(au_poste("CGET"))


def _seance(base: Path) -> None:
    base.mkdir(parents=True)
    store = _magasin()
    room = seances.ouvrir(store, "COPIL", "CGET", JOUR)
    etapes.ajouter(store, room.code, "Accueil", "", 5, "/")
    decisions.prendre(store, room.code, "Relancer", "CGET", JOUR, adresse="/", arrete=JOUR)
    _proposer(store, room.code, "Comptage")
    store.fermer()


def _proposer(store: magasin.Base, code: str, motif: str) -> None:
    where = Perimetre("nb_territoires", JOUR, "/", "France")
    corrections.proposer(store, code, where, (Decimal(3), Decimal(4)), motif, "CGET")


def _dans_la_salle(act: Callable[[magasin.Base, seances.Seance], object]) -> Geste:
    def do() -> None:
        store = _magasin()
        act(store, seances.lister(store)[0])

    return Geste(_seance, faire=do)


def _neuve() -> None:
    seances.ouvrir(_magasin(), "COPIL", "CGET", JOUR)


GESTES: dict[str, Geste] = {
    "verifier": Geste(fonder, lambda base: ["verifier", str(_recu(base)), "--emetteur=Bpifrance"]),
    "deposer": Geste(_en_attente, _unique("deposer", "--prepare", attente=True)),
    "oublier": Geste(_en_attente, _unique("oublier", attente=True)),
    "ecarter": Geste(_un_depot, _unique("ecarter")),
    "reprendre": Geste(_ecarte, _unique("reprendre")),
    "publier": Geste(_un_depot, _mots("publier")),
    "arreter": Geste(fonder, lambda _: ["arreter", _jour(), "--libelle=Comité", "--oui"]),
    "retirer": Geste(_arrete, lambda _: ["retirer", _jour(), "--motif=figé par erreur", "--oui"]),
    "revenir": Geste(_publie, _mots("revenir")),
    "construire": Geste(_un_depot, _mots("construire")),
    "rattacher": Geste(laisser_sans_territoire, _mots("rattacher", LANNION, "projet:P4", "projet:P5")),
    "detacher": Geste(_rattache, _mots("detacher", "projet:P4")),
    "sauvegarder": Geste(_publie, lambda base: ["sauvegarder", str(base.parent / "abri")]),
    "restaurer": Geste(_a_restaurer, lambda base: ["restaurer", str(base.parent / "abri")]),
    "premiere_seance": Geste(lambda base: base.mkdir(parents=True), faire=_neuve),
    "ouvrir": _dans_la_salle(lambda store, _: seances.ouvrir(store, "Suite", "CGET", JOUR)),
    "ajouter_etape": _dans_la_salle(lambda store, s: etapes.ajouter(store, s.code, "Argent", "", 5, "/financements")),
    "deplacer": _dans_la_salle(
        lambda store, s: marche.deplacer(store, s.code, "/projets", s.version, etapes.lister(store, s.code)[0].etape_id)
    ),
    "decider": _dans_la_salle(
        lambda store, s: decisions.prendre(store, s.code, "Écrire", "CGET", JOUR, adresse="/", arrete=JOUR)
    ),
    "changer_statut": _dans_la_salle(lambda store, _: decisions.changer_statut(store, 1, "tenue", "CGET")),
    "corriger": _dans_la_salle(lambda store, s: _proposer(store, s.code, "Autre comptage")),
    "confirmer": _dans_la_salle(lambda store, _: corrections.decider(store, 1, "confirmee", "CGET")),
    "clore": _dans_la_salle(lambda store, s: marche.clore(store, s.code, "CGET")),
}
SALLE = tuple(name for name, geste in GESTES.items() if geste.faire)
