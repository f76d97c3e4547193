"""What an image must not hold, looked for in its root: ``python3 -m outils.examen_d_image RACINE``."""

import json
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

PROGRAMME = "opt/tableau-de-bord"
COMPTE = 10001
DONNEES = Path("var/lib/tableau-de-bord")
# Seen through by any program, or put there by who runs the image.
AILLEURS = {"proc", "sys", "dev", "run"}
OUTILS = re.compile(r"(pip|pip3|pip3\.\d+|wheel|easy_install|gcc|g\+\+|cc|c\+\+|make|cmake|ld|git|curl|wget)")
SECRETS = {
    "clé privée": re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"),
    "secret du service": re.compile(rb"TI_DASHBOARD_(?:SECRET|OIDC_SECRET|DS_JETON)\s*=\s*[\"']?[A-Za-z0-9+/_=-]{12}"),
    "adresse avec mot de passe": re.compile(
        rb"(?:https?|postgresql)://[\w.-]+:(?!pass)[^@\s/\"'{}<>]{4,}@[\w-]+\.[\w.-]+"
    ),
}
NOMS_SECRETS = re.compile(r"(\.env(\..+)?|pip\.conf|\.netrc|\.pgpass|id_(rsa|ed25519|ecdsa)|secrets\.toml|\.git)")
LUS = 2_000_000


def examiner(racine: Path) -> list[str]:
    """Every fault, one French sentence each; none is what an image must have."""
    return [*_droits(racine), *_outils(racine), *_secrets(racine), *_nomenclature(racine)]


def _fichiers(racine: Path) -> Iterator[tuple[Path, Path]]:
    """Each path and what it is in the image; links are not followed."""
    for first in sorted(racine.iterdir()):
        if first.name not in AILLEURS:
            yield first, first.relative_to(racine)
            if first.is_dir() and not first.is_symlink():
                yield from ((path, path.relative_to(racine)) for path in sorted(first.rglob("*")))


def _droits(racine: Path) -> Iterator[str]:
    for path, name in _fichiers(racine):
        seen = path.lstat()
        if stat.S_ISLNK(seen.st_mode):
            continue
        if stat.S_ISREG(seen.st_mode) and seen.st_mode & (stat.S_ISUID | stat.S_ISGID):
            yield f"/{name} donne les droits d'un autre compte à qui le lance."
        if seen.st_mode & stat.S_IWOTH and not seen.st_mode & stat.S_ISVTX:
            yield f"/{name} peut être changé par n'importe qui."
        if COMPTE in (seen.st_uid, seen.st_gid) and not name.is_relative_to(DONNEES):
            yield f"/{name} appartient au compte du service, qui ne doit avoir que ses données."


def _outils(racine: Path) -> Iterator[str]:
    for folder in ("bin", "usr/bin", "usr/local/bin", f"{PROGRAMME}/.venv/bin"):
        for path in sorted((racine / folder).glob("*")):
            if OUTILS.fullmatch(path.name):
                yield f"/{folder}/{path.name} est un outil d'installation, que rien ne demande une fois l'image bâtie."


def _secrets(racine: Path) -> Iterator[str]:
    for path, name in _fichiers(racine):
        if NOMS_SECRETS.fullmatch(path.name):
            yield f"/{name} n'a rien à faire dans une image."
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LUS:
            continue
        content = path.read_bytes()
        yield from (
            f"/{name} contient ce qui ressemble à : {what}." for what, sign in SECRETS.items() if sign.search(content)
        )


def _nomenclature(racine: Path) -> Iterator[str]:
    """The bill of materials says what is installed, and nothing else."""
    bill = racine / PROGRAMME / "nomenclature.cdx.json"
    if not bill.is_file():
        yield f"/{PROGRAMME}/nomenclature.cdx.json manque : l'image ne dit pas de quoi elle est faite."
        return
    told = {_normal(one["name"]): one["version"] for one in json.loads(bill.read_text(encoding="utf-8"))["components"]}
    folders = (racine / PROGRAMME).glob(".venv/lib/python3*/site-packages/*.dist-info")
    there = {_normal(name): version for name, _, version in (p.name[:-10].rpartition("-") for p in folders)}
    for name in sorted(told.keys() ^ there.keys()):
        yield f"{name} est {'dit' if name in told else 'installé'} sans être {'installé' if name in told else 'dit'}."
    for name in sorted(told.keys() & there.keys()):
        if told[name] != there[name]:
            yield f"{name} est installé en {there[name]} et dit en {told[name]}."


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    fautes = examiner(Path(sys.argv[1]))
    print("\n".join(fautes) or "L'image ne contient rien qu'elle ne doive contenir.")
    sys.exit(1 if fautes else 0)
