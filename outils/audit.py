"""Known faults of all that is locked: ``make audit``. Says so when nobody could be asked: that is no clean audit.

Ends with 0 when every package was looked up and none has a known fault, 1 when one has, 2 when not all were looked up.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from outils.verrous import ESSAYER

COMMANDE = (sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner=off", "-f=json")
PERSONNE = "L'audit n'a pas eu lieu : aucune source d'avis de sécurité n'a répondu. Rien n'est dit des dépendances."


def auditer(source: str | None) -> tuple[list[str], int]:
    """What is said of the packages of the lock, and the code to end with; ``source`` is an OSV service, else PyPI's."""
    where = ["-s", "osv", "--osv-url", source] if source else []
    done = subprocess.run([*COMMANDE, *where, "-r", str(ESSAYER)], capture_output=True, text=True, check=False)  # noqa: S603
    try:
        return compte_rendu(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        reason = done.stderr.strip().splitlines()
        return [PERSONNE, *reason[-1:]], 2


def compte_rendu(paquets: list[dict[str, Any]]) -> tuple[list[str], int]:
    """One line for each known fault, one for what nobody knew of, one for the whole."""
    looked_up = [one for one in paquets if "vulns" in one]
    if not looked_up:
        return [PERSONNE], 2
    faults = [(one, fault) for one in looked_up for fault in one["vulns"]]
    said = [_dire(one, fault) for one, fault in faults]
    unknown = [one["name"] for one in paquets if "vulns" not in one]
    if unknown:
        said.append(f"Sans avis, la source ne les connaît pas : {', '.join(unknown)}.")
    said.append(f"Paquets examinés : {len(looked_up)} sur {len(paquets)} ; failles connues : {len(faults)}.")
    return said, 1 if faults else 2 if unknown else 0


def _dire(paquet: dict[str, Any], faille: dict[str, Any]) -> str:
    mended = ", ".join(faille["fix_versions"]) or "pas encore corrigée"
    return f"{paquet['name']} {paquet['version']} : {faille['id']} (corrigée en : {mended})"


def main() -> int:
    parser = argparse.ArgumentParser(description="Cherche les failles connues des dépendances verrouillées.")
    parser.add_argument("--source", help="adresse d'un service OSV (défaut : celui de PyPI)")
    said, code = auditer(parser.parse_args().source)
    print("\n".join(said))
    return code


if __name__ == "__main__":
    sys.exit(main())
