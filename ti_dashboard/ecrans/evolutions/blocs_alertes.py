"""Counted tiles of the signals, with the rule of each, and the table of their rows. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from ti_dashboard.langue.formats import INCONNU, INSECABLE, accord, jours, nombre
from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import Signal, Signaux, Suit, Table
from ti_dashboard.planche.tables import table
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import AUCUNE_LIVRAISON
from ti_dashboard.programme.signaux import GENRES, Genre
from ti_dashboard.questions.alertes import Alerte

# Beyond that many rows the table is cut: the download has them all, a tile keeps one kind.
MONTREES, HAUTEUR = 200, 520


def signaux(
    filtres: Filtres,
    counts: Counter[str],
    regles: Mapping[str, str],
    actif: str | None,
    suit: Suit,
    tus: Collection[str] = (),
) -> Signaux:
    """One tile a kind, none left out, each with its unit: a kind nobody is in is a known zero, unless it is of ``tus``:
    those that no delivery allows to raise.
    """
    lines = [
        _signal(code, genre, counts[code], None if code in tus else regles[code], code == actif)
        for code, genre in GENRES.items()
    ]
    spoken = " ; ".join(f"{line['libelle']} {line['texte']} {line['unite']}" for line in lines)
    total = accord(sum(counts.values()), "signal", "signaux")
    return creer(
        Signaux,
        id="signaux",
        place="droite",
        titre=f"{total} à l'{filtres.arrete_en_mots()}",
        sous_titre="Un signal est calculé, pas un jugement : il dit pourquoi, et ce qu'il faut demander.",
        alt=f"Signaux. {spoken}.",
        lignes=lines,
        suit=suit,
        note="Un territoire ou un projet peut porter plusieurs signaux. Choisir une tuile ne garde que ses lignes.",
    )


def _signal(code: str, genre: Genre, count: int, regle: str | None, actif: bool) -> Signal:
    """``regle``: None when no delivery allows to raise this kind."""
    return creer(
        Signal,
        id=code,
        libelle=genre.libelle,
        texte=INCONNU if regle is None else nombre(count),
        unite="" if regle is None else accord(count, *genre.unite).rpartition(INSECABLE)[2],
        nb=count,
        regle=f"Inconnu : {AUCUNE_LIVRAISON}" if regle is None else regle,
        actif=actif,
    )


def regles(days: int, months: int, rung: int) -> dict[str, str]:
    """What each kind counts, with its threshold in words."""

    def since(count: int) -> str:
        return accord(count, "mois", "mois")

    return {
        "declaration": "Un écart : statut d'un projet démenti par les montants, ou par un autre émetteur",
        "sans_paiement": f"Un dossier : un projet, un financeur. Engagé il y a {since(months)} ou plus, hors garanties",
        "sans_nouvelle": f"État inconnu, ou contrat non signé et aucun jalon depuis {jours(days)} ou plus",
        "echelon": f"Contrat non signé, même échelon depuis {since(rung)} ou plus",
        "sans_chef": "Parmi les territoires retenus pour un poste cofinancé, ou qui en ont eu un",
    }


def en_lignes(kept: Sequence[Alerte]) -> list[Ligne]:
    """The signals as rows of a table, screen or download."""
    return [vars(a) | {"genre_dit": GENRES[a.genre].libelle} for a in kept]


def liste(
    titre: str,
    colonnes: Sequence[Colonne],
    kept: Sequence[Alerte],
    suit: Suit,
    unite: tuple[str, str] = ("signal", "signaux"),
) -> Table:
    """The rows behind the tiles; a name opens the sheet of its project, or of its territory."""
    rows = en_lignes(kept[:MONTREES])
    note = "Un nom souligné ouvre la fiche du projet ou du territoire."
    if len(kept) > MONTREES:
        note = f"Les {nombre(MONTREES)} premiers ; le téléchargement les contient tous. {note}"
    heading = f"{titre} : {accord(len(kept), *unite)}"
    drawn = table("alertes", heading, colonnes, rows, lambda *_: None, note, hauteur=HAUTEUR, place="bas", suit=suit)
    name = [c.cle for c in colonnes].index("titre")
    for line, row in zip(drawn["lignes"], rows, strict=True):
        if row["projet_id"] or row["territoire_id"]:
            line["cases"][name] |= {
                "geste": "projet" if row["projet_id"] else "territoire",
                "cible": row["projet_id"] or row["territoire_id"],
            }
    return drawn
