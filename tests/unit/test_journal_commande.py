"""The verb « journal »: whole or broken, said in French; a lost end seen from what was noted elsewhere; one table."""

import csv
import json

import pytest

from tests.depot import deposer, fichier, financement, fonder
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import journal


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    deposer(fichier(tmp_path, "financements", [financement("C", "10")]))
    return tmp_path


def _dire(capsys, *mots):
    code = main(["journal", *mots])
    return code, " ".join(capsys.readouterr().out.split())


def _lignes(base):
    return (base / journal.NOM).read_bytes().splitlines(keepends=True)


def test_a_whole_journal_says_its_last_hash_and_an_altered_one_says_where(base, capsys):
    code, said = _dire(capsys, "--eprouver")
    assert code == 0 and "Journal des données : entier, 4 lignes enchaînées" in said and journal.tete(base) in said
    lines = _lignes(base)
    lines[1] = lines[1].replace("équipe".encode(), b"equipe")
    (base / journal.NOM).write_bytes(b"".join(lines))
    code, said = _dire(capsys, "--eprouver")
    assert code == 1 and "Journal des données, ligne 2 : elle n'est plus telle qu'elle a été écrite." in said


def test_a_lost_end_is_seen_from_the_publication_and_from_a_hash_noted_elsewhere(base, capsys):
    noted = journal.tete(base)
    assert _dire(capsys, "--contient", noted)[0] == 0
    lines = _lignes(base)
    (base / journal.NOM).write_bytes(b"".join(lines[:-1]))
    # The publication was served before the last two lines: it says nothing of them.
    assert _dire(capsys, "--eprouver")[0] == 0
    code, said = _dire(capsys, "--contient", noted)
    assert code == 1 and "la fin d'un journal a été retirée ou refaite" in said
    (base / journal.NOM).write_bytes(b"")
    code, said = _dire(capsys, "--eprouver")
    assert code == 1 and "la dernière ligne écrite avant la publication affichée" in said


def test_a_word_that_is_no_hash_is_not_understood(base, capsys):
    code, said = _dire(capsys, "--contient", "abc")
    assert code == 2 and "« abc » n'est pas une empreinte" in said


def test_both_journals_are_written_as_one_table_that_no_spreadsheet_runs(base, capsys, monkeypatch):
    journal.noter(base, "x", "oublier", "refus", "=CMD()", "d1", message="non ; oui")
    target = base / "sorti.csv"
    code, said = _dire(capsys, "--exporter", str(target))
    assert code == 0, said
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [r["empreinte"] for r in rows if r["journal"] == "données"] == [e.empreinte for e in journal.lire(base)]
    assert rows[-1]["auteur"] == "'=CMD()" and json.loads(rows[-1]["detail"]) == {"message": "non ; oui"}
    code, said = _dire(capsys, "--exporter", str(target))
    assert code == 1 and "existe déjà" in said
