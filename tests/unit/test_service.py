"""Who runs the service: what a deployment wrote, what it has not, and every fault of its file in French."""

import tomllib
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.service import declaration, mentions
from ti_dashboard.service.mentions import ServiceDeclare

EXEMPLE = RACINE / "docs/service.exemple.toml"


@pytest.fixture
def fichier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes the file of the service, and names it as a deployment does."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "service.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        monkeypatch.setenv(declaration.VARIABLE, str(path))
        return path

    return write


def _fautes(fichier, content: str | bytes) -> tuple[str, ...]:
    fichier(content)
    with pytest.raises(ServiceIllisible) as told:
        declaration.lire()
    return told.value.fautes


def test_without_a_file_every_field_says_who_has_to_fill_it(monkeypatch):
    monkeypatch.delenv(declaration.VARIABLE, raising=False)
    service = declaration.lire()
    parts = [getattr(service, f.name) for f in fields(ServiceDeclare)]
    told = [value for part in parts for _, value in mentions.lignes(part)]
    assert len(told) == sum(len(fields(part)) for part in parts) >= 25
    assert all(value.startswith(("à renseigner par l'", "à renseigner par le ")) for value in told)


def test_what_is_filled_is_said_as_it_is_written(fichier):
    fichier(
        '[editeur]\nnom = " Agence\\n  du programme "\ntelephone = ""\n'
        '[contact]\ncourriel = "ti@exemple.gouv.fr"\n'
        '[accessibilite]\ndate_de_la_declaration = 2026-12-01\nplan_annuel = "https://exemple.gouv.fr/plan"\n'
    )
    service = declaration.lire()
    assert mentions.lignes(service.editeur, "nom", "telephone") == [
        ("Éditeur", "Agence du programme"),
        ("Téléphone", "à renseigner par l'éditeur du service"),
    ]
    assert service.contact.courriel == "ti@exemple.gouv.fr"
    assert mentions.dire(service.accessibilite, "date_de_la_declaration") == "1er\u00a0décembre\u00a02026"
    assert service.accessibilite.plan_annuel == "https://exemple.gouv.fr/plan"


def test_each_fault_is_a_sentence_and_all_are_said_at_once(fichier):
    faults = _fautes(
        fichier,
        'editeurs = 1\nhebergeur = "moi"\n[editeur]\nnon = "X"\nnom = 12\n'
        '[contact]\ncourriel = "pas une adresse"\nformulaire = "javascript:alert(1)"\n'
        '[accessibilite]\ndate_de_la_declaration = "hier"\n',
    )
    for said in (
        "service.toml, editeurs : ce nom n'est pas connu. Vouliez-vous dire « editeur »",
        "service.toml, hebergeur : écrivez une table [hebergeur].",
        "service.toml, editeur.non : ce nom n'est pas connu. Vouliez-vous dire « nom » ?",
        "service.toml, editeur.nom : « 12 » n'est pas un texte",
        "contact.courriel : « pas une adresse » n'est pas une adresse de courriel",
        "contact.formulaire : « javascript:alert(1) » n'est pas une adresse web",
        "accessibilite.date_de_la_declaration : « hier » n'est pas une date",
    ):
        assert any(said in fault for fault in faults), (said, faults)
    assert len(faults) == 7 and all(fault.endswith((".", "?")) for fault in faults)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[editeur\n", "n'est pas du TOML lisible"),
        (b'[editeur]\nnom = "\xff"\n', "n'est pas du TOML lisible"),
        ("#" * (64 * 1024 + 1), "dépasse 64 Ko"),
        (f'[editeur]\nnom = "{"a" * 501}"\n', "trop long : 500 caractères au plus."),
        ('[editeur]\nnom = "a\\u202eb"\n', "un caractère qui ne se voit pas"),
        ("a = " + "[" * 20_000, "n'est pas du TOML lisible"),
    ],
)
def test_a_hostile_file_is_one_sentence(fichier, content, said):
    (fault,) = _fautes(fichier, content)
    assert said in fault and len(fault) < 400


@pytest.mark.parametrize(
    "formulaire", ["http://a.fr", "https://", "https://moi@a.fr", "https://a b", "https://[", "//a.fr"]
)
def test_an_address_that_is_no_https_page_is_refused(fichier, formulaire):
    (fault,) = _fautes(fichier, f'[contact]\nformulaire = "{formulaire}"\n')
    assert "n'est pas une adresse web" in fault


def test_a_missing_file_or_a_folder_says_which_variable_to_mend(fichier, tmp_path, monkeypatch):
    for named in (tmp_path / "absent.toml", tmp_path):
        monkeypatch.setenv(declaration.VARIABLE, str(named))
        with pytest.raises(ServiceIllisible, match=f"{named.name} n'existe pas, ou .* TI_DASHBOARD_SERVICE"):
            declaration.lire()


def test_the_example_has_each_field_empty_with_its_label_and_who_knows_it(fichier):
    text = EXEMPLE.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {part: dict.fromkeys(values, "") for part, values in asdict(ServiceDeclare()).items()}
    fichier(text)
    assert declaration.lire() == ServiceDeclare()
    said = iter(line for line in text.splitlines() if ' = ""' in line)
    for part in (getattr(ServiceDeclare(), f.name) for f in fields(ServiceDeclare)):
        for label, who in mentions.lignes(part):
            line = next(said)
            assert f"# {label}" in line and line.endswith(f"; sinon, {who}"), line
