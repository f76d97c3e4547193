"""One place, one phase → one territory or a reason. Ways are tried in the order they are believed."""

from collections.abc import Iterator

from ti_dashboard.ingest.lieux.communes import communes, territoire_de
from ti_dashboard.ingest.lieux.modele import COMMUNE, TERRITOIRE, Place, Rattachement, Reponse


def rattacher(place: Place, phase: int) -> Rattachement:
    """The first way that knows the place decides, be it to say that it lies in no territory."""
    answers = list(_reponses(place, phase))
    if not answers:
        return Rattachement()
    first = next((a for a in answers if a.est_lieu), None)
    if first is None:
        return Rattachement(None, None, " ; ".join(f"{a.dit} : {a.raison}" for a in answers))
    if first.territoire_id is None:
        return Rattachement(None, None, f"{first.dit} : {first.raison}")
    return Rattachement(first.territoire_id, first.voie, first.dit)


def _reponses(place: Place, phase: int) -> Iterator[Reponse]:
    if place.territoire_id:
        yield Reponse(TERRITOIRE, f"territoire {place.territoire_id}", place.territoire_id)
    if place.code_commune:
        yield _par_commune(place.code_commune, phase)


def _par_commune(code: str, phase: int) -> Reponse:
    commune = communes().get(code.upper().zfill(5))
    if commune is None:
        return Reponse(COMMUNE, f"commune {code}", None, "ce code n'est celui d'aucune commune", False)
    said = f"commune {commune.code} ({commune.nom})"
    found = territoire_de(commune, phase)
    return Reponse(COMMUNE, said, found, "" if found else f"dans aucun territoire de la phase {phase}")
