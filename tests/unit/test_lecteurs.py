"""Many readers of one desk: each question asked once, rows nobody changes, files followed and closed without a wait."""

import hashlib
import shutil
import threading
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from ti_dashboard.dossier.pointeur import ecrire_pointeur
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin import publication as module
from ti_dashboard.magasin.guichet import Guichet, Publication
from ti_dashboard.magasin.ouverture import Choisir, ouvrir
from ti_dashboard.moteurs import duck
from ti_dashboard.moteurs.gardien import Gardien

LECTEURS = 16
PATIENCE_S = 60
FLUX = "SELECT * FROM etat_flux"
LONGUE = "SELECT sum(a.range * b.range) AS somme FROM range({n}) a, range({n}) b"


@pytest.fixture
def poser(demo: Publication, tmp_path: Path) -> Callable[[str], Path]:
    """Publish a copy of the demonstration under another name: a verified file of its own, in no time."""
    digest = hashlib.sha256(demo.fichier.read_bytes()).hexdigest()

    def publish(nom: str) -> Path:
        path = tmp_path / f"{nom}.duckdb"
        if not path.exists():
            shutil.copy(demo.fichier, path)
        ecrire_pointeur(tmp_path, path.name, digest)
        return path

    return publish


def _all_at_once(ask: Callable[[], object]) -> list[object]:
    start = threading.Barrier(LECTEURS)

    def one() -> object:
        start.wait(PATIENCE_S)
        return ask()

    with ThreadPoolExecutor(LECTEURS) as pool:
        return [f.result(PATIENCE_S) for f in [pool.submit(one) for _ in range(LECTEURS)]]


def _is_closed(path: Path) -> bool:
    """DuckDB refuses to write in a file that this process still reads."""
    try:
        duckdb.connect(str(path)).close()
    except duckdb.Error:
        return False
    return True


def test_a_cold_question_asked_by_a_whole_room_is_executed_once(poser):
    opened = Publication(poser("a"))
    before = module.COMPTE.executees
    answers = _all_at_once(lambda: opened.lignes(FLUX))
    assert module.COMPTE.executees == before + 1
    assert len({id(a) for a in answers}) == 1


def test_a_row_handed_out_cannot_be_changed_nor_what_it_holds(demo):
    (row,) = demo.lignes("SELECT 1 AS un, ['a', 'b'] AS mots, {'x': [1]} AS paire, MAP {'k': [2]} AS dit")
    with pytest.raises(TypeError):
        row["un"] = 2
    with pytest.raises(TypeError):
        row["paire"]["x"] = 2
    assert (row["mots"], row["paire"]["x"], row["dit"]["k"]) == (("a", "b"), (1,), (2,))
    assert row | {"deux": 2} == {**row, "deux": 2}


@pytest.mark.parametrize("sql", [FLUX, "SELECT list(projet_id) AS projets FROM etat_projet GROUP BY territoire_id"])
def test_the_weight_of_an_answer_is_what_it_takes_in_memory(poser, sql):
    opened = Publication(poser("a"))
    opened.lignes("SELECT 1")
    before = opened.octets
    tracemalloc.start()
    rows = opened.lignes(sql)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(rows) > 100
    assert 0.8 * taken < opened.octets - before < 1.5 * taken


def test_the_bound_in_bytes_holds_and_the_oldest_answer_is_asked_again(poser):
    bound = 300_000
    opened = Publication(poser("a"), bound)

    def ask(limit: int) -> int:
        before = module.COMPTE.executees
        assert len(opened.lignes(f"{FLUX} LIMIT {limit}")) == limit
        assert opened.octets <= bound
        return module.COMPTE.executees - before

    assert ask(1) == 1 and ask(1) == 0
    for limit in range(2, 60):
        ask(limit)
    assert ask(59) == 0 and ask(1) == 1
    assert ask(1000) == 1 and ask(1000) == 1, "an answer above the bound is given, never kept"


def test_a_question_stopped_by_its_time_is_not_remembered(poser, monkeypatch):
    opened = Publication(poser("a"))
    monkeypatch.setattr(duck, "_gardien", Gardien(delai_s=0.2))
    with pytest.raises(duckdb.InterruptException):
        opened.lignes(LONGUE.format(n=10**7))
    monkeypatch.setattr(duck, "_gardien", Gardien())
    assert opened.lignes(LONGUE.format(n=10)) == ({"somme": 2025},)


class Verification:
    """Openings that start, say so, and end when the test allows it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.commence, self.permis, self.noms = threading.Event(), threading.Event(), []
        monkeypatch.setattr(guichet, "ouvrir", self._ouvrir)

    def _ouvrir(self, dossier: Path, entree: dict, choisir: Choisir) -> Publication:
        self.noms.append(entree["publication"])
        self.commence.set()
        assert self.permis.wait(PATIENCE_S)
        return ouvrir(dossier, entree, choisir)


def test_readers_go_on_with_the_old_one_while_the_new_one_is_verified_once(poser, tmp_path, monkeypatch):
    poser("a")
    desk = Guichet(tmp_path)
    old = desk.service().publication
    poser("b")
    verification = Verification(monkeypatch)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(desk.service)
        assert verification.commence.wait(PATIENCE_S)
        assert {s.publication for s in _all_at_once(desk.service)} == {old}
        assert old.lignes("SELECT 1 AS un") and not first.done()
        verification.permis.set()
        assert first.result(PATIENCE_S).publication.publication_id == "b"
    assert desk.service().publication.publication_id == "b"
    assert verification.noms == ["b.duckdb"]


def test_who_has_published_waits_for_it_where_readers_go_on_with_the_old_one(poser, tmp_path, monkeypatch):
    poser("a")
    desk = Guichet(tmp_path)
    desk.service()
    poser("b")
    verification = Verification(monkeypatch)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(desk.service)
        assert verification.commence.wait(PATIENCE_S)
        # Published while the one before is still verified: what is waited for is the last.
        poser("c")
        author = pool.submit(lambda: (desk.rattraper(), desk.service().publication.publication_id)[1])
        assert desk.service().publication.publication_id == "a" and not author.done()
        verification.permis.set()
        assert author.result(PATIENCE_S) == "c"
        first.result(PATIENCE_S)


def test_nothing_to_catch_up_with_waits_for_nothing(poser, tmp_path, monkeypatch):
    desk = Guichet(tmp_path)
    desk.rattraper()
    poser("a").write_bytes(b"")
    with pytest.raises(PublicationIllisible):
        desk.rattraper()
    poser("b")
    desk.rattraper()
    (tmp_path / "courante.json").write_text("{")
    desk.rattraper()
    served = desk.service()
    assert served.publication.publication_id == "b" and served.avertissement


def test_first_readers_wait_for_one_verification(poser, tmp_path, monkeypatch):
    poser("a")
    verification = Verification(monkeypatch)
    verification.permis.set()
    desk = Guichet(tmp_path)
    assert len({id(s.publication) for s in _all_at_once(desk.service)}) == 1
    assert verification.noms == ["a.duckdb"]


def test_a_bad_first_publication_is_an_error_for_all_and_is_tried_again(poser, tmp_path):
    path = poser("a")
    path.rename(tmp_path / "ailleurs")
    desk = Guichet(tmp_path)

    def ask() -> str:
        with pytest.raises(PublicationIllisible) as refused:
            desk.service()
        return str(refused.value)

    assert set(_all_at_once(ask)) == {"Le fichier a.duckdb désigné par courante.json est introuvable."}
    (tmp_path / "ailleurs").rename(path)
    assert desk.service().publication.publication_id == "a"


def test_a_pointer_that_comes_back_to_the_served_file_opens_nothing(poser, tmp_path, monkeypatch):
    poser("a")
    desk = Guichet(tmp_path)
    served = desk.service().publication
    (tmp_path / "courante.json").write_text("{")
    assert desk.service().avertissement
    poser("a")
    verification = Verification(monkeypatch)
    assert desk.service().publication is served and not desk.service().avertissement
    assert verification.noms == []


def test_a_publication_no_longer_served_closes_when_its_last_reader_leaves_it(poser, tmp_path):
    path = poser("a")
    desk = Guichet(tmp_path)
    reader = desk.service().publication
    reader.lignes(FLUX)
    poser("b")
    assert desk.service().publication.publication_id == "b"
    assert reader.lignes("SELECT count(*) AS n FROM etat_flux")[0]["n"] == len(reader.lignes(FLUX))
    assert reader.octets == 0 and reader in module.ouvertes() and not _is_closed(path)
    del reader
    assert _is_closed(path) and path.stem not in {p.publication_id for p in module.ouvertes()}
