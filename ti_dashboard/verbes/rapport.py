"""What a deposit was found to be, in sentences and as data."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from ti_dashboard.dossier.depot import Depot, Question
from ti_dashboard.langue.formats import accord, euros, jour


def rapport(depot: Depot, questions: bool = True) -> list[str]:
    lines = [f"{depot.emetteur}, {accord(len(depot.fichiers), 'fichier')}, reçu le {jour(depot.date_reception)}"]
    for sheet in depot.feuilles:
        place = f"{sheet.fichier}{', feuille ' + sheet.nom if sheet.nom else ''}"
        total = f", somme {euros(Decimal(sheet.total_lu))}" if sheet.total_lu else ""
        lines.append(
            f"  {place} ({sheet.nature}) : {accord(sheet.nb_lignes, 'ligne')}, {accord(sheet.nb_valides, 'valide')}, "
            f"{accord(sheet.nb_rejets, 'rejetée')}{total}"
        )
    lines += [f"  ! {c.en_phrase()}" for c in depot.constats[:50]]
    if depot.nb_constats > 50:
        lines.append(f"  … et {depot.nb_constats - 50} autres")
    lines += [f"  ? {p.motif} : {p.une} / {p.autre}" for p in depot.doublons[:20]]
    lines += [f"  i {notice}" for notice in depot.avis]
    return lines + [_question(q, depot.reponses.get(q.cle)) for q in depot.questions[:20] if questions]


def _question(question: Question, answer: str | None) -> str:
    """What to answer, and how: « deposer --prepare DEPOT --reponse QUESTION=CHOIX »."""
    choices = ", ".join(f"{c.code} ({c.libelle})" for c in question.choix)
    said = f"réponse : {answer}" if answer else f"--reponse {question.cle}=… ou {question.genre}=… : {choices}"
    return f"  ? {question.texte} {' / '.join(question.lignes)} → {said}"


def suite(depot: Depot) -> list[str]:
    """The name of what was read, and the verbs that take it."""
    said = [f"Dépôt {depot.depot_id}, en attente."]
    if depot.est_sans_faute:
        said.append(
            f"Pour l'accepter : deposer --prepare {depot.depot_id} ; ce qu'il changerait : apercu {depot.depot_id}"
        )
    return said


def faits(depot: Depot) -> dict[str, Any]:
    """The report of a deposit as data: what ``rapport`` says, whole."""
    return {
        "depot": depot.depot_id,
        "nb_anomalies": depot.nb_constats,
        "anomalies": [c.en_phrase() for c in depot.constats],
        "constats": [asdict(c) for c in depot.constats],
        "feuilles": [asdict(f) for f in depot.feuilles],
        "doublons": [asdict(p) for p in depot.doublons],
        "avis": list(depot.avis),
        "questions": [asdict(q) for q in depot.questions],
    }
