"""Our modules as one script, for a file that is opened without any server: no address of another script is left in it.

They are written in one way, that is exacted here: one import a line, exports of functions, classes and constants, no
cycle. Each becomes a function that gives what it exports, called once, after those it imports: the same modules give
the same script, to the byte.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_IMPORT = re.compile(
    r'^import (?:\* as (?P<tout>\w+)|\{ (?P<noms>\w+(?:, \w+)*) \}) from "\./(?P<de>\w+\.js)";$', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (?P<nom>\w+))", re.MULTILINE)
_RESTE = re.compile(r"^(?:import|export)\b.*|\bimport\(.*|\bimport\.meta.*|</script.*", re.MULTILINE | re.IGNORECASE)


class ScriptNonLie(ValueError):
    """A module is not written as the others are, or imports one that imports it."""


def lier(entree: str, dossier: Path, remplaces: Mapping[str, str] | None = None) -> str:
    """``entree`` and all it imports, from ``dossier``; ``remplaces``: module → the one that takes its place.

    Raises ScriptNonLie.
    """
    swapped = remplaces or {}
    done: dict[str, str] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ScriptNonLie(f"{' → '.join((*above, name))} tourne en rond")
        if name not in done:
            source = (dossier / name).read_text(encoding="utf-8")
            for found in _IMPORT.finditer(source):
                visit(swapped.get(found["de"], found["de"]), (*above, name))
            done[name] = _en_fonction(name, source, swapped)

    visit(entree, ())
    return "\n".join(done.values())


def _en_fonction(name: str, source: str, swapped: Mapping[str, str]) -> str:
    exported = [found["nom"] for found in _EXPORT.finditer(source)]
    body = _EXPORT.sub("", _IMPORT.sub(lambda found: _import(found, swapped), source))
    if left := _RESTE.search(body):
        raise ScriptNonLie(f"{name} : « {left[0]} » ne se lie pas")
    return f"const {_nom(name)} = await (async () => {{\n{body}return {{ {', '.join(exported)} }};\n}})();"


def _import(found: re.Match[str], swapped: Mapping[str, str]) -> str:
    given = found["tout"] or f"{{ {found['noms']} }}"
    return f"const {given} = {_nom(swapped.get(found['de'], found['de']))};"


def _nom(name: str) -> str:
    return f"lie_{name.removesuffix('.js')}"
