"""Words received the same day that do not say the same: only a person knows which one came last."""

from collections.abc import Iterator
from dataclasses import replace

from ti_dashboard.depots import Choix, Question
from ti_dashboard.formats import jour
from ti_dashboard.ingest.ecarts import Connu
from ti_dashboard.ingest.lecture import AJOUT, Livraison
from ti_dashboard.ingest.questions import AVANT, DERNIER, Arbitre, cle


def meme_jour(sheets: list[Livraison], connues: list[Livraison]) -> Iterator[Question]:
    """Words received the same day that do not say the same: which is the last one?"""
    day, natures = sheets[0].date_reception, {s.nature for s in sheets}
    others = sorted({(s.rang, s.dossier, s.emetteur, s.fichier) for s in connues
                     if s.date_reception == day and s.mode != AJOUT and s.nature in natures})  # fmt: skip
    if not others or _etat(connues, sheets, others[-1][0] + 1) == _etat(connues, sheets, others[0][0] - 1):
        return
    text = f"Un autre fichier reçu le {jour(day)} parle des mêmes sujets, autrement. Lequel est la dernière parole ?"
    before = {folder: f"Il a été reçu avant {file} ({sender})" for _, folder, sender, file in others}
    choices = [Choix(DERNIER, "Le fichier déposé ici est le dernier reçu", "il fait foi")]
    choices += [Choix(f"{AVANT}{folder}", said, "l'autre fait foi") for folder, said in before.items()]
    lines = tuple(f"{sender}, {file}" for _, _, sender, file in others)
    yield Question(cle("meme_jour", day, sorted(before), sheets[0].dossier), "meme_jour", text, tuple(choices), lines)


def _etat(connues: list[Livraison], sheets: list[Livraison], rang: float) -> dict[tuple[object, ...], object]:
    known = Connu(Arbitre.de(connues))
    for _ in known.apprendre([*connues, *(replace(s, rang=rang) for s in sheets)]):
        pass
    return known.etat()
