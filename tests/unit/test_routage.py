"""What nginx is told of the replicas: the delivered file is the one that is written for two, and for any number."""

import re
import subprocess
import sys

import pytest

from outils import routage
from ti_dashboard.dossier.chemins import RACINE

NGINX = RACINE / "deploiement" / "nginx"
LIVRE = NGINX / "repliques.conf"


def groupes(text: str) -> dict[str, list[tuple[str, bool]]]:
    """The servers of each group, in order, and whether each one only helps."""
    found = re.findall(r"upstream (\w+) \{(.*?)\}", text, re.DOTALL)
    server = re.compile(r"server (\S+) [^;]*?(backup)?;")
    return {name: [(one, bool(helps)) for one, helps in server.findall(inside)] for name, inside in found}


def test_who_stands_in_for_a_replica_is_never_left_aside():
    """nginx would take it for dead until a request has ended: one screen let in every five seconds, where all come."""
    servers = re.findall(r"server \S+ (.*);", LIVRE.read_text(encoding="utf-8"))
    assert {one for one in servers if "backup" in one} == {"max_fails=0 backup"}
    assert all("max_fails=1" in one for one in servers if "backup" not in one)


def test_the_delivered_file_is_the_one_written_for_its_replicas():
    delivered = LIVRE.read_text(encoding="utf-8")
    (said,) = re.findall(rf"« {re.escape(routage.COMMANDE)} ([\d ]+) »", delivered)
    done = subprocess.run([sys.executable, "-m", "outils.routage", *said.split()], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, delivered, "")


def test_who_goes_back_to_a_replica_has_all_the_others_behind_it():
    repliques = ["127.0.0.1:8501", "127.0.0.1:8502", "10.0.0.7:8501"]
    found = groupes(routage.ecrire(["8501", "8502", "10.0.0.7:8501"]))
    assert found.pop("tableau_de_bord") == [(one, False) for one in repliques]
    assert len(found) == len(repliques)
    for one in repliques:
        first, *others = found[f"replique_{routage.nom(one)}"]
        assert first == (one, False)
        assert sorted(others) == sorted((other, True) for other in repliques if other != one)


def test_the_name_of_a_replica_stays_when_others_come_or_go_and_tells_no_port():
    few, many = (groupes(routage.ecrire(said)).keys() for said in (["8502"], ["8501", "8502", "8503"]))
    assert few < many and not any("8502" in name for name in many)


def test_the_site_asks_what_the_list_tells():
    site = (NGINX / "tableau-de-bord.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"proxy_pass http://(\S+);", site)) == {"$groupe"}
    assert set(re.findall(r"__Host-\w+", site)) == {routage.TEMOIN}


@pytest.mark.parametrize("said", ["", "port", "0", "65536", "8501;", "hôte:8501", "a b:1", "8501\n"])
def test_what_is_no_replica_is_told(said: str):
    with pytest.raises(ValueError, match="n'est pas une réplique"):
        routage.ecrire(["8501", said])


@pytest.mark.parametrize("said", [[], ["8501", "127.0.0.1:8501"]])
def test_none_and_twice_the_same_are_told(said: list[str]):
    with pytest.raises(ValueError, match="une fois, et une au moins"):
        routage.ecrire(said)
