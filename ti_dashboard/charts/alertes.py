"""Counted tiles of the signals, with the rule of each, and the table of their rows. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ti_dashboard.charts.tables import table
from ti_dashboard.charts.tuiles import Bloc
from ti_dashboard.colonnes import Colonne, Ligne
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, jours, nombre

# Beyond that many rows the table is cut: the download has them all, a tile keeps one kind.
MONTREES, HAUTEUR = 200, 520


def signaux(
    filtres: Filtres, genres: Mapping[str, str], counts: Counter[str], regles: Mapping[str, str], actif: str | None
) -> Bloc:
    """One tile a kind, none left out: a kind nobody is in is a known zero."""
    lines = [
        {"id": code, "libelle": label, "texte": nombre(counts[code]), "nb": counts[code], "regle": regles[code],
         "actif": code == actif}
        for code, label in genres.items()
    ]  # fmt: skip
    spoken = " ; ".join(f"{line['libelle']} {line['texte']}" for line in lines)
    total = accord(sum(counts.values()), "signal", "signaux")
    return {
        "id": "signaux", "type": "signaux", "place": "droite", "titre": f"{total} à l'{filtres.arrete_en_mots()}",
        "sous_titre": "Un signal est calculé, pas un jugement : il dit pourquoi, et ce qu'il faut demander.",
        "alt": f"Signaux. {spoken}.", "lignes": lines,
        "note": "Un territoire ou un projet peut porter plusieurs signaux. Choisir une tuile ne garde que ses lignes.",
    }  # fmt: skip


def regles(days: int, months: int, rung: int) -> dict[str, str]:
    """What each kind counts, with its threshold in words."""

    def since(count: int) -> str:
        return accord(count, "mois", "mois")

    return {
        "declaration": "Statut déclaré démenti par les montants, ou par un autre émetteur",
        "sans_paiement": f"Premier engagement il y a {since(months)} ou plus, garanties à part",
        "sans_nouvelle": f"État inconnu, ou contrat non signé et aucun jalon depuis {jours(days)} ou plus",
        "echelon": f"Contrat non signé, même échelon depuis {since(rung)} ou plus",
        "sans_chef": "Parmi les territoires retenus pour un poste cofinancé, ou qui en ont eu un",
    }


def en_lignes(kept: Sequence[object], genres: Mapping[str, str]) -> list[Ligne]:
    """The signals as rows of a table, screen or download."""
    return [vars(a) | {"genre_dit": genres[a.genre]} for a in kept]


def liste(titre: str, colonnes: Sequence[Colonne], kept: Sequence[object], genres: Mapping[str, str]) -> Bloc:
    """The rows behind the tiles; a name opens the sheet of its project, or of its territory."""
    rows = en_lignes(kept[:MONTREES], genres)
    note = "Un nom souligné ouvre la fiche du projet ou du territoire."
    if len(kept) > MONTREES:
        note = f"Les {nombre(MONTREES)} premiers ; le téléchargement les contient tous. {note}"
    heading = f"{titre} : {accord(len(kept), 'signal', 'signaux')}"
    drawn = table("alertes", heading, colonnes, rows, lambda *_: None, note, hauteur=HAUTEUR)
    name = [c.cle for c in colonnes].index("titre")
    for line, row in zip(drawn["lignes"], rows, strict=True):
        if row["projet_id"] or row["territoire_id"]:
            line["cases"][name] |= {
                "geste": "projet" if row["projet_id"] else "territoire",
                "cible": row["projet_id"] or row["territoire_id"],
            }
    return drawn | {"place": "bas"}
