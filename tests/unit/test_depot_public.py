"""What a public repository says of itself: ``publiccode.yml`` as its standard asks, and how to report a fault."""

import re

import pytest
import yaml

from ti_dashboard.dossier.chemins import RACINE

PUBLICCODE = yaml.safe_load((RACINE / "publiccode.yml").read_text(encoding="utf-8"))
# The lists of the standard, version 0.4.
STATUTS = {"concept", "development", "beta", "stable", "obsolete"}
GENRES = {"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend",
          "standalone/other", "addon", "library", "configurationFiles"}  # fmt: skip
ENTRETIENS = {"internal": "contacts", "contract": "contractors", "community": "contacts", "none": None}
EXIGES = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
          "legal", "maintenance", "localisation"}  # fmt: skip
CONNUS = EXIGES | {"categories", "intendedAudience", "landingURL", "isBasedOn", "softwareVersion", "releaseDate",
                   "logo", "roadmap", "usedBy", "dependsOn"}  # fmt: skip


def test_every_key_the_standard_asks_for_is_there_and_no_other():
    assert EXIGES <= set(PUBLICCODE) <= CONNUS
    assert PUBLICCODE["publiccodeYmlVersion"] == "0.4"
    assert PUBLICCODE["developmentStatus"] in STATUTS and PUBLICCODE["softwareType"] in GENRES
    assert PUBLICCODE["url"].startswith("https://")
    assert isinstance(PUBLICCODE["localisation"]["localisationReady"], bool)
    assert all(re.fullmatch("[a-z]{2}", one) for one in PUBLICCODE["localisation"]["availableLanguages"])
    assert all(re.fullmatch("[a-z]{2}", one) for one in PUBLICCODE["intendedAudience"]["countries"])
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", one) for one in PUBLICCODE["categories"])


def test_its_description_has_the_lengths_of_the_standard():
    (said,) = PUBLICCODE["description"].values()
    assert set(PUBLICCODE["description"]) == {"fr"}
    assert 1 <= len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert said["features"] and all(1 <= len(one) <= 100 for one in said["features"])


def test_who_maintains_it_is_named_when_it_says_that_somebody_does():
    kind = PUBLICCODE["maintenance"]["type"]
    assert kind in ENTRETIENS and (ENTRETIENS[kind] is None or PUBLICCODE["maintenance"][ENTRETIENS[kind]])


def test_its_licence_is_that_of_the_code():
    pyproject = (RACINE / "pyproject.toml").read_text(encoding="utf-8")
    assert f'license = "{PUBLICCODE["legal"]["license"]}"' in pyproject


@pytest.mark.parametrize(
    "mot", ["/.well-known/security.txt", "make audit", "make sbom", "TI_DASHBOARD_LECTURE_SEULE=oui"]
)
def test_what_the_policy_names_exists(mot):
    policy = (RACINE / "SECURITY.md").read_text(encoding="utf-8")
    assert mot in policy
    targets = re.findall(r"`make (\S+)`", policy)
    makefile = (RACINE / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{target}:", makefile, re.M) for target in targets)
