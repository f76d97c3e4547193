"""A deposit set against what is known: acts that may be known ones, what it corrects, what it will not change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ti_dashboard.dossier.depot import Question
from ti_dashboard.ingest.registre.actes import somme
from ti_dashboard.ingest.registre.doutes.montants_douteux import douter
from ti_dashboard.ingest.registre.doutes.places import lieux
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.ecritures import Bilan
from ti_dashboard.ingest.registre.graphies import identifiants
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.langue.formats import accord, enumeration, euros, jour
from ti_dashboard.referentiels.natures import ACTES

# Examples given in a sentence: the rest is counted.
_EXEMPLES = 3


def comparer(sheets: list[Livraison], connues: list[Livraison], known: Connu) -> tuple[list[Question], list[str]]:
    """Questions about acts that may be known ones; sentences on what each sheet corrects and will not change.

    ``known`` has learnt ``connues``; it has learnt ``sheets`` too in the end.
    """
    asked, moved = set(known.arbitre.questions), len(known.arbitre.deplaces)
    spelt = list(_graphies(sheets, known))
    # Known last: what it changes today, whatever the day it was received.
    today = [replace(s, date_connaissance=date.max) for s in sheets]
    balances = {s.livraison_id: balance for s, _, balance in known.apprendre(today)}
    raised = dict(known.arbitre.questions)
    if any((s.connue_le, s.ordre) > min((x.connue_le, x.ordre) for x in sheets) for s in connues):
        # Older than what is known: the ledger hears it in between, and other words may then not say the same.
        raised |= Connu.de([*connues, *sheets]).arbitre.questions
    uncertain = [q for key, q in raised.items() if key not in asked]
    told = [
        *spelt,
        *_deplaces(known.arbitre.deplaces[moved:]),
        *_recouvertes(sheets, connues, [balances[s.livraison_id] for s in sheets]),
    ]
    return [*uncertain, *_negatifs(sheets, known)], told


def _graphies(sheets: list[Livraison], known: Connu) -> Iterator[str]:
    """Identifiers written otherwise than they are known."""
    for field in identifiants():
        seen = {
            row[field]: known.graphies.retrouver(field, row)
            for s in sheets
            for _, row in s.lignes
            if row.get(field) is not None
        }
        other = [f"« {written} » lu « {kept} »" for written, kept in seen.items() if written != kept]
        if other:
            yield (
                f"Colonne {field} : {_compter(len(other), 'identifiant')} autrement que ceux déjà connus : "
                f"{enumeration(other[:_EXEMPLES])}{'…' if len(other) > _EXEMPLES else ''}."
            )


def _compter(nb: int, word: str) -> str:
    return f"{accord(nb, word)} {'écrit' if nb < 2 else 'écrits'}"


def _deplaces(moved: list[str]) -> Iterator[str]:
    """Acts known with another date, project or territory, corrected without a question."""
    if moved:
        yield (
            f"{accord(len(moved), 'acte déjà connu est corrigé', 'actes déjà connus sont corrigés')}, le montant ne "
            f"change pas : {enumeration(moved[:_EXEMPLES])}{'…' if len(moved) > _EXEMPLES else ''}."
        )


def _negatifs(sheets: list[Livraison], known: Connu) -> Iterator[Question]:
    """Reductions beyond what the act amounts to."""
    for place in lieux(sheets, ACTES):
        amount = place.row["montant"]
        if amount is None or amount >= 0:
            continue
        held = somme(known.versements(place.row, sheets[0].emetteur).values())
        if held is not None and held < 0:
            yield douter(
                place,
                f"Référence « {place.row['reference']} » : après cette diminution, l'acte vaudrait "
                f"{euros(held)}, moins que rien.",
            )


def _recouvertes(sheets: list[Livraison], connues: list[Livraison], balances: list[Bilan]) -> Iterator[str]:
    """What a word older than what is known will and will not change, sheet by sheet."""
    for sheet, balance in zip(sheets, balances, strict=True):
        since = [s.date_reception for s in connues if s.nature == sheet.nature and s.ordre > sheet.ordre]
        if since and max(since) > sheet.date_reception:
            changes = balance.nb_ajoutees + balance.nb_corrigees
            yield (
                f"{sheet.fichier} a été reçu le {jour(sheet.date_reception)}, avant un fichier déjà connu, reçu le "
                f"{jour(max(since))}, dont la parole l'emporte : {accord(balance.nb_recouvertes, 'ligne')} "
                f"{'ne change' if balance.nb_recouvertes < 2 else 'ne changent'} rien à ce que l'on sait aujourd'hui, "
                f"{accord(changes, 'ligne')} {'entre' if changes < 2 else 'entrent'} au registre."
            )
