"""What is installed to serve, as a bill of materials (CycloneDX 1.6, JSON): ``make sbom``.

The environment tells the licences and who needs whom; the lock, which packages serve and the hashes of their files.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from outils.verrous import RACINE, SERVIR, Verrou, demandes, lire

# Packages whose licence is in their text alone, or said in words no register knows.
LICENCES_LUES = {"protobuf": "BSD-3-Clause", "pydeck": "Apache-2.0"}
COMMANDE = (
    "--sv",
    "1.6",
    "--of",
    "JSON",
    "--no-validate",
    "--output-reproducible",
    "--mc-type",
    "application",
    "--pyproject",
)


def composer() -> dict[str, Any]:
    """The whole bill, of the packages of the lock and no other."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", *COMMANDE, str(RACINE / "pyproject.toml")]
    done = subprocess.run([*command, sys.executable], capture_output=True, text=True, check=True)  # noqa: S603
    bill: dict[str, Any] = json.loads(done.stdout)
    locked = {one.nom: one for one in lire(SERVIR) if one.est_voulu}
    kept = [one for one in bill["components"] if canonicalize_name(one["name"]) in locked]
    bill["components"] = [_complet(one, locked[canonicalize_name(one["name"])]) for one in kept]
    bill["dependencies"] = _qui_demande_quoi(bill, {one["bom-ref"] for one in kept})
    return bill


def _complet(component: dict[str, Any], locked: Verrou) -> dict[str, Any]:
    if component["version"] != locked.version:
        raise SystemExit(f"{locked.nom} : {component['version']} est installé, {locked.version} est verrouillé.")
    if locked.nom in LICENCES_LUES:
        component.setdefault("licenses", [{"license": {"id": LICENCES_LUES[locked.nom]}}])
    hashes = [{"alg": "SHA-256", "content": one.removeprefix("sha256:")} for one in locked.empreintes]
    files = {"type": "distribution", "url": component["purl"], "comment": "fichiers verrouillés", "hashes": hashes}
    component["externalReferences"] = [files]
    return component


def _qui_demande_quoi(bill: dict[str, Any], kept: set[str]) -> list[dict[str, Any]]:
    """The root needs what a person wrote; each package what it declares, within what is kept."""
    root = bill["metadata"]["component"]["bom-ref"]
    direct = {canonicalize_name(one.name) for one in demandes(RACINE / "requirements.txt")}
    of_root = sorted(one["bom-ref"] for one in bill["components"] if canonicalize_name(one["name"]) in direct)
    needs = [{"ref": root, "dependsOn": of_root}]
    for one in bill["dependencies"]:
        if one["ref"] in kept:
            needs.append({"ref": one["ref"], "dependsOn": sorted(set(one.get("dependsOn", [])) & kept)})
    return needs


def main() -> None:
    path = Path(sys.argv[1])
    bill = composer()
    path.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{path} : {len(bill['components'])} paquets")


if __name__ == "__main__":
    main()
