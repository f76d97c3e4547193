"""What the environment says of a provider: every fault at a time, each with its remedy, or nothing at all."""

import re

import pytest

from ti_dashboard.connexion.reglages_oidc import CHEMIN_RETOUR, CHEMIN_SORTIE, CONNUES, PREFIXE, est_sure, lire
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import ReglageRefuse

BON = {
    "EMETTEUR": "https://auth.agentconnect.gouv.fr/api/v2",
    "CLIENT": "tableau",
    "SECRET": "un secret assez long",
    "ADRESSE_RETOUR": "https://tableau.example/connexion/retour",
    "ADRESSE_APRES_DECONNEXION": "https://tableau.example/connexion/sortie",
}


def _lire(**autres: str | None):
    said = {f"{PREFIXE}{k}": v for k, v in (BON | autres).items() if v is not None}
    return lire(said)


def test_without_any_variable_there_is_no_provider():
    assert lire({}) is None
    assert lire({f"{PREFIXE}EMETTEUR": " "}) is None


def test_five_variables_are_enough_for_proconnect():
    read = _lire()
    assert read.est_proconnect and read.nom == "ProConnect" and read.pkce
    assert read.portees == "openid given_name usual_name email uid siret"
    assert read.algorithmes == ("RS256", "ES256") and read.champs["nom"] == "usual_name"


def test_a_plain_provider_has_its_own_defaults():
    read = _lire(GENRE="standard", CHAMPS="siret=entreprise nom=name")
    assert not read.est_proconnect and not read.courriel_atteste and read.portees == "openid profile email"
    assert read.champs["siret"] == "entreprise" and read.champs["nom"] == "name" and read.champs["courriel"] == "email"


FAUTES = {
    "sans émetteur": ({"EMETTEUR": None}, "Il manque TI_DASHBOARD_OIDC_EMETTEUR."),
    "sans client": ({"CLIENT": None}, "Il manque TI_DASHBOARD_OIDC_CLIENT."),
    "sans secret": ({"SECRET": None}, "secret du client manque"),
    "secret court": ({"SECRET": "court"}, "moins de 16 caractères"),
    "deux secrets": ({"SECRET_FICHIER": "/x"}, "gardez-en un"),
    "fichier absent": (
        {"SECRET": None, "SECRET_FICHIER": "/nulle/part"},
        "désigne /nulle/part, qui ne se lit pas",
    ),
    "émetteur en clair": ({"EMETTEUR": "http://idp.example"}, "https://"),
    "retour en clair": ({"ADRESSE_RETOUR": "http://tableau.example/connexion/retour"}, "https://"),
    "retour sans hôte": ({"ADRESSE_RETOUR": "https:///connexion"}, "https://"),
    "retour ailleurs": ({"ADRESSE_RETOUR": "https://tableau.example/oidc"}, "finir par /connexion/retour"),
    "sortie absente": ({"ADRESSE_APRES_DECONNEXION": None}, "ADRESSE_APRES_DECONNEXION"),
    "genre inconnu": ({"GENRE": "franceconnect"}, "franceconnect"),
    "sans openid": ({"PORTEES": "email"}, "openid"),
    "HS256": ({"ALGORITHMES": "RS256 HS256"}, "HS256"),
    "none": ({"ALGORITHMES": "none"}, "none"),
    "champ inconnu": ({"CHAMPS": "telephone=phone"}, "telephone"),
    "champ sans nom": ({"CHAMPS": "nom="}, "CHAMPS"),
    "pkce peut-être": ({"PKCE": "peut-être"}, "oui et non"),
    "réglage inconnu": ({"EMETEUR": "x"}, "EMETEUR n'est pas un réglage connu"),
}


@pytest.mark.parametrize("cas", FAUTES)
def test_a_fault_is_a_sentence_with_its_remedy(cas):
    changes, said = FAUTES[cas]
    with pytest.raises(ReglageRefuse) as caught:
        _lire(**changes)
    assert said in str(caught.value).replace("\u00a0", " ")
    assert all(line.endswith((".", ").")) for line in str(caught.value).splitlines())
    assert BON["SECRET"] not in str(caught.value)


def test_every_fault_is_said_at_once():
    with pytest.raises(ReglageRefuse) as caught:
        lire({f"{PREFIXE}GENRE": "x"})
    assert len(str(caught.value).splitlines()) == 6


def test_the_secret_comes_from_a_file_or_from_systemd(tmp_path):
    (tmp_path / "oidc-secret").write_text("un secret de systemd, long\n", encoding="utf-8")
    said = {f"{PREFIXE}{k}": v for k, v in BON.items() if k != "SECRET"}
    assert lire(said | {"CREDENTIALS_DIRECTORY": str(tmp_path)}).secret == "un secret de systemd, long"  # noqa: S105
    named = said | {f"{PREFIXE}SECRET_FICHIER": str(tmp_path / "oidc-secret")}
    assert lire(named).secret == "un secret de systemd, long"  # noqa: S105


@pytest.mark.parametrize(
    ("adresse", "vraie"),
    [
        ("https://idp.example", True), ("https://idp.example:8443/a?b=c", True), ("http://127.0.0.1:8080/x", True),
        ("http://[::1]:8080", True), ("http://localhost", True), ("http://idp.example", False),
        ("ftp://127.0.0.1", False),
        ("http://127.0.0.1.attaquant.example", False), ("https://a:b@idp.example", False), ("https://", False),
        ("https://idp.example/#x", False), ("https://idp.example:x", False), ("https://idp.example:0", False),
        ("https://idp.exa\nmple", False), ("//idp.example", False), ("", False), (None, False), ("https://[", False),
        ("http://127.0.0.1@attaquant.example", False), ("https:// idp.example", False),
    ],
)  # fmt: skip
def test_what_travels_where_nobody_else_reads(adresse, vraie):
    assert est_sure(adresse) is vraie


def test_each_setting_is_in_the_guide_and_each_of_the_guide_is_one():
    guide = (RACINE / "docs/exploitation/connexion.md").read_text(encoding="utf-8")
    assert set(re.findall(rf"{PREFIXE}([A-Z_]+)", guide)) == CONNUES
    assert all(chemin in guide for chemin in (CHEMIN_RETOUR, CHEMIN_SORTIE))
