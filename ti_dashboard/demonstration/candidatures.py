"""Applications to the call of 2023. Their number is not public: all is drawn but the 183 accepted and their members.

A file is told in three rows at most: deposited, under examination with its opinions, closed with its decision.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from ti_dashboard.demonstration.calendrier import DERNIER, un_jour
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree, Valeur
from ti_dashboard.referentiels import lire

OUVERTURE, LIMITE = date(2023, 6, 23), date(2023, 9, 22)
_DECISIONS = date(2023, 10, 16), date(2023, 10, 27)
_PREMIER_NUMERO = 13_204_518
# What became of the files that were not accepted: state, decision, how many. Invented.
_AUTRES = (
    ("refusee", "non_retenue", 21),
    ("sans_suite", "retiree", 3),
    ("sans_suite", None, 2),
    ("en_instruction", None, 3),
    ("en_construction", None, 2),
    ("a_deposer", None, 4),
)
_NB_MEMBRES = ((1, 2, 3, 4, 5), (30, 30, 22, 14, 4))
_NB_MEMBRES_PARTAGES = 2
# Phase and territory → its members, or the territories of the other phase that share its population.
ParTerritoire = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Dossier:
    """One application as the draw ends with it; ``territoire_id`` is known for those accepted."""

    intitule: str
    region: str
    departement: str
    membres: tuple[str, ...]
    statut: str
    decision: str | None
    territoire_id: str | None = None
    numero: str = ""
    depot: date | None = None


def lignes_candidatures(rng: Random) -> list[LigneLivree]:
    """Every row, sent by the agency in the last folder; numbers follow the days of deposit."""
    dossiers = [replace(d, depot=_depot(d, rng)) for d in [*_retenus(), *_autres(rng)]]
    dossiers.sort(key=lambda d: (d.depot is None, d.depot or LIMITE, d.intitule))
    numero, lignes = _PREMIER_NUMERO, []
    for d in dossiers:
        numero += rng.randint(3, 900)
        lignes += [
            LigneLivree("candidatures", AGENCE, DERNIER, v) for v in _raconter(replace(d, numero=str(numero)), rng)
        ]
    return lignes


def _retenus() -> Iterator[Dossier]:
    """One file for each territory of phase II, as the official list has it."""
    membres: ParTerritoire = defaultdict(list)
    departements: dict[tuple[str, str], str] = {}
    for r in lire("territoire_groupement"):
        membres[r["phase"], r["territoire_id"]].append(r["siren_membre"])
        departements.setdefault((r["phase"], r["territoire_id"]), r["code_departement"])
    lies = {(r["phase"], r["territoire_id"]): r["territoires_lies_autre_phase"].split() for r in lire("territoire")}
    for r in lire("territoire"):
        if r["phase"] == "2":
            key = ("2", r["territoire_id"])
            yield Dossier(
                r["nom"],
                r["code_region_chef_de_file"],
                departements[key],
                tuple(sorted(membres[key])),
                "acceptee",
                _decision(r["territoire_id"], lies, membres),
                r["territoire_id"],
            )


def _decision(territoire_id: str, lies: ParTerritoire, membres: ParTerritoire) -> str:
    """New when it shares no population with phase I, carried over when its members are those of one territory of it."""
    parents = lies["2", territoire_id]
    if not parents:
        return "nouvelle"
    memes = len(parents) == 1 and set(membres["1", parents[0]]) == set(membres["2", territoire_id])
    return "reconduite" if memes else "recomposee"


def _autres(rng: Random) -> Iterator[Dossier]:
    """Groups of neighbours that no territory of phase II has; two of them also hold the member of an accepted file."""
    pris = {r["siren_membre"] for r in lire("territoire_groupement") if r["phase"] == "2"}
    libres: dict[str, list[dict[str, str]]] = defaultdict(list)
    occupes: dict[str, list[dict[str, str]]] = defaultdict(list)
    for r in lire("groupement"):
        for departement in r["codes_departements"].split()[:1]:
            (occupes if r["siren"] in pris else libres)[departement].append(r)
    departements = rng.sample(sorted(d for d, g in libres.items() if len(g) >= 5 and occupes[d]), _total())
    partages = set(departements[:_NB_MEMBRES_PARTAGES])
    suites = [(statut, decision) for statut, decision, nombre in _AUTRES for _ in range(nombre)]
    for departement, (statut, decision) in zip(departements, suites, strict=True):
        groupe = rng.sample(libres[departement], rng.choices(*_NB_MEMBRES)[0])
        if departement in partages:
            groupe.append(rng.choice(occupes[departement]))
        sirens = tuple(sorted(g["siren"] for g in groupe))
        yield Dossier(groupe[0]["nom"], groupe[0]["code_region_principale"], departement, sirens, statut, decision)


def _total() -> int:
    return sum(nombre for *_, nombre in _AUTRES)


def _depot(d: Dossier, rng: Random) -> date | None:
    """Few at first, most in the last days; never before the opening nor after the deadline."""
    if d.statut == "a_deposer":
        return None
    jours = min(int(rng.expovariate(1 / 13)), (LIMITE - OUVERTURE).days)
    jour = LIMITE - timedelta(days=jours)
    return jour - timedelta(days=max(0, jour.weekday() - 4)) if rng.random() < 0.9 else jour


def _raconter(d: Dossier, rng: Random) -> Iterator[dict[str, Valeur]]:
    prefet, region = _avis(d, rng, 0.04), _avis(d, rng, 0.11)
    binome = rng.choices(("oui", "non", None), (93, 4, 3))[0]
    if d.depot is None:
        yield _valeurs(d, "a_deposer", un_jour(rng, OUVERTURE, LIMITE), a_binome=binome)
        return
    yield _valeurs(d, "en_construction", d.depot, date_depot=d.depot, date_construction=d.depot, a_binome=binome)
    if d.statut == "en_construction":
        return
    instruction = max(LIMITE, d.depot) + timedelta(days=rng.randint(1, 10))
    faits: dict[str, Valeur] = {"date_depot": d.depot, "date_construction": d.depot, "date_instruction": instruction}
    faits |= {"a_binome": binome, "avis_prefet": prefet, "avis_region": region}
    yield _valeurs(d, "en_instruction", instruction, **faits)
    if d.statut != "en_instruction":
        jour = un_jour(rng, *_DECISIONS)
        yield _valeurs(
            d, d.statut, jour, **faits, date_traitement=jour, decision=d.decision, territoire_id=d.territoire_id
        )


def _avis(d: Dossier, rng: Random, inconnu: float) -> str | None:
    if rng.random() < inconnu or d.decision == "retiree":
        return None
    poids = (4, 24, 72) if d.decision == "non_retenue" else (86, 13, 1)
    return rng.choices(("favorable", "reserve", "defavorable"), poids)[0]


def _valeurs(d: Dossier, statut: str, jour: date, **autres: Valeur) -> dict[str, Valeur]:
    vides: dict[str, Valeur] = dict.fromkeys(
        (
            "territoire_id",
            "date_depot",
            "date_construction",
            "date_instruction",
            "date_traitement",
            "avis_prefet",
            "avis_region",
            "decision",
        )
    )
    return (
        vides
        | {
            "numero_dossier": d.numero,
            "phase": 2,
            "intitule": d.intitule,
            "code_region": d.region,
            "code_departement": d.departement,
            "membres": " | ".join(d.membres),
            "statut": statut,
            "date_effet": jour,
            "cause": "initial",
        }
        | autres
    )
