"""The command line: French to the last word, a code that says how it ended, no verb that breaks in an odd folder."""

import argparse
import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.depot import fichier, financement, fonder
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import chemins, depots
from ti_dashboard.referentiels import ouvertes
from ti_dashboard.verbes.francais import MOTS
from ti_dashboard.verbes.grammaire import analyseur

VERBES = {
    "demonstration": [],
    "ouvertes": [],
    "verifier": ["recu.csv", "--emetteur=Apec"],
    "deposer": ["recu.csv", "--emetteur=Apec"],
    "modele": ["emplois", "--vers={dossier}/modele.xlsx"],
    "apercu": ["20260101T000000000000"],
    "oublier": ["20260101T000000000000"],
    "ecarter": ["20260101T000000000000"],
    "reprendre": ["20260101T000000000000"],
    "doublon": ["bpifrance|A|B", "doublon"],
    "rattacher": ["ti-5304", "projet:P1"],
    "detacher": ["projet:P1"],
    "construire": [],
    "publier": [],
    "revenir": [],
    "journal": [],
    "sauvegarder": ["{dossier}/s.tar.gz"],
    "purger": ["--executer"],
    "restaurer": ["{dossier}/absente.tar.gz"],
    "eprouver-sauvegarde": ["{dossier}/absente.tar.gz"],
    "arreter": ["24/09/2024", "--libelle=Comité", "--oui"],
    "retirer": ["24/09/2024", "--motif=erreur", "--oui"],
    "horodater": ["24/09/2024", "--autorite=https://127.0.0.1:1/tsr"],
    "candidatures": ["importer", "--demarche=1"],
    "eprouver": ["/accueil"],
    "rejouer": ["ABCDEF", "{dossier}/rejeu.html"],
    "inviter": ["a@exemple.fr", "--role=lecteur", "--fonction=Région", "--adresse=https://exemple.fr"],
    "comptes": [],
    "demandes": [],
    "fermer-compte": ["a@exemple.fr"],
    "reprendre-invitation": ["a@exemple.fr"],
    "reinitialiser-second-facteur": ["a@exemple.fr"],
    "proces-verbal": ["ABCDEF"],
    "rappeler": [],
}  # fmt: skip
NE_FAIT_RIEN = {"journal"}  # tells that there is nothing to tell
NE_ECRIT_PAS = {
    "proces-verbal",
    "rappeler",
    "inviter",
    "comptes",
    "demandes",
    "fermer-compte",
    "reprendre-invitation",
    "reinitialiser-second-facteur",
    "journal",
    "apercu",
    "retirer",
    "arreter",
    "horodater",
    "candidatures",
    "eprouver",
    "rejouer",
    "sauvegarder",
    "purger",
    "restaurer",
    "eprouver-sauvegarde",
}  # refused before anything is written
REUSSIT_PARTOUT = {"demonstration", "modele", "journal"}
OUVRENT_LE_MAGASIN = {"inviter", "comptes", "rappeler"}
# They fill a new folder: their own tests say with what.
REMPLISSENT = {"demonstration", "ouvertes"}
LISTES = ouvertes.listes()
ANGLAIS = re.compile(
    r"\b(error|invalid|usage: |required|expected|unrecognized|choose|errno|traceback|permission|not found|file)\b", re.I
)


def _choix() -> dict[str, argparse.ArgumentParser]:
    (verbs,) = (a for a in analyseur()._actions if isinstance(a, argparse._SubParsersAction))
    return verbs.choices


def _mots(verbe: str, dossier: Path) -> list[str]:
    return [verbe, *(word.format(dossier=dossier) for word in VERBES[verbe])]


@pytest.fixture(autouse=True)
def _sans_jeton(monkeypatch):
    monkeypatch.delenv("TI_DASHBOARD_DS_JETON", raising=False)


@pytest.fixture(autouse=True)
def _une_liste(monkeypatch):
    """The shortest public list is enough to write where nobody may."""
    monkeypatch.setattr(ouvertes, "listes", lambda: LISTES[:1])


@pytest.fixture
def lieu():
    """A folder anybody may enter: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_every_verb_is_tried_here():
    assert set(_choix()) == set(VERBES)


@pytest.mark.parametrize("verbe", [v for v in VERBES if v not in REMPLISSENT])
@pytest.mark.parametrize("neuf", ["absent", "vide", "fichier"])
def test_no_verb_breaks_in_a_new_folder(verbe, neuf, lieu, monkeypatch, capsys):
    base = lieu / "donnees"
    if neuf != "absent":
        base.mkdir() if neuf == "vide" else base.write_text("pas un dossier", encoding="utf-8")
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    code = main(_mots(verbe, lieu))
    said = capsys.readouterr().out
    succeeds = verbe in REUSSIT_PARTOUT or (verbe in OUVRENT_LE_MAGASIN and neuf != "fichier")
    assert code == (0 if succeeds else 1), said
    _en_francais(said)


@pytest.mark.parametrize("verbe", VERBES)
def test_no_verb_breaks_where_it_may_not_write(verbe, lieu, tmp_path, monkeypatch, capsys):
    base = lieu / "donnees"
    base.mkdir(0o555)
    lieu.chmod(0o555)
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    words = _mots(verbe, lieu)
    root = os.geteuid() == 0
    # What Python loads late may be closed to others: it is loaded first.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "ailleurs"))
        main(_mots(verbe, tmp_path))
    capsys.readouterr()
    if root:
        # Root may write anywhere: the verb runs as somebody else.
        os.seteuid(65534)
    try:
        code = main(words)
    finally:
        if root:
            os.seteuid(0)
        lieu.chmod(0o755)
    said = capsys.readouterr().out
    assert code == (0 if verbe in NE_FAIT_RIEN else 1), said
    assert "n'a pas le droit d'y écrire" in said or verbe in NE_ECRIT_PAS, said
    _en_francais(said)


def _en_francais(said: str) -> None:
    assert said.strip()
    assert "Incident imprévu" not in said
    assert not (found := ANGLAIS.search(re.sub(r"/\S+", "", said))), (found, said)


def test_argparse_says_nothing_that_is_not_translated():
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    asked = {
        arg.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext")
        for arg in node.args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    }
    assert asked - set(MOTS) == set()


@pytest.mark.parametrize("verbe", [None, *VERBES])
def test_the_help_of_every_verb_is_french(verbe):
    parser = _choix()[verbe] if verbe else analyseur()
    _en_francais(parser.format_help().replace("--help", ""))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "il manque : VERBE"),
        (["publie"], "VERBE : « publie » n'existe pas. Choix possibles"),
        (["journal", "--nombre", "-3"], "« -3 » n'est pas un nombre entier d'au moins 1"),
        (["journal", "--nombre", "0"], "« 0 » n'est pas un nombre entier d'au moins 1"),
        (["journal", "--nombre", "dix"], "« dix » n'est pas un nombre entier"),
        (["journal", "--tout"], "argument inconnu : --tout"),
        (["arreter", "24/09/2024"], "il manque : --libelle"),
        (["arreter", "1/1/26", "--libelle=X"], "a une année sur deux chiffres"),
        (["arreter", "12/31/2024", "--libelle=X"], "ordre américain"),
        (["arreter", "31/02/2024", "--libelle=X"], "n'existe pas au calendrier"),
        (["arreter", "24/09/2024", "--libelle=X", "--cloture=hier"], "--cloture : « hier » n'est pas une date"),
        (["verifier", "f.csv", "--recu-le=1/1/26"], "--recu-le : « 1/1/26 » a une année sur deux chiffres"),
        (["verifier", "f.csv", "--phase=3"], "« 3 » n'existe pas. Choix possibles : 1, 2"),
        (["verifier", "f.csv", "--total=beaucoup"], "« beaucoup » n'est pas un nombre"),
        (["candidatures", "importer"], "il faut l'une de ces options : --demarche --fichier"),
        (["candidatures", "importer", "--demarche=1", "--fichier=x"], "ne va pas avec"),
        (["candidatures", "importer", "--demarche=-5"], "« -5 » n'est pas un nombre entier d'au moins 1"),
        (["horodater", "24/09/2019"], "il faut l'une de ces options : --autorite --verifier"),
        (["horodater", "24/09/2019", "--verifier", "--autorite=https://x"], "ne va pas avec"),
        (["horodater", "24/09/2019", "--autorite=https://x", "--delai=0"], "n'est pas un nombre entier d'au moins 1"),
        (["eprouver"], "il manque : FICHIER|ADRESSE"),
        (["eprouver", "absent.xlsx"], "« absent.xlsx » n'est ni un fichier, ni une adresse"),
        (["doublon", "A", "peut-être"], "« peut-être » n'existe pas"),
        (["modele", "tout"], "« tout » n'existe pas"),
    ],
)
def test_what_is_not_understood_is_said_in_french_with_the_code_2(words, said, capsys):
    assert main(words) == 2
    told = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    assert said in told and "usage :" in told
    _en_francais(told.replace("--help", ""))
    assert main(["--json", *words]) == 2
    assert said in json.loads(capsys.readouterr().out)["erreur"].replace("\u00a0", " ")


def test_a_model_is_not_written_over_in_silence(tmp_path, capsys):
    target = tmp_path / "modele.xlsx"
    target.write_bytes(b"le travail de quelqu'un")
    assert main(["modele", "emplois", "--vers", str(target)]) == 1
    assert "existe déjà. Ajoutez --remplacer" in capsys.readouterr().out
    assert target.read_bytes() == b"le travail de quelqu'un"
    assert main(["modele", "emplois", "--vers", str(target), "--remplacer"]) == 0
    assert target.read_bytes().startswith(b"PK")


def test_a_pair_nobody_knows_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    assert main(["doublon", "bpifrance|A|Z", "doublon"]) == 1
    assert "n'est pas parmi les actes peut-être déclarés deux fois" in capsys.readouterr().out


def test_a_program_is_told_what_a_person_is(tmp_path, monkeypatch, capsys):
    """Same code and same anomalies, in sentences or as data."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    bad = fichier(tmp_path, "financements", [financement("C", "dix"), financement("D", "1", "P9")])
    good = fichier(tmp_path, "financements", [financement("E", "1")], "bon.csv")
    for path, expected in ((bad, 1), (good, 0)):
        words = ["verifier", str(path), "--emetteur=Bpifrance"]
        assert main(words) == expected
        told = [line.strip()[2:] for line in capsys.readouterr().out.splitlines() if line.startswith("  !")]
        assert main(["--json", *words]) == expected
        data = json.loads(capsys.readouterr().out.splitlines()[-1])["resultat"]
        assert data["anomalies"] == told and data["nb_anomalies"] == len(told) == 2 * expected
        assert depots.prepare(data["depot"]).nb_constats == len(told)
    for words in (["deposer", str(bad), "--emetteur=Bpifrance"], ["publier"], ["revenir"], ["journal"]):
        assert main(words) == main(["--json", *words]), words


def test_nobody_at_the_keyboard_confirms_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    words = ["arreter", "24/09/2024", "--libelle=Comité"]
    for flags in ([], ["--json"]):
        assert main([*flags, *words]) == 1
        assert "ajoutez --oui" in capsys.readouterr().out
    assert main([*words, "--essai"]) == 0 and "rien n'est figé" in capsys.readouterr().out
    assert main([*words, "--oui"]) == 0 and "Projets 2" in capsys.readouterr().out
    assert main(["retirer", "24/09/2024", "--motif=erreur"]) == 1
    assert main(["retirer", "24/09/2024", "--motif=erreur", "--oui"]) == 0
    assert "arrêté retiré, du" in capsys.readouterr().out


def test_no_process_of_ours_waits_for_pandas(tmp_path, monkeypatch):
    """Each lists on its standard error every module it loads; that of the examination is kept beside what it read."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    fonder(tmp_path)
    path = fichier(tmp_path, "financements", [financement("C", "1")])
    for words in (["verifier", str(path), "--emetteur=Bpifrance"], ["construire"]):
        command = [sys.executable, "-m", "ti_dashboard", *words]
        done = subprocess.run(command, cwd=chemins.RACINE, text=True, capture_output=True)
        assert done.returncode == 0, done.stdout
        loaded = done.stderr
    (log,) = depots.attente().glob("*/examen.log")
    for listed in (loaded, log.read_text(encoding="utf-8")):
        names = {line.rpartition("|")[2].strip() for line in listed.splitlines()}
        assert "pyarrow.lib" in names and "pandas.core" not in names
