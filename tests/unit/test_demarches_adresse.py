"""Where the platform is asked, what is asked of it, and where the token does not go."""

import pytest
from graphql import NoDeprecatedCustomRule, parse, specified_rules, validate

from tests.demarches import importe, ouverte
from tests.plateforme import JETON, SCHEMA, Plateforme, servir
from ti_dashboard.dossier import depots
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.demarches import formulaire, requete
from ti_dashboard.ingest.demarches import plateforme as adresse


@pytest.fixture
def plateforme(tmp_path, monkeypatch):
    with ouverte(tmp_path, monkeypatch) as served:
        yield served


@pytest.mark.parametrize(
    "question",
    [
        requete.FORMULAIRE,
        requete.dossiers([], []),
        requete.dossiers(["Q1", "Q2"], ["A1"]),
        requete.suppressions("deletedDossiers"),
        requete.suppressions("pendingDeletedDossiers"),
    ],
)
def test_every_question_holds_against_the_public_schema_and_asks_nothing_deprecated(question):
    assert validate(SCHEMA, parse(question), [*specified_rules, NoDeprecatedCustomRule]) == []


def test_the_schema_of_the_tests_would_see_a_deprecated_argument():
    old = requete.dossiers([], []).replace("first: $nombre", "first: $nombre, order: ASC")
    [fault] = validate(SCHEMA, parse(old), [*specified_rules, NoDeprecatedCustomRule])
    assert "order" in fault.message


def test_the_address_is_the_one_of_the_mapping(monkeypatch, tmp_path):
    monkeypatch.delenv(adresse.ADRESSE_AUTRE, raising=False)
    assert adresse.adresse(formulaire.FICHIER) == "https://demarche.numerique.gouv.fr/api/v2/graphql"
    mapping = tmp_path / "demarches.toml"
    mapping.write_text('[plateforme]\nadresse = "https://essai.exemple.fr/api/v2/graphql"\n', encoding="utf-8")
    assert adresse.adresse(mapping) == "https://essai.exemple.fr/api/v2/graphql"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "L'adresse de la plateforme manque"),
        ("http://demarche.numerique.gouv.fr/api/v2/graphql", "voyager le jeton en clair"),
        ("demarche.numerique.gouv.fr", "n'est pas l'adresse d'une API"),
        ("https://exemple.fr:port/", "n'est pas l'adresse d'une API"),
    ],
)
def test_an_address_that_cannot_be_is_refused_with_the_key_to_mend(monkeypatch, tmp_path, given, said):
    monkeypatch.delenv(adresse.ADRESSE_AUTRE, raising=False)
    mapping = tmp_path / "demarches.toml"
    mapping.write_text(f'[plateforme]\nadresse = "{given}"\n', encoding="utf-8")
    with pytest.raises(DepotRefuse, match=said) as refusal:
        adresse.adresse(mapping)
    assert "[plateforme], dans data/correspondances/demarches.toml" in str(refusal.value)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirection_is_said_at_once_and_the_token_does_not_follow_it(plateforme, code):
    with servir(Plateforme(1, [], [], [])) as elsewhere:
        target = f"{elsewhere.adresse}?jeton={JETON}"
        plateforme.incidents = {1: (code, {"Location": target}, {})}
        pauses: list[float] = []
        with pytest.raises(DepotRefuse) as refusal:
            importe(pauses)
        assert elsewhere.requetes == []
    said = str(refusal.value)
    assert f"renvoie ailleurs, vers {elsewhere.adresse}." in said and "Le jeton n'y est pas envoyé" in said
    assert JETON not in said and pauses == [] and depots.acceptes() == []


def test_a_web_page_in_place_of_the_api_is_told_apart_from_a_busy_server(plateforme):
    plateforme.incidents = {1: (200, {"Content-Type": "text/html; charset=utf-8"}, {})}
    pauses: list[float] = []
    with pytest.raises(DepotRefuse, match="répond par une page web"):
        importe(pauses)
    assert pauses == []
