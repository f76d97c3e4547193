"""Words received the same day that do not say the same: only a person knows which one came last."""

from collections.abc import Iterator
from itertools import groupby

from ti_dashboard.dossier.depot import Question, ReponsePossible
from ti_dashboard.ingest.registre.arbitrage import AVANT, DERNIER, cle
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import AJOUT, Livraison
from ti_dashboard.langue.formats import enumeration, jour

GENRE = "meme_jour"
# Rank in the day, deposit, file with its sender, in words.
_Autre = tuple[float, str, str]


def apres_tous(sheet: Livraison, connues: list[Livraison]) -> float:
    """The rank of a file that came after all those of its day: what is supposed until somebody says otherwise."""
    return max((s.rang + 1 for s in connues if s.date_reception == sheet.date_reception), default=0.0)


def meme_jour(sheets: list[Livraison], connues: list[Livraison], known: Connu) -> Iterator[Question]:
    """Words received the same day that do not say the same: which is the last one? ``known`` has learnt them all."""
    folder, day = sheets[0].dossier, sheets[0].date_reception
    shared = known.parlent_aussi(folder)
    files = {
        s.dossier: (s.rang, s.dossier, f"{s.fichier} ({s.emetteur})")
        for s in connues
        if s.date_reception == day and s.mode != AJOUT and s.dossier in shared
    }
    others = sorted(files.values())
    if not others or known.etat_si(folder, others[-1][0] + 1) == known.etat_si(folder, others[0][0] - 1):
        return
    text = f"Un autre fichier reçu le {jour(day)} parle des mêmes sujets, autrement. Lequel est la dernière parole ?"
    lines = tuple(said for _, _, said in others)
    yield Question(cle(GENRE, day, sorted(files), folder), GENRE, text, tuple(_places(others)), lines)


def _places(others: list[_Autre]) -> Iterator[ReponsePossible]:
    """Where this file may come in the day. Those that nobody had to tell apart stay together."""
    yield ReponsePossible(DERNIER, "Le fichier déposé ici est le dernier reçu", "il fait foi")
    previous = ""
    for _, together in groupby(others, key=lambda other: other[0]):
        group = list(together)
        said = enumeration([words for _, _, words in group])
        yield ReponsePossible(f"{AVANT}{group[0][1]}", f"Il a été reçu avant {said}{previous}", "l'autre fait foi")
        previous = f" et après {said}"
