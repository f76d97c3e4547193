"""The map's values: one class and one text per territory. Pure; the outlines travel apart, once."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ti_dashboard.langue.formats import MONTANT_INCONNU, SANS_OBJET, accord, euros, millions, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.contrat import Carte, Classe, Mesure, creer
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.libelles import echelons
from ti_dashboard.programme.sans_objet import motif


@dataclass(frozen=True)
class Montree:
    """What a map can show: its name in the choice; what stands over the map, where an amount says whose it is, and that
    the regions are out of it; the figure a territory opens."""

    libelle: str
    titre: str
    chiffre: str


MONTREES = {
    "etat": Montree("État d'engagement", "État d'engagement des territoires", "nb_territoires"),
    "projets": Montree("Projets", "Projets, par territoire", "nb_projets"),
    "montant": Montree("Montant engagé", "Montant engagé, État et opérateurs, par territoire", "montant_engage"),
    "habitant": Montree(
        "Engagé par habitant", "Engagé par habitant, État et opérateurs, par territoire", "montant_engage"
    ),
}
MESURES = {code: shown.libelle for code, shown in MONTREES.items()}
PERIMETRE = "Engagé par l'État et ses opérateurs : les régions n'y sont pas. "
ETATS = echelons()
INCONNU = -1
NB_CLASSES = 5
# territory → its class and its words; and the legend of these classes
Valeurs = dict[str, tuple[int, str]]
Dessin = tuple[Valeurs, list[Classe]]


def carte(
    filtres: Filtres, rows: tuple[Ligne, ...], mesure: str, contours: str, millesimes: Mapping[str, str]
) -> Carte:
    """Everything the map needs but the outlines, whose address is ``contours``; ``millesimes`` of the arrêté."""
    shown = MONTREES[mesure]
    why = motif(shown.chiffre, filtres)
    values, legend = _sans_objet(rows) if why else _par_etat(rows) if mesure == "etat" else _par_quantite(rows, mesure)
    spoken = ", ".join(f"{entry['libelle']} {entry['nb']}" for entry in legend)
    about = f"{why} " if why else PERIMETRE if shown.chiffre == "montant_engage" else ""
    return creer(
        Carte,
        contours=contours,
        titre=shown.titre,
        alt=f"Carte : {shown.titre}, {filtres.arrete_en_mots()}. {spoken}.",
        mesures=[creer(Mesure, id=key, libelle=label) for key, label in MESURES.items()],
        mesure=mesure,
        chiffre=shown.chiffre,
        cible=ouvrir(Chiffre(shown.chiffre)),
        legende=legend,
        valeurs=values,
        source=about + _source(mesure, millesimes),
    )


def ouvrir(chiffre: Chiffre) -> str:
    """The same figure of one territory, « {} » in place of its code."""
    return chiffre.avec("territoire", "{}").ecrire()


def legender(rank: int, label: str, count: int) -> Classe:
    """One line of the legend: a class, its name, how many territories are in it."""
    return creer(Classe, classe=rank, libelle=label, nb=nombre(count))


def _sans_objet(rows: tuple[Ligne, ...]) -> Dessin:
    values: Valeurs = {str(r["territoire_id"]): (INCONNU, SANS_OBJET) for r in rows}
    return values, [legender(INCONNU, "Sans objet", len(values))]


def _source(mesure: str, millesimes: Mapping[str, str]) -> str:
    people = f" ; {millesimes['population']}" if mesure == "habitant" else ""
    return f"Contours © IGN ADMIN EXPRESS, {millesimes['perimetres']}, {millesimes['communes']}{people}"


def _par_etat(rows: tuple[Ligne, ...]) -> Dessin:
    rank = {r["territoire_id"]: INCONNU if r["etat_rang"] is None else int(r["etat_rang"]) for r in rows}
    values: Valeurs = {str(r["territoire_id"]): (rank[r["territoire_id"]], r["etat_libelle"]) for r in rows}
    counts = Counter(rank.values())
    legend = [legender(k, label, counts[k]) for k, label in ETATS.items()]
    return values, [*legend, legender(INCONNU, "Inconnu", counts[INCONNU])]


def _quantite(row: Ligne, mesure: str) -> Decimal | None:
    if mesure == "projets":
        return Decimal(str(row["nb_projets"]))
    amount, people = row["montant_engage"], row["population"]
    if amount is None or (mesure == "habitant" and not people):
        return None
    return Decimal(str(amount)) / (Decimal(str(people)) if mesure == "habitant" else 1)


def _texte(mesure: str) -> Callable[[Decimal], str]:
    if mesure == "projets":
        return lambda v: accord(int(v), "projet")
    return (lambda v: f"{euros(v)} par habitant") if mesure == "habitant" else millions


def _par_quantite(rows: tuple[Ligne, ...], mesure: str) -> Dessin:
    """Class 0 is a true zero; the others split the positive values in equal groups (quintiles)."""
    text = _texte(mesure)
    quantities = {str(r["territoire_id"]): _quantite(r, mesure) for r in rows}
    bounds = bornes([q for q in quantities.values() if q])
    values: Valeurs = {}
    for row in rows:
        key = str(row["territoire_id"])
        quantity = quantities[key]
        label = MONTANT_INCONNU if quantity is None else text(quantity)
        if mesure != "projets" and row["nb_inconnus"] and quantity is not None:
            label += f", plus {accord(row['nb_inconnus'], 'montant inconnu', 'montants inconnus')}"
        values[key] = classe(quantity, bounds), label
    counts = Counter(rank for rank, _ in values.values())
    below = any(q is not None and q < 0 for q in quantities.values())
    lowest = "Aucun, ou moins que zéro" if below else "Aucun"
    legend = [legender(0, lowest, counts[0])]
    legend += [legender(i, f"jusqu'à {text(bound)}", counts[i]) for i, bound in enumerate(bounds, 1)]
    return values, [*legend, legender(INCONNU, "Inconnu", counts[INCONNU])]


def bornes(positives: list[Decimal]) -> list[Decimal]:
    """Upper bounds of at most five groups of equal size, the last one the highest value."""
    ordered = sorted(positives)
    if not ordered:
        return []
    cuts = [ordered[-(-len(ordered) * i // NB_CLASSES) - 1] for i in range(1, NB_CLASSES + 1)]
    return sorted(set(cuts))


def classe(quantity: Decimal | None, bounds: list[Decimal]) -> int:
    """-1 unknown, 0 zero or less, else the rank of the group the quantity falls in."""
    if quantity is None:
        return INCONNU
    if quantity <= 0:
        return 0
    return next(i for i, bound in enumerate(bounds, 1) if quantity <= bound)
