"""One act, or one subject, that several rows of one deposit speak of."""

from collections import defaultdict
from collections.abc import Iterator

from ti_dashboard.dossier.depot import Question, ReponsePossible
from ti_dashboard.ingest.reception.valeurs import cle_identifiant
from ti_dashboard.ingest.registre import actes, faits
from ti_dashboard.ingest.registre.arbitrage import ce_qui_change, cle
from ti_dashboard.ingest.registre.doutes.places import DERNIERE, PREMIERE, TOUTES, PlaceDeposee, acte, lieux, montant
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.ingest.registre.rejeu import ECHELONNES, ecarts
from ti_dashboard.langue.formats import accord
from ti_dashboard.referentiels.natures import ACTES, NATURES, Nature, Redite

# Kinds of facts of which two rows may contradict each other, those whose days do not matter first.
_CONTRADICTOIRES = sorted(
    (n for n in NATURES.values() if not n.est_d_actes and n.redite is not Redite.HISTOIRE),
    key=lambda n: n.redite is not Redite.UNE_SEULE,
)


def repetees(sheets: list[Livraison], known: Connu) -> Iterator[Question]:
    """One act, or one subject, that several rows of the deposit speak of."""
    said: dict[tuple[object, ...], list[PlaceDeposee]] = defaultdict(list)
    for place in lieux(sheets, ACTES):
        if place.row["cause"] == "initial":
            said[acte(place.row)].append(place)
    for key, places in said.items():
        yield from _versements_repetes(key, places)
        yield from _versements_voisins(key, places, known, sheets[0].emetteur)
    for nature in _CONTRADICTOIRES:
        told: dict[tuple[object, ...], list[PlaceDeposee]] = defaultdict(list)
        for place in lieux(sheets, (nature.nom,)):
            told[_sujet(nature, place.row)].append(place)
        yield from (_question_fait(nature, k, p) for k, p in told.items() if any(_autre(p[0].row, x.row) for x in p))


def _versements_repetes(key: tuple[object, ...], places: list[PlaceDeposee]) -> Iterator[Question]:
    """Rows that give the same payment of an act."""
    paid: dict[actes.Versement, list[PlaceDeposee]] = defaultdict(list)
    for place in places:
        paid[actes.versement(place.row)].append(place)
    for payment, together in paid.items():
        amounts = {p.row["montant"] for p in together}
        # The same amount on two sheets is one act told twice: the ledger already counts it once.
        if len(together) > 1 and (len({p.feuille for p in together}) == 1 or len(amounts) > 1):
            yield _question_acte((*key, *payment), together, amounts)


def _versements_voisins(
    key: tuple[object, ...], places: list[PlaceDeposee], known: Connu, sender: str
) -> Iterator[Question]:
    """Rows that give one act the same amount, and differ by its day, its project or its territory only."""
    held = known.versements(places[0].row, sender) if len(places) > 1 else {}
    left = [p for p in places if held.get(actes.versement(p.row), p) != p.row["montant"]]
    while left:
        first, *others = left
        together = [first, *(p for p in others if _est_voisin(first.row, p.row))]
        left = [p for p in others if p not in together]
        if len(together) > 1:
            yield _question_voisins(key, together)


def _est_voisin(one: dict[str, object], other: dict[str, object]) -> bool:
    differs = ecarts(actes.versement(one), actes.versement(other))
    by_instalments = one["type_montant"] in ECHELONNES and differs == ["date_effet"]
    same_amount = one["montant"] is not None and one["montant"] == other["montant"]
    return len(differs) == 1 and same_amount and not by_instalments


def _sujet(nature: Nature, row: dict[str, object]) -> tuple[object, ...]:
    """Where a subject is one whatever its day, without the day; elsewhere two days are two facts."""
    key = faits.cle(nature.nom, row)
    told = key[:-1] if nature.redite is Redite.UNE_SEULE else key
    return tuple(cle_identifiant(v) if isinstance(v, str) else v for v in told)


def _autre(one: dict[str, object], other: dict[str, object]) -> bool:
    """Two rows say different things; the day alone is a history."""
    a, b = (faits.fait(r) | {"date_effet": None, "cause": None} for r in (one, other))
    return any(cle_identifiant(str(a[c])) != cle_identifiant(str(b[c])) for c in a)


def _question_acte(key: tuple[object, ...], places: list[PlaceDeposee], amounts: set[object]) -> Question:
    ref, same = places[0].row["reference"], len(amounts) == 1
    if same:
        text = f"Référence « {ref} » : {accord(len(places), 'ligne identique', 'lignes identiques')} dans le fichier."
        choices = [ReponsePossible(DERNIERE, "Un seul acte", "une seule ligne compte")]
    else:
        text = f"Référence « {ref} » : {accord(len(places), 'ligne')} pour le même acte, avec des montants différents."
        choices = [
            ReponsePossible(DERNIERE, "La dernière fait foi", "elle seule compte"),
            ReponsePossible(PREMIERE, "La première fait foi", "elle seule compte"),
        ]
    if len({p.feuille for p in places}) == 1:
        choices.append(ReponsePossible(TOUTES, "Plusieurs versements", "les montants s'additionnent"))
    lines = tuple(f"{p.lieu} : {montant(p.row)}" for p in places)
    return _question("ligne_repetee", key, text, choices, lines, places)


def _question_voisins(key: tuple[object, ...], places: list[PlaceDeposee]) -> Question:
    differs = dict.fromkeys(e for p in places[1:] for e in ecarts(*(actes.versement(x.row) for x in (places[0], p))))
    text = (
        f"Référence « {places[0].row['reference']} » : {accord(len(places), 'ligne')} de même montant dans le fichier, "
        f"{ce_qui_change(differs)}. Est-ce un seul acte ?"
    )
    choices = [
        ReponsePossible(DERNIERE, "La dernière fait foi", "elle seule compte"),
        ReponsePossible(PREMIERE, "La première fait foi", "elle seule compte"),
        ReponsePossible(TOUTES, "Plusieurs versements", "les montants s'additionnent"),
    ]
    lines = tuple(
        f"{p.lieu} : {montant(p.row)}, " + ", ".join(_dit(p.row[e]) for e in differs if e != "date_effet")
        for p in places
    )
    return _question("ligne_voisine", key, text, choices, tuple(line.removesuffix(", ") for line in lines), places)


def _question_fait(nature: Nature, key: tuple[object, ...], places: list[PlaceDeposee]) -> Question:
    first = next(p for p in places if _autre(places[0].row, p.row))
    differs = [
        c for c in faits.fait(first.row) if c not in ("date_effet", "cause") and first.row[c] != places[0].row[c]
    ]
    name, times = first.row[nature.nomme_par], accord(len(places), "fois", "fois")
    text = f"« {name} » est déclaré {times} dans le fichier, différemment."
    choices = [
        ReponsePossible(DERNIERE, "La dernière fait foi", "elle seule compte"),
        ReponsePossible(PREMIERE, "La première fait foi", "elle seule compte"),
    ]
    lines = tuple(f"{p.lieu} : " + ", ".join(f"{c} {_dit(p.row[c])}" for c in differs) for p in places)
    return _question("declare_deux_fois", key, text, choices, lines, places)


def _question(
    genre: str,
    key: tuple[object, ...],
    text: str,
    choices: list[ReponsePossible],
    lines: tuple[str, ...],
    places: list[PlaceDeposee],
) -> Question:
    """Each choice leaves out the rows it does not keep."""
    left_out = {DERNIERE: places[:-1], PREMIERE: places[1:], TOUTES: []}
    rows = tuple((c.code, p.feuille, p.ligne) for c in choices for p in left_out[c.code])
    return Question(cle(genre, key, lines), genre, text, tuple(choices), lines, rows)


def _dit(value: object) -> str:
    return "vide" if value is None else f"« {value} »"
