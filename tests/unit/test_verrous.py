"""What is installed is what was read: every package, those of packages included, at one version and by its hash."""

import re

import pytest
from packaging.utils import canonicalize_name

from outils.verrous import RACINE, SERVIR, demandes, lire

SUITES = [path.stem for path in sorted(RACINE.glob("requirements*.txt"))]


@pytest.mark.parametrize("suite", SUITES)
def test_what_is_asked_for_is_locked_at_its_version_and_everything_by_its_hash(suite):
    locked = {one.nom: one for one in lire(RACINE / f"{suite}.lock")}
    for asked in demandes(RACINE / f"{suite}.txt"):
        assert asked.specifier.contains(locked[canonicalize_name(asked.name)].version), f"make verrouiller : {asked}"
        assert re.fullmatch(r"==[^*,]+", str(asked.specifier)), asked
    for one in locked.values():
        assert one.empreintes and all(re.fullmatch("sha256:[0-9a-f]{64}", h) for h in one.empreintes), one.nom


@pytest.mark.parametrize("suite", SUITES)
def test_a_package_has_one_version_in_all_the_locks(suite):
    served = {one.nom: one.version for one in lire(SERVIR)}
    other = {one.nom: one.version for one in lire(RACINE / f"{suite}.lock")}
    assert {name: other[name] for name in other.keys() & served} == {
        name: served[name] for name in other.keys() & served
    }


@pytest.mark.parametrize("suite", SUITES)
def test_a_lock_names_no_index(suite):
    text = (RACINE / f"{suite}.lock").read_text(encoding="utf-8")
    assert "://" not in text and "--index" not in text and "--find-links" not in text


def test_everything_the_makefile_installs_is_checked_against_its_hash():
    makefile = (RACINE / "Makefile").read_text(encoding="utf-8")
    installs = re.findall(r"\$\(PIP\) install (.*)", makefile)
    assert len(installs) == len(SUITES) and set(installs) == {"--require-hashes -r $<"}
    assert {f"{suite}.lock" for suite in SUITES} == set(re.findall(r"^\$\(VENV\)/\.installe\S*: (\S+)", makefile, re.M))


def test_what_runs_these_tests_is_what_is_locked():
    """An environment left behind would try other code than what is served."""
    from importlib.metadata import version

    wanted = {one.nom: one.version for one in lire(SERVIR) if one.est_voulu}
    assert {name: version(name) for name in wanted} == wanted
