"""The README's verbs run as they are written, in their order, in a new folder."""

import builtins
import re
import shlex
import sys
from datetime import timedelta

import openpyxl
import pytest

from ti_dashboard import horloge
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.langue.formats import jour
from ti_dashboard.verbes.grammaire import analyseur

BLOCS = re.findall(r"```\n(.*?)```", (RACINE / "README.md").read_text(encoding="utf-8"), re.S)
COMMANDES = [
    [
        line.partition(" #")[0].strip().removeprefix("python -m ti_dashboard ")
        for line in bloc.splitlines()
        if line.startswith("python -m ti_dashboard")
    ]
    for bloc in BLOCS
]
RECEVOIR, CANDIDATURES, RESEAU = (found for found in COMMANDES if found)
SAISIES = {
    "perimetre": {"phase": 2, "territoire_id": "ti-5304", "mouvement": "entree", "cause": "initial"},
    "projets": {"projet_id": "P1", "phase": 2, "intitule": "Halle", "axe_id": "2-innovation", "cause": "initial"},
    "financements": {"reference": "A-1", "phase": 2, "projet_id": "P1", "operateur_id": "apec",
                     "instrument_id": "action-recrutement", "type_montant": "engage", "nature_aide": "ingenierie",
                     "montant": 1200.5, "cause": "initial"},
    "postes": {"poste_id": "cp-1", "phase": 2, "territoire_id": "ti-5304", "etat_poste": "ouvert", "cause": "initial"},
}  # fmt: skip


def _classeur(path):
    """What the Apec would send: several templates in one workbook, a row in each."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for nature, typed in SAISIES.items():
        sheet = book.create_sheet(schema(nature).titre[:31])
        row = typed | {"date_effet": horloge.aujourd_hui() - timedelta(days=30)}
        sheet.append(list(row))
        sheet.append(list(row.values()))
    book.save(path)


def _mots(command, horodateur):
    """The words of a command, with what a person puts in place of those in capitals."""
    deposit = next((d.depot_id for d in depots.acceptes()), "")
    day = jour(horloge.aujourd_hui())
    found = {"DEPOT": deposit, "DATE": day, "URL": horodateur.adresse, "FICHIER|ADRESSE": f"/?arrete={day}"}
    return [found.get(word, word) for word in shlex.split(command)]


def test_every_verb_of_the_readme_runs_in_its_order_in_a_new_folder(tmp_path, monkeypatch, horodateur, capsys):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", lambda *_: "oui")
    _classeur(tmp_path / "apec.xlsx")
    assert [c.split()[0] for c in RECEVOIR][:4] == ["verifier", "deposer", "apercu", "publier"]
    for command in RECEVOIR:
        code = main(_mots(command, horodateur))
        assert code == 0, (command, capsys.readouterr().out[-1500:])
    assert list((tmp_path / "donnees" / "arretes").glob("*.retrait.json"))


def test_the_first_administrator_of_a_network_is_invited_as_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    (command,) = RESEAU
    assert main(shlex.split(command)) == 0
    assert "https://VOTRE-HÔTE/connexion/invitation?jeton=" in capsys.readouterr().out


@pytest.mark.parametrize("command", CANDIDATURES)
def test_what_asks_a_platform_is_understood_as_written(command):
    # They are run against a local platform elsewhere; here, as the README writes them.
    args = analyseur().parse_args(shlex.split(command.replace("NUMÉRO", "12345")))
    assert args.verbe == "candidatures"
