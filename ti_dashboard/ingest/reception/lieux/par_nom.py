"""A place said by names: a postal code and a commune, a département and a commune or a territory."""

import re
from functools import cache

from ti_dashboard.ingest.reception.lieux.candidats import plusieurs, repondre
from ti_dashboard.ingest.reception.lieux.communes import Commune
from ti_dashboard.ingest.reception.lieux.communes import par_code_postal as communes_du_code
from ti_dashboard.ingest.reception.lieux.modele import CODE_POSTAL, NOM, PlaceDite, Reponse, inconnue, trouvee
from ti_dashboard.ingest.reception.lieux.noms_de_communes import cle_sans_article, nommees
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.referentiels import lire

_CODE = re.compile(r"([0-9]{2,3}|2[ABab])\b")
_CODE_POSTAL = re.compile(r"(?:F ?- ?)?([0-9]{1,2}) ?([0-9]{3})")
# What people write before the name of a territory.
_PROGRAMME = re.compile(r"^(?:territoires? d.?industrie|ti)\b[ :-]*", re.IGNORECASE)


def par_code_postal(place: PlaceDite, phase: int) -> Reponse:
    """A postal code with the name of the commune; alone, it decides when all of its communes lie together."""
    match = _CODE_POSTAL.fullmatch(str(place.code_postal).strip())
    code = "".join(match.groups()).zfill(5) if match else str(place.code_postal)
    said = f"code postal {code}" + (f" {place.commune}" if place.commune else "")
    if match is None:
        return inconnue(CODE_POSTAL, said, "un code postal a 5 chiffres")
    known = communes_du_code().get(code)
    if known is None:
        # A code of the post office (CEDEX) is nobody's: its département and the name are left.
        named = _nommees(place.commune, _departements_du_code(code))
        if not named:
            return inconnue(CODE_POSTAL, said, "code postal inconnu")
        return repondre(CODE_POSTAL, said, named, phase)
    named = [c for c in _nommees(place.commune, {c.departement for c in known}) if c in known]
    answer = repondre(CODE_POSTAL, said, named or known, phase)
    return answer if named or not place.commune else answer._replace(contraire="aucune de ses communes n'a ce nom")


def _nommees(nom: str | None, departements: set[str]) -> list[Commune]:
    return [c for code in sorted(departements) for c in nommees(nom, code)] if nom else []


def _departements_du_code(code: str) -> set[str]:
    if code.startswith("97"):
        return {code[:3]}
    return {"2A", "2B"} if code.startswith("20") else {code[:2]}


def par_nom(place: PlaceDite, phase: int) -> Reponse | None:
    """A territory by its name, else a commune by its name and its département."""
    departement = _departement(place.departement) if place.departement else None
    if place.territoire:
        return _par_territoire(place, departement, phase)
    if not place.commune:
        return inconnue(NOM, f"département {place.departement}", "un département ne suffit pas")
    if not place.departement:
        bare = inconnue(NOM, f"commune « {place.commune} »", "un nom ne suffit pas, sans code postal ni département")
        return None if place.code_postal else bare
    said = f"commune « {place.commune} », {place.departement}"
    if departement is None:
        return inconnue(NOM, said, "département inconnu")
    named = nommees(place.commune, departement)
    return repondre(NOM, said, named, phase) if named else inconnue(NOM, said, "aucune commune de ce nom")


def _par_territoire(place: PlaceDite, departement: str | None, phase: int) -> Reponse:
    said = f"territoire « {place.territoire} »" + (f", {place.departement}" if place.departement else "")
    if place.departement and departement is None:
        return inconnue(NOM, said, "département inconnu")
    named = _territoires().get((phase, _cle_du_territoire(str(place.territoire))), ())
    kept = [code for code, where in named if departement is None or departement in where]
    if len(kept) == 1:
        return trouvee(NOM, said, kept[0])
    if kept:
        return plusieurs(NOM, said, tuple(sorted(kept)))
    why = "aucun territoire de ce nom" + (f" en phase {phase}" if not named else " dans ce département")
    return inconnue(NOM, said, why)


def _cle_du_territoire(nom: str) -> str:
    return mot_cle(_PROGRAMME.sub("", nom.strip()))


@cache
def _territoires() -> dict[tuple[int, str], tuple[tuple[str, tuple[str, ...]], ...]]:
    """(phase, key of a name) → territories that bear it, each with its départements."""
    found: dict[tuple[int, str], tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for r in lire("territoire"):
        key = int(r["phase"]), _cle_du_territoire(r["nom"])
        found[key] = (*found.get(key, ()), (r["territoire_id"], tuple(r["codes_departements"].split())))
    return found


def _departement(raw: str) -> str | None:
    """Code of a département, by its code, its name or both: « 1 », « Ain », « 01 - Ain », « Ain (01) »."""
    words = {raw, *re.split(r"[()]| - |[–:]", raw)}
    if match := _CODE.match(raw.strip()):
        words |= {match[1], raw.strip()[match.end() :]}
    found = {code for word in words if (code := _connu(word))}
    return found.pop() if len(found) == 1 else None


def _connu(word: str) -> str | None:
    known, plain = _departements(), word.strip().upper().removeprefix("0").zfill(2)
    return known.get(plain) or known.get(cle_sans_article(word)) if word.strip() else None


@cache
def _departements() -> dict[str, str]:
    rows = lire("departement")
    return {r["code_departement"]: r["code_departement"] for r in rows} | {
        cle_sans_article(r["nom"]): r["code_departement"] for r in rows
    }
