"""What « make fuzz » changes in a workbook is inside its parts: the archive around it stays whole."""

import io
import zipfile

import pytest

from tests.fuzz.classeurs_vrais import graines, muter
from tests.fuzz.lecteurs import LECTEURS, classeur

GRAINES = list(graines())


def _vider(octets: bytes, _taille: int) -> bytes:
    return octets[: len(octets) // 2]


@pytest.mark.parametrize("rang", range(len(GRAINES)))
def test_each_seed_is_read_whole_and_each_change_leaves_an_archive(rang: int):
    classeur(GRAINES[rang])
    touched = set()
    for draw in range(40):
        changed = muter(GRAINES[rang], 200_000, draw, _vider)
        before, after = (zipfile.ZipFile(io.BytesIO(kept)) for kept in (GRAINES[rang], changed))
        assert after.testzip() is None
        touched |= {n for n in after.namelist() if after.read(n) != before.read(n)}
        classeur(changed)
    assert len(touched) > 2 and any("worksheets/" in name for name in touched)


def test_what_is_no_archive_is_changed_as_it_is():
    assert muter(b"abcd", 100, 1, _vider) == b"ab"
    assert LECTEURS["classeur_interieur"].muter is muter
