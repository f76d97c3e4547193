"""A list sent again says the same things of the same subjects, whatever its order, its pieces or its kind of file."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from tests.classeurs import ods, xlsx
from tests.unit.test_subventions import PETITS
from ti_dashboard.ingest.reception.fichier_recu import Reglages, lire_fichier

REGLAGES = Reglages("Préfecture", date(2025, 3, 1))
LISTES = ("double_3_lignes.csv", "fonds_vert_tabulation_et_flottant.csv", "fonds_vert_2024_TI.csv")


def dits(folder: Path, nom: str, content: bytes) -> list[tuple[str, tuple[object, ...]]]:
    """What is read of a file, whatever the order of its rows."""
    (folder / nom).write_bytes(content)
    lecture = lire_fichier(folder / nom, nom, REGLAGES)
    assert lecture.fautes == [] and all(sheet.fautes == [] for sheet in lecture.feuilles)
    said = ((sheet.nature, tuple(row.values())) for sheet in lecture.feuilles for _, row in sheet.lignes)
    return sorted(said, key=repr)


def texte(rows: list[list[object]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def en_nombres(rows: list[list[str]]) -> list[list[object]]:
    """As a spreadsheet keeps what it opens: every text that looks like a number has become one."""
    return [[float(c) if c.replace(".", "", 1).isdigit() else c for c in row] for row in rows]


@pytest.mark.parametrize("nom", LISTES)
def test_a_list_says_the_same_however_it_comes(tmp_path, nom):
    content = (PETITS / nom).read_bytes()
    header, *rows = list(csv.reader(io.StringIO(content.decode())))
    first = dits(tmp_path, nom, content)
    assert len(first) == 2 * len(rows)
    assert dits(tmp_path, "a.csv", texte([header, *reversed(rows)])) == first
    assert dits(tmp_path, "b.csv", texte([header[::-1], *[row[::-1] for row in rows]], ";")) == first
    halves = [dits(tmp_path, f"c{k}.csv", texte([header, *rows[k::2]])) for k in (0, 1)]
    assert sorted(halves[0] + halves[1], key=repr) == first
    assert dits(tmp_path, "d.xlsx", xlsx({"Feuil1": [header, *rows]})) == first
    assert dits(tmp_path, "e.ods", ods({"Feuil1": [header, *rows]})) == first
    assert dits(tmp_path, "f.xlsx", xlsx({"Feuil1": [header, *en_nombres(rows)]})) == first


def test_the_three_lines_of_2023_add_up(tmp_path):
    content = (PETITS / "fonds_vert_tabulation_et_flottant.csv").read_bytes()
    lecture = lire_fichier(PETITS / "fonds_vert_tabulation_et_flottant.csv", "liste.csv", REGLAGES)
    projects, aids = lecture.feuilles
    assert f"{sum(row['montant'] for _, row in aids.lignes):.2f}" == "1165627.70"
    assert [row["intitule"][:12] for _, row in projects.lignes][2:] == ["Armentières ", "Marché publi"]
    assert content.count(b"\t") == 2
