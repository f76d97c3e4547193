"""The CSV of the figures said at a decided arrêté: whatever a hand or a spreadsheet did to it is a sentence."""

import csv
import re
from collections.abc import Iterator

import pytest

from tests.depot import COMITE, decider, deposer, fichier, financement, interroger, publier
from ti_dashboard.dossier import arretes
from ti_dashboard.errors import ControleEchoue
from ti_dashboard.ingest.figer import chiffres_gardes


@pytest.fixture
def garde(tmp_path, monkeypatch):
    """The file, in a copy of its folder."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return arretes.chiffres(decider(tmp_path), COMITE)


def _lignes(text: str, turned) -> str:
    header, *rows = text.splitlines(keepends=True)
    return "".join([header, *turned(rows)])


TOUCHES = {
    "virgule décimale": (lambda t: t.replace("140.5", "140,5"), "« 140,5 » n'est pas un nombre"),
    "un chiffre de trop": (lambda t: t.replace("140.5;", "140.50000000004;"), "« 140.50000000004 » n'est pas"),
    "entier à virgule": (lambda t: t.replace(";140.5;2;", ";140.5;2.4;"), "connus : « 2.4 » n'est pas un nombre"),
    "entier vide": (lambda t: t.replace(";140.5;2;", ";140.5;;"), "connus : «  » n'est pas un nombre"),
    "pas un nombre": (lambda t: t.replace("140.5", "NaN"), "« NaN » n'est pas un nombre"),
    "démesuré": (lambda t: t.replace("140.5", "1" + "0" * 30), "n'est pas un nombre"),
    "version démesurée": (lambda t: t.replace(";1;", ";99999;"), "version : « 99999 » n'est pas un nombre"),
    "octet nul": (lambda t: t.replace("140.5", "14\x000.5"), "n'est pas un nombre"),
    "ligne courte": (lambda t: f"{t}1;nb_projets\n", "valeurs au lieu de 8"),
    "ligne longue": (lambda t: f"{t.rstrip()};9\n", "valeurs au lieu de 8"),
    "ligne deux fois": (lambda t: _lignes(t, lambda rows: [*rows, rows[0]]), "ce chiffre y est deux fois"),
    "guillemet ouvert": (lambda t: t.replace("140.5", '"140.5', 1), "ce n'est plus un fichier CSV"),
    "champ sans fin": (lambda t: t.replace("140.5", "1" * 150_000), "ce n'est plus un fichier CSV"),
    "autre séparateur": (lambda t: t.replace(";", ","), "ses colonnes ne sont plus phase, indicateur_id"),
    "vide": (lambda t: "", "ses colonnes ne sont plus"),
    "utf-16": (lambda t: t.encode("utf-16"), "il n'est plus en UTF-8"),
}


@pytest.fixture(autouse=True)
def champ_borne() -> Iterator[None]:
    """The longest field, as Python has it: a library of the tests lifts that bound for its whole process."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.parametrize(("toucher", "dit"), TOUCHES.values(), ids=TOUCHES.keys())
def test_a_file_touched_by_hand_or_by_a_spreadsheet_is_a_sentence(garde, toucher, dit):
    touched = toucher(garde.read_text(encoding="utf-8"))
    assert touched != garde.read_text(encoding="utf-8")
    garde.write_bytes(touched if isinstance(touched, bytes) else touched.encode())
    with pytest.raises(ControleEchoue, match=rf"02/10/2025 ne se lisent plus.*{re.escape(dit)}.*d'une sauvegarde"):
        chiffres_gardes.lire(garde, COMITE, "v1")


@pytest.mark.parametrize("read", ["disparu", "un dossier"])
def test_a_file_that_is_not_there_is_a_sentence_in_french(garde, read):
    garde.unlink()
    if read == "un dossier":
        garde.mkdir()
    with pytest.raises(ControleEchoue, match=r"chiffres\.csv \((il a disparu|c'est un dossier : déplacez-le)\)"):
        chiffres_gardes.lire(garde, COMITE, "v1")


@pytest.mark.parametrize(
    "resaved",
    [
        lambda t: t.replace("\n", "\r\n"),
        lambda t: f"\ufeff{t}",
        lambda t: _lignes(t, reversed),
        lambda t: "".join(";".join(line.split(";")[::-1]) + "\n" for line in t.splitlines()),
    ],
    ids=["fins de ligne", "marque d'ordre", "lignes rangées autrement", "colonnes rangées autrement"],
)
def test_the_same_figures_written_otherwise_are_the_same(garde, resaved):
    before = sorted(chiffres_gardes.lire(garde, COMITE, "v1"), key=str)
    garde.write_text(resaved(garde.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    assert sorted(chiffres_gardes.lire(garde, COMITE, "v1"), key=str) == before


def test_publishing_refuses_a_touched_file_and_changes_nothing(garde):
    seals = interroger("SELECT * FROM arrete_empreinte ORDER BY ALL")
    deposer(fichier(garde.parents[1], "financements", [financement("C", "10")]))
    garde.write_text(garde.read_text(encoding="utf-8").replace("140.5", "140,5"), encoding="utf-8")
    with pytest.raises(ControleEchoue, match="« 140,5 » n'est pas un nombre que l'outil a écrit"):
        publier()
    assert interroger("SELECT * FROM arrete_empreinte ORDER BY ALL") == seals
