"""A place said by a code: that of a commune, of any vintage, or the SIREN of a public body."""

import re

from ti_dashboard.ingest.reception.lieux.candidats import repondre
from ti_dashboard.ingest.reception.lieux.communes import anciens_siren, autres_codes, communes, membres
from ti_dashboard.ingest.reception.lieux.communes import par_siren as communes_par_siren
from ti_dashboard.ingest.reception.lieux.groupements import communes_de, devenir, disparus, groupements
from ti_dashboard.ingest.reception.lieux.modele import COMMUNE, SIREN, Reponse, inconnue, trouvee
from ti_dashboard.ingest.reception.lieux.noms_de_communes import porte
from ti_dashboard.ingest.reception.sirets import ABIME, lire_numero

_GENRES = {"arrondissement": "de", "fusionnee": "réunie à"}


def par_commune(raw: str, phase: int) -> Reponse:
    code = _code(raw)
    if commune := communes().get(code):
        return repondre(COMMUNE, f"commune {code} ({commune.nom})", [commune], phase)
    if alias := autres_codes().get(code):
        now = alias.actuelle
        said = f"commune {code} ({alias.nom}, {_GENRES[alias.genre]} {now.nom})"
        return repondre(COMMUNE, said, [now], phase)._replace(est_d_hier=True)
    return inconnue(COMMUNE, f"commune {raw}", "code inconnu parmi les communes d'aujourd'hui et d'hier")


def nom_contraire(raw: str, nom: str) -> str | None:
    """What to say of a name that the commune of this code never had: 13001 is Aix, and no part of Marseille."""
    alias = autres_codes().get(_code(raw))
    commune = alias.actuelle if alias else communes().get(_code(raw))
    return None if commune is None or porte(commune, nom) else f"le nom dit est « {nom} »"


def _code(raw: str) -> str:
    code = re.sub(r"\W", "", raw).upper()
    return code.zfill(5) if code.isdigit() else code  # a spreadsheet makes 1004 of 01004


def par_siren(raw: str, phase: int) -> Reponse:
    """By the SIREN or the SIRET of a member, of its commune, or of a grouping its communes come from."""
    number = lire_numero(raw)
    if not (siren := number.siren):
        why = ABIME if number.est_abime else "ni les 9 chiffres d'un SIREN, ni les 14 d'un SIRET"
        return inconnue(SIREN, f"SIREN {raw}", why)
    if found := membres().get((phase, siren)):
        return trouvee(SIREN, f"SIREN {siren}{_nom(siren)}", found)
    if commune := communes_par_siren().get(siren):
        return repondre(SIREN, f"SIREN {siren} ({commune.nom})", [commune], phase)
    if known := communes_de().get(siren):
        return repondre(SIREN, f"SIREN {siren}{_nom(siren)}", known, phase)
    if said := devenir(siren):
        return _disparu(siren, said, phase)
    return inconnue(SIREN, f"SIREN {siren}", "ni une commune, ni une intercommunalité connue")


def _disparu(siren: str, said: str, phase: int) -> Reponse:
    heirs = disparus()[siren].successeurs if siren in disparus() else ()
    known = [c for heir in heirs for c in communes_de()[heir]]
    answer = repondre(SIREN, f"SIREN {said}", known or [anciens_siren()[siren].actuelle], phase)
    return answer._replace(est_d_hier=True)


def _nom(siren: str) -> str:
    name = groupements().get(siren) or (c.nom if (c := communes_par_siren().get(siren)) else None)
    return f" ({name})" if name else ""
