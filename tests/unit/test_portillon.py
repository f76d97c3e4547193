"""A room that follows is drawn a few screens at a time; who presents, or only reads, does not wait behind it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from ti_dashboard.serveur import portillon

PATIENCE_S = 30
SUIVEUR = "arrete=24%2F09%2F2019&suivre=ABCDEF"


class Passages:
    """Runs of the script that last until told."""

    def __init__(self) -> None:
        self.en_cours, self.au_plus, self.finis = 0, 0, 0
        self.verrou, self.fin, self.pleins = threading.Lock(), threading.Event(), threading.Event()

    def __call__(self, runner: object, demande: SimpleNamespace) -> None:
        with self.verrou:
            self.en_cours += 1
            self.au_plus = max(self.au_plus, self.en_cours)
            if self.en_cours == portillon.A_LA_FOIS:
                self.pleins.set()
        assert self.fin.wait(PATIENCE_S)
        with self.verrou:
            self.en_cours -= 1
            self.finis += 1


def test_a_whole_room_passes_a_few_at_a_time_and_who_presents_does_not_wait():
    runs = Passages()
    run = portillon._a_son_tour(runs)
    with ThreadPoolExecutor(20) as readers:
        room = [readers.submit(run, None, SimpleNamespace(query_string=SUIVEUR)) for _ in range(20)]
        assert runs.pleins.wait(PATIENCE_S)
        drawn = []
        presenting = portillon._a_son_tour(lambda runner, demande: drawn.append(demande.query_string))
        presenting(None, SimpleNamespace(query_string="animer=CLE"))
        assert drawn == ["animer=CLE"] and runs.finis == 0
        runs.fin.set()
        for one in room:
            one.result(PATIENCE_S)
    assert (runs.au_plus, runs.finis) == (portillon.A_LA_FOIS, 20)


def test_a_run_that_fails_gives_its_place_back():
    def fail(runner: object, demande: object) -> None:
        raise ZeroDivisionError

    run = portillon._a_son_tour(fail)
    for _ in range(3 * portillon.A_LA_FOIS):
        with pytest.raises(ZeroDivisionError):
            run(None, SimpleNamespace(query_string=SUIVEUR))


@pytest.mark.parametrize(
    ("requete", "est_suiveur"),
    [(SUIVEUR, True), ("suivre=ABCDEF", True), ("", False), ("suivre=", False), ("region=suivre%3D", False)],
)
def test_a_follower_is_known_by_its_address(requete, est_suiveur):
    assert portillon.est_d_un_suiveur(requete) is est_suiveur
