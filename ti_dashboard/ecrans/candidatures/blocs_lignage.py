"""Before and after: how the territories of one phase follow those of the other. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ti_dashboard.langue.formats import accord, enumeration
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.carte import legender, ouvrir
from ti_dashboard.planche.contrat import Carte, Mesure, creer
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres

# phase → lineage: class of the map, label
CLASSES = {
    1: {
        "suite": (2, "Une seule suite"),
        "fusion": (3, "Réuni à d'autres"),
        "scission": (4, "Scindé"),
        "aucun": (0, "Sans suite en phase II"),
    },
    2: {
        "suite": (2, "Suite d'un seul"),
        "scission": (4, "Issu d'une scission"),
        "fusion": (3, "Réunion de plusieurs"),
        "aucun": (5, "Entièrement nouveau"),
    },
}
TITRES = {1: "Avant : {}, phase I", 2: "Après : {}, phase II"}


def carte(filtres: Filtres, phase: int, rows: Sequence[Ligne], contours: str, millesimes: Mapping[str, str]) -> Carte:
    """The map of one phase, each territory by what it shares with the other one."""
    classes = CLASSES[phase]
    counts = Counter(str(r["lignage"]) for r in rows)
    legend = [legender(c, label, counts[k]) for k, (c, label) in classes.items()]
    counted = Chiffre("nb_territoires", (("phase", str(phase)),))
    heading = TITRES[phase].format(accord(len(rows), "territoire"))
    spoken = ", ".join(f"{entry['libelle']} {entry['nb']}" for entry in legend)
    return creer(
        Carte,
        contours=contours,
        titre=heading,
        alt=f"Carte : {heading}, {filtres.arrete_en_mots()}. {spoken}.",
        mesures=[creer(Mesure, id="lignage", libelle="Lignage")],
        mesure="lignage",
        chiffre=counted.ecrire(),
        cible=ouvrir(counted),
        legende=legend,
        valeurs={str(r["territoire_id"]): [classes[str(r["lignage"])][0], dire(phase, r)] for r in rows},
        source=f"Lignage par la population commune ({millesimes['population']}). Contours © IGN ADMIN EXPRESS, "
        f"{millesimes['perimetres']}, {millesimes['communes']}",
    )


def dire(phase: int, row: Ligne) -> str:
    """« Réunion de plusieurs : A et B »."""
    label = CLASSES[phase][str(row["lignage"])][1]
    others = enumeration(list(row["autres"] or ()))
    return f"{label} : {others}" if others else label


def mouvements(avant: Sequence[Ligne], apres: Sequence[Ligne]) -> list[Ligne]:
    """Merges then splits, one row each: what there was, what there is."""
    merged = [
        {"mouvement": "Réunion", "avant": enumeration(list(r["autres"])), "apres": r["nom"]}
        for r in apres
        if r["lignage"] == "fusion"
    ]
    split = [
        {"mouvement": "Scission", "avant": r["nom"], "apres": enumeration(list(r["autres"]))}
        for r in avant
        if len(r["autres"] or ()) > 1
    ]
    return [*merged, *split]
