"""One place, one phase → one territory or a reason. Ways are tried in the order they are believed."""

from collections.abc import Callable, Iterator

from ti_dashboard.ingest.reception.lieux.modele import (
    COMMUNE,
    HORS,
    INCONNU,
    MAIS,
    PARTAGE,
    TERRITOIRE,
    PlaceDite,
    Rattachement,
    Reponse,
    trouvee,
)
from ti_dashboard.ingest.reception.lieux.par_code import nom_contraire, par_commune, par_siren
from ti_dashboard.ingest.reception.lieux.par_nom import par_code_postal, par_nom


def rattacher(place: PlaceDite, phase: int) -> Rattachement:
    """The first way that knows the place decides, be it to say that it lies in no territory, or in several."""
    answers = list(_reponses(place, phase))
    first = next((a for a in answers if a.est_lieu), None)
    if first is None:
        said = " ; ".join(f"{a.dit} : {a.raison}" for a in answers)
        return Rattachement(lieu_dit=said, manque=INCONNU) if answers else Rattachement()
    contrary = _contraire(place, first, answers)
    contredit = f"{first.dit}{first.ou}{contrary}" if contrary else None
    autrefois = first.dit if first.est_d_hier else None
    if first.territoire_id:
        return Rattachement(first.territoire_id, first.voie, first.dit + contrary, None, contredit, autrefois)
    missing = PARTAGE if first.possibles else HORS
    return Rattachement(None, None, f"{first.dit} : {first.raison}{contrary}", missing, contredit, autrefois)


def _contraire(place: PlaceDite, first: Reponse, answers: list[Reponse]) -> str:
    """What another cell of the row says against the first way, to follow it in a sentence."""
    if against := next((a for a in answers if first.contredit(a)), None):
        return f"{MAIS}{against.dit}{against.ou}"
    if first.contraire:
        return f"{MAIS}{first.contraire}"
    named = nom_contraire(place.code_commune, place.commune) if place.code_commune and place.commune else None
    return f"{MAIS}{named}" if named and first.voie == COMMUNE else ""


def _reponses(place: PlaceDite, phase: int) -> Iterator[Reponse]:
    if place.territoire_id:
        yield trouvee(TERRITOIRE, f"territoire {place.territoire_id}", place.territoire_id)
    ways: tuple[tuple[bool, Callable[[], Reponse | None]], ...] = (
        (bool(place.code_commune), lambda: par_commune(str(place.code_commune), phase)),
        (bool(place.siren), lambda: par_siren(str(place.siren), phase)),
        (bool(place.siret), lambda: par_siren(str(place.siret), phase)),
        (bool(place.code_postal), lambda: par_code_postal(place, phase)),
        (bool(place.territoire or place.commune or place.departement), lambda: par_nom(place, phase)),
    )
    yield from (answer for given, way in ways if given and (answer := way()))
