"""The minutes of a committee against what was played: ten ingredients, each with what differs. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from outils.comite.acte import Scenario
from outils.comite.attendu import Attendu, Quand, ecran
from ti_dashboard.comite.ecrit.proces_verbal import Intervalle, ProcesVerbal

Differences = list[str]


@dataclass(frozen=True)
class Preuves:
    """What else the minutes are held against: the seal of the arrêté as it is published (recipe, root), the head of
    the journal at the closing, the words of the document that is taken away."""

    racine: tuple[str, str]
    tete: str
    document: str


def confronter(scenario: Scenario, attendu: Attendu, minutes: ProcesVerbal, preuves: Preuves) -> dict[str, Differences]:
    """Ingredient → what differs; nothing where all is said, and nothing else."""
    return {
        "ordre du jour": _ordre_du_jour(scenario, minutes),
        "horaires": _horaires(attendu, minutes),
        "présences": _presences(attendu, minutes),
        "prises de parole": _paroles(attendu, minutes),
        "décisions": _conclusions(attendu, minutes),
        "corrections": _corrections(attendu, minutes),
        "écrans": _ecrans(scenario, attendu, minutes),
        "arrêté": _arrete(minutes),
        "document": _document(scenario, attendu, minutes, preuves.document),
        "sceau": _sceau(minutes, preuves),
    }


def _memes(nom: str, dits: Sequence[object], joues: Sequence[object]) -> Differences:
    """In the same order; what was said and not played, what was played and not said."""
    if list(dits) == list(joues):
        return []
    lost = [f"{nom} : « {one} » a été joué et n'est pas dit" for one in joues if one not in dits]
    more = [f"{nom} : « {one} » est dit et n'a pas été joué" for one in dits if one not in joues]
    return lost + more or [f"{nom} : pas dans l'ordre joué"]


def _dans(nom: str, instant: str | None, quand: Quand | None) -> Differences:
    if quand is None or instant is None:
        return [] if quand is None and instant is None else [f"{nom} : {instant or 'rien'} dit, {quand or 'rien'} joué"]
    return [] if quand[0] <= instant <= quand[1] else [f"{nom} : {instant} dit, joué entre {quand[0]} et {quand[1]}"]


def _intervalles(nom: str, dits: Sequence[Intervalle], joues: Sequence[Sequence[Quand]]) -> Differences:
    if len(dits) != len(joues):
        return [f"{nom} : {len(dits)} dits, {len(joues)} joués"]
    pairs = ((said, (*played, None)) for said, played in zip(dits, joues, strict=True))
    return [
        one
        for said, (start, end, *_) in pairs
        for one in (*_dans(f"{nom}, début", said["de"], start), *_dans(f"{nom}, fin", said["a"], end))
    ]


def _ordre_du_jour(scenario: Scenario, minutes: ProcesVerbal) -> Differences:
    said = [(p["titre"], p["intervenant"], p["minutes"], p["sous_embargo"]) for p in minutes["points"]]
    played = [(p.titre, p.intervenant, p.minutes, p.est_sous_embargo) for p in scenario.points]
    return _memes("point", said, played)


def _horaires(attendu: Attendu, minutes: ProcesVerbal) -> Differences:
    found = _dans("ouverture", minutes["ouverte_le"], attendu.bornes.get("commencer"))
    found += _dans("clôture", minutes["close_le"], attendu.bornes.get("clore"))
    found += _intervalles("suspension", minutes["suspensions"], attendu.suspensions)
    for rank, point in enumerate(minutes["points"], 1):
        visits = attendu.passages.get(rank, [])
        found += _intervalles(point["titre"], point["passages"], visits)
        lifted = visits[0][0] if visits and point["sous_embargo"] else None
        found += _dans(f"{point['titre']}, embargo", point["embargo_leve_le"], lifted)
    return found


def _presences(attendu: Attendu, minutes: ProcesVerbal) -> Differences:
    said = {(one["organisme"], one["fonction"], one["represente"]): one for one in minutes["presences"]}
    listed = sorted((one["organisme"], one["fonction"], one["represente"]) for one in minutes["presences"])
    found = _memes("présence", listed, sorted(attendu.presences))
    for who in sorted(set(said) & set(attendu.presences)):
        came, left = (*attendu.presences[who], None)[:2]
        found += _dans(f"{who[0]}, arrivée", said[who]["arrivee_le"], came)
        found += _dans(f"{who[0]}, départ", said[who]["depart_le"], left)
    return found


def _paroles(attendu: Attendu, minutes: ProcesVerbal) -> Differences:
    said = {(one["organisme"], one["fonction"], one["point"]): one for one in minutes["paroles"]}
    played = {(one.organisme, one.fonction, one.point): one for one in attendu.paroles}
    listed = sorted((one["organisme"], one["fonction"], one["point"]) for one in minutes["paroles"])
    found = _memes("parole", listed, sorted(played))
    for who in sorted(set(said) & set(played)):
        found += _dans(f"{who[0]}, prise", said[who]["prise_le"], played[who].prise)
        found += _dans(f"{who[0]}, fin", said[who]["finie_le"], played[who].finie)
    spoke = {one.organisme for one in attendu.paroles if one.prise}
    return found + _memes("temps de parole", sorted(t["organisme"] for t in minutes["temps_de_parole"]), sorted(spoke))


def _conclusions(attendu: Attendu, minutes: ProcesVerbal) -> Differences:
    said = [
        (one["genre"], one["texte"], one["responsable"], one["echeance"] or "", ecran(one["adresse"]))
        for one in minutes["conclusions"]
    ]
    played = [(one.genre, one.texte, one.responsable, one.echeance, one.vue) for one in attendu.conclusions]
    found = _memes("conclusion", said, played)
    for one, done in zip(minutes["conclusions"], attendu.conclusions, strict=False):
        found += _dans(f"conclusion {one['numero']}", one["prise_le"], done.prise)
        if minutes["images"][one["ecran"]]["absence"]:
            found.append(f"conclusion {one['numero']} : son écran n'est pas dessiné")
    return found


def _corrections(attendu: Attendu, minutes: ProcesVerbal) -> Differences:
    said = [(one["nouvelle"], one["motif"]) for one in minutes["corrections"]]
    found = _memes("correction", said, [(value, why) for value, why, _ in attendu.corrections])
    for one, (_, _, when) in zip(minutes["corrections"], attendu.corrections, strict=False):
        found += _dans("correction", one["proposee_le"], when)
        if one["ancienne"] in ("", one["nouvelle"]):
            found.append("correction : la valeur d'avant n'est pas dite")
    return found


def _ecrans(scenario: Scenario, attendu: Attendu, minutes: ProcesVerbal) -> Differences:
    said = [(ecran(one["adresse"]), one["point"]) for one in minutes["ecrans"]]
    played = [(seen, scenario.points[rank - 1].titre if rank else "") for seen, rank, _ in attendu.ecrans]
    found = _memes("écran", said, played)
    for one, (_, _, when) in zip(minutes["ecrans"], attendu.ecrans, strict=False):
        found += _dans(f"écran {one['titre']}", one["instant"], when)
    return found


def _arrete(minutes: ProcesVerbal) -> Differences:
    said = {ecran_arrete for one in minutes["ecrans"] if (ecran_arrete := _arrete_de(one["adresse"]))}
    day = minutes["arrete"]["date"]
    wrong = [f"un écran montre l'arrêté du {one}" for one in sorted(said - {day})]
    return wrong + [f"{name} inconnu" for name in ("libelle", "publication", "sources") if not _su(minutes, name)]


def _su(minutes: ProcesVerbal, nom: str) -> bool:
    return str(minutes["arrete"].get(nom) or "inconnu") != "inconnu"


def _arrete_de(adresse: str) -> str:
    _, _, query = adresse.partition("arrete=")
    day, month, year = (*query.partition("&")[0].replace("%2F", "/").split("/"), "", "")[:3]
    return f"{year}-{month}-{day}"


def _document(scenario: Scenario, attendu: Attendu, minutes: ProcesVerbal, document: str) -> Differences:
    """All that a reader looks for is in what is taken away, as it was typed."""
    said: Iterable[str] = (
        scenario.titre,
        scenario.lieu,
        f"n° {minutes['numero']}",
        *(point.titre for point in scenario.points),
        *(who for key in attendu.presences for who in key if who),
        *(one.texte for one in attendu.conclusions),
        *(why for _, why, _ in attendu.corrections),
        minutes["code"],
    )
    flat: Callable[[str], str] = lambda text: " ".join(text.replace("’", "'").split())  # noqa: E731
    whole = flat(document)
    return [f"le document ne dit pas « {one} »" for one in said if flat(one) not in whole]


def _sceau(minutes: ProcesVerbal, preuves: Preuves) -> Differences:
    sealed = (minutes["arrete"]["recette"], minutes["arrete"]["racine"])
    found = [] if sealed == preuves.racine else [f"sceau de l'arrêté : {sealed} dit, {preuves.racine} publié"]
    head = minutes["tete_du_journal"]
    return found + ([] if head == preuves.tete else [f"journal : il finit par {head} au procès-verbal, {preuves.tete}"])
