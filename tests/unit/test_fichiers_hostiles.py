"""Whatever the bytes: a bounded time, a sentence that helps, nothing loaded."""

import os
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classeurs import ods, xls, xlsx
from tests.hostiles import TEXTES, ligne
from tests.hostiles_classeurs import CLASSEURS, DEGUISES, TABLEAU
from ti_dashboard.ingest.reception import Lecture, Reglages, lire_fichier

TOUS = [*TEXTES, *CLASSEURS, *DEGUISES]
REGLAGES = Reglages("Un opérateur", date(2019, 10, 1))
DUREE_MAX_S = 5
SAINS = [("a.csv", ligne()), ("a.xlsx", xlsx({"F": TABLEAU})), ("a.ods", ods({"F": TABLEAU})), ("a.xls", xls(TABLEAU))]


def lire(path, nom: str) -> Lecture:
    return lire_fichier(path, nom, REGLAGES)


def phrases(lecture: Lecture) -> str:
    faults = [*lecture.fautes, *(f for sheet in lecture.feuilles for f in sheet.fautes)]
    return "\n".join(f"{f.constat} {f.remede}" for f in faults).replace("\u202f", " ").replace("\u00a0", " ")


def test_there_are_enough_of_them_and_each_has_its_name():
    assert len(TOUS) >= 60
    assert len({h.nom for h in TOUS}) == len(TOUS)


@pytest.mark.parametrize("hostile", TOUS, ids=lambda h: h.nom)
def test_a_hostile_file_is_a_sentence_and_nothing_is_loaded(hostile, tmp_path):
    path = tmp_path / "recu"
    path.write_bytes(hostile.octets())
    start = time.perf_counter()
    lecture = lire(path, hostile.fichier)
    assert time.perf_counter() - start < DUREE_MAX_S
    assert hostile.dit in phrases(lecture)
    assert [sheet.lignes for sheet in lecture.feuilles if sheet.lignes] == []
    assert all(f.constat.endswith(".") and f.remede.endswith((".", "?")) for f in lecture.fautes)


def test_a_file_of_two_gigabytes_is_refused_before_a_byte_is_read(tmp_path):
    path = tmp_path / "recu"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    assert "le fichier pèse 2 048 Mio, 200 Mio au plus sont admis. Découpez-le" in phrases(lire(path, "a.csv"))


def test_only_an_ordinary_file_is_opened(tmp_path):
    (tmp_path / "lien").symlink_to("/etc/passwd")
    (tmp_path / "dossier").mkdir()
    os.mkfifo(tmp_path / "tube")
    for nom in ("lien", "dossier", "tube", "absent", "/dev/zero"):
        said = phrases(lire(tmp_path / nom, "a.csv"))
        assert said == "ce n'est pas un fichier ordinaire. Déposez le fichier lui-même, ni lien ni dossier."


@pytest.mark.parametrize(
    ("nom", "octets"),
    SAINS,
)
def test_the_same_rows_without_a_trap_are_read_in_every_format(nom, octets, tmp_path):
    (tmp_path / "recu").write_bytes(octets)
    lecture = lire(tmp_path / "recu", nom)
    assert phrases(lecture) == ""
    assert lecture.feuilles[0].lignes[0][1]["date_effet"] == date(2019, 3, 15)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_good_file_ever_raises(data, tmp_path_factory):
    nom, good = data.draw(st.sampled_from(SAINS))
    raw = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("abime") / "recu"
    path.write_bytes(bytes(raw[: data.draw(st.integers(1, len(raw)))]))
    lecture = lire(path, nom)
    for sheet in lecture.feuilles:
        assert len(sheet.lignes) + len(sheet.rejets) + sheet.nb_sans_objet == sheet.nb_lignes


@settings(max_examples=80, deadline=None)
@given(raw=st.binary(max_size=400), nom=st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.txt"]))
def test_no_bytes_at_all_ever_raise(raw, nom, tmp_path_factory):
    path = tmp_path_factory.mktemp("octets") / "recu"
    path.write_bytes(raw)
    assert isinstance(lire(path, nom), Lecture)
