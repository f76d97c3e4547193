"""Which figures are not what the rows of their arrêté give: each named as a reader knows it, with both values."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ti_dashboard.langue.formats import accord, euros, jours, nombre, taux
from ti_dashboard.programme.filtres import PHASES, phase_en_mots
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.lieux_reunis import OUTRE_MER
from ti_dashboard.sceau import references
from ti_dashboard.sceau.chiffres import parametres, question
from ti_dashboard.sceau.empreinte import Lire

NOMMES = 3
# phase, indicateur_id
Cle = tuple[int, str]
# version, valeur, connus, inconnus, denominateur
Dit = tuple[int, Decimal | None, int, int, Decimal | None]
# phase, indicateur_id, perimetre, what is written, what the rows give
Ecart = tuple[int, str, str, Dit | None, Dit | None]

_CHIFFRES = "phase, indicateur_id, perimetre, version, valeur, connus, inconnus, denominateur"
_NOMS = """
    SELECT 'region:' || code_region, nom FROM region
    UNION ALL SELECT 'theme:' || theme_id, 'thème ' || libelle FROM theme
    UNION ALL SELECT 'operateur:' || famille_id, libelle FROM famille_operateur
    UNION ALL SELECT 'territoire:' || territoire_id, nom FROM territoire WHERE phase = $phase"""


def alteres(lire: Lire, arrete_id: date, cles: Iterable[Cle]) -> list[str]:
    """The figures of these indicators that the rows do not give back, the first of them in full.

    Where none can be told apart (their definition changed since they were said), the indicators alone.
    """
    asked = sorted(cles)
    told = _differents(lire, arrete_id, {name for _, name in asked if name in CATALOGUE})
    return _borner([phrase for key in asked for phrase in told.get(key) or [_indicateur(*key)]])


def differents(lire: Lire, arrete_id: date) -> list[str]:
    """The figures said at an arrêté that its rows do not give back under the definitions in force."""
    told = _differents(lire, arrete_id, set(CATALOGUE))
    return _borner([phrase for key in sorted(told) for phrase in told[key]])


def _borner(told: list[str]) -> list[str]:
    more = len(told) - NOMMES
    return [*told[:NOMMES], f"et {accord(more, 'autre')}"] if more > 1 else told


def _differents(lire: Lire, arrete_id: date, noms: set[str]) -> dict[Cle, list[str]]:
    names = references.a_l_arrete(_NOMS) if references.gardees(lire) else _NOMS
    bound = {"arrete": arrete_id} if names != _NOMS else {}
    labels = {
        phase: dict(lire(names, bound | {"phase": phase})) | {f"region:{OUTRE_MER}": "Outre-mer"} for phase in PHASES
    }
    told: dict[Cle, list[str]] = {}
    for phase, name, where, written, given in _ecarts(lire, arrete_id, noms):
        told.setdefault((phase, name), []).append(_dire(phase, name, labels.get(phase, {}), where, written, given))
    return told


def _ecarts(lire: Lire, arrete_id: date, noms: set[str]) -> list[Ecart]:
    written = _par_nom(lire(f"SELECT {_CHIFFRES} FROM chiffre_scelle WHERE arrete_id = $jour", {"jour": arrete_id}))  # noqa: S608
    asked = f"SELECT {_CHIFFRES} FROM ({question()})"  # noqa: S608
    asked = asked if references.gardees(lire) else references.du_jour(asked)
    given = _par_nom(lire(asked, parametres([arrete_id])))
    older = {name for (_, name, _), said in written.items() if name in noms and said[0] != CATALOGUE[name].version}
    places = {place for place in written.keys() | given.keys() if place[1] in noms - older}
    return [(*p, written.get(p), given.get(p)) for p in sorted(places) if written.get(p) != given.get(p)]


def _par_nom(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, str, str], Dit]:
    return {row[:3]: row[3:] for row in rows}


def _dire(
    phase: int, name: str, noms: Mapping[str, str], perimetre: str, written: Dit | None, given: Dit | None
) -> str:
    """« Engagé, État et opérateurs (phase I, Bretagne) : dit 12,40 €, les lignes donnent 12,30 € »."""
    where = ", ".join(noms.get(part, part) for part in perimetre.split("~") if part) or "France entière"
    values = [_ecrire(name, said) for said in (written, given)]
    if values[0] == values[1]:
        values = [f"{value} ({_couverture(said)})" for value, said in zip(values, (written, given), strict=True)]
    return f"{_indicateur(phase, name, where)} : dit {values[0]}, les lignes donnent {values[1]}"


def _indicateur(phase: int, name: str, where: str = "") -> str:
    label = CATALOGUE[name].libelle if name in CATALOGUE else name
    words = phase_en_mots(phase, "phase") if phase in PHASES else f"phase {phase}"
    return f"{label} ({', '.join(filter(None, (words, where)))})"


def _ecrire(indicateur_id: str, said: Dit | None) -> str:
    if said is None:
        return "rien"
    unit = CATALOGUE[indicateur_id].unite
    return {"euros": euros, "part": lambda v: taux(v, 4), "jours": jours}.get(unit, nombre)(said[1])


def _couverture(said: Dit | None) -> str:
    return (
        ""
        if said is None
        else (f"{accord(said[2], 'connu')}, {accord(said[3], 'inconnu')}, dénominateur {nombre(said[4])}")
    )
