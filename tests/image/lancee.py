"""The image that was built, run as it says: its account, its command, a read-only root, one folder and /tmp open.

A mount namespace and ``chroot``, which ask for no daemon and no registry; only the data folder is of the test.
"""

import json
import os
import subprocess
from pathlib import Path

RACINE, DECLARATION = (Path(os.environ.get(name, "/")) for name in ("RACINE_IMAGE", "DECLARATION_IMAGE"))
# What is mounted, then who comes in: the last program is the image's own.
ENTRER = """
set -e
racine=$1; donnees=$2; compte=$3; shift 3
mount --bind "$racine" "$racine"
mount -t tmpfs -o nosuid,noexec,mode=755 tmpfs "$racine/dev"
for prise in null zero random urandom; do
    : > "$racine/dev/$prise"
    mount --bind "/dev/$prise" "$racine/dev/$prise"
done
mount -t proc -o nosuid,nodev,noexec proc "$racine/proc"
mount -t tmpfs -o nosuid,nodev,noexec,size=64m,mode=1777 tmpfs "$racine/tmp"
mount --bind "$donnees" "$racine/var/lib/tableau-de-bord"
mount -o remount,bind,ro "$racine"
exec setpriv --no-new-privs chroot --groups= --userspec="$compte" "$racine" "$@"
"""


def declaration() -> dict[str, object]:
    """What the image says of how it is to be run."""
    return json.loads(DECLARATION.read_text(encoding="utf-8"))["Docker"]["config"]


def commande(donnees: Path, reglages: dict[str, str], *programme: str) -> list[str]:
    """What runs ``programme`` in the image (its own when none is named), with ``reglages`` over its environment."""
    said = declaration()
    env = [*said["Env"], *(f"{name}={value}" for name, value in reglages.items())]
    inside = ["/usr/bin/env", "-i", f"--chdir={said['WorkingDir']}", *env, *(programme or said["Cmd"])]
    # One process tree of its own: the end of the first is the end of all.
    return [
        "unshare",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "sh",
        "-c",
        ENTRER,
        "sh",
        str(RACINE),
        str(donnees),
        said["User"],
        *inside,
    ]


def rend(donnees: Path, *programme: str, **reglages: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(commande(donnees, reglages, *programme), capture_output=True, text=True, timeout=120)
