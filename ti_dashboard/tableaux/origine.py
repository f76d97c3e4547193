"""The lines behind one figure, each with the file and the line it came from."""

from datetime import date

from ti_dashboard.langue.formats import SANS_OBJET
from ti_dashboard.planche import origine as figures
from ti_dashboard.planche import panneau as mots_du_panneau
from ti_dashboard.planche.scelles import Ecart, ecart
from ti_dashboard.programme import chiffre as noms
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.sans_objet import marquer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.origine import Origine, origine
from ti_dashboard.questions.precisions_dites import nommees, precisions_en_mots
from ti_dashboard.questions.scelles import scelle
from ti_dashboard.tableaux.modele import Datee, Libre, Mots, Tableau, TableauCompose, lire

CHIFFRE, VALEUR = "chiffre", "Valeur"


def derriere(contexte: Contexte, mots: Mots) -> TableauCompose:
    text = lire(mots, CHIFFRE)
    asked = noms.lire_dans(text, contexte.vocabulaire.listes)
    if asked is None:
        return TableauCompose(text, (), (), (), manques=(f"Chiffre inconnu : « {text} ».",))
    found = origine(contexte.publication, asked, contexte.choix)
    return composer(contexte, asked, found)


def composer(contexte: Contexte, chiffre: Chiffre, found: Origine) -> TableauCompose:
    """The same, once what is behind the figure is known."""
    choix, named = contexte.choix, nommees(contexte.publication, chiffre, contexte.choix)
    followed = chiffre.resserrer(choix)
    columns = marquer(mots_du_panneau.colonnes(chiffre), followed)
    said = (
        (VALEUR, SANS_OBJET if found.sans_objet else exacte(chiffre, found)),
        *dit_autrement(contexte, chiffre, found),
        ("Périmètre", f"{perimetre(contexte, chiffre)}, {mots_du_panneau.quand(chiffre, choix)}"),
        (Datee("Définition"), mots_du_panneau.definition(chiffre, named)),
        (Datee("Calcul"), mots_du_panneau.formule(chiffre, named)),
        (Libre("Origine"), chiffre.indicateur.source),
    )
    return TableauCompose(
        mots_du_panneau.titre(chiffre, named),
        columns,
        figures.ranger(columns, found.lignes),
        chiffre.indicateur.filtres,
        said,
        (chiffre.indicateur_id,),
        choix=followed,
    )


def ecart_dit(contexte: Contexte, chiffre: Chiffre, found: Origine) -> Ecart | None:
    """What was said, when the rows behind the figure give something else today."""
    said = None if found.est_sans_valeur else scelle(contexte.publication, chiffre, contexte.choix)
    day = jour_de(contexte, chiffre)
    if said is None or day is None:
        return None
    return ecart(chiffre.indicateur_id, day, said, found.valeur, (found.nb_connus, found.nb_inconnus))


def jour_de(contexte: Contexte, chiffre: Chiffre) -> date | None:
    """The arrêté the figure stands at."""
    return contexte.choix.compare if chiffre.lit("au") else contexte.choix.arrete


def dit_autrement(contexte: Contexte, chiffre: Chiffre, found: Origine) -> tuple[tuple[str, str], ...]:
    """A line of the notice, when the value is not the one that was said."""
    told = ecart_dit(contexte, chiffre, found)
    return ((Datee("Dit à l'arrêté"), f"{told.texte()}. {told.versions()}"),) if told else ()


def exacte(chiffre: Chiffre, found: Origine) -> str:
    """The exact value, or the one shown where it is exact already."""
    write = mots_du_panneau
    return write.exacte(chiffre, found.valeur, found.parts) or write.ecrire(chiffre, found.valeur, found.parts)


def perimetre(contexte: Contexte, chiffre: Chiffre) -> str:
    """The filters the figure follows, then what narrows it further, in words."""
    words = contexte.avec(chiffre.resserrer(contexte.choix)).en_mots()
    return " · ".join([words, *precisions_en_mots(contexte.publication, chiffre, contexte.choix)])


LIGNES = Tableau(
    "lignes", None, derriere, (CHIFFRE,), nommer=lambda mots: f"lignes-{lire(mots, CHIFFRE).partition('~')[0]}"
)
