"""Modules become one script: each once, after what it needs, the same to the byte; what is not ours is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ti_dashboard.comite.rejoue.fichier_du_rejeu import REMPLACES, SCRIPTS
from ti_dashboard.comite.rejoue.scripts_lies import ScriptNonLie, lier

Poser = Callable[..., Path]


@pytest.fixture
def poser(tmp_path: Path) -> Poser:
    def put(**modules: str) -> Path:
        for name, source in modules.items():
            (tmp_path / f"{name}.js").write_text(source, encoding="utf-8")
        return tmp_path

    return put


def test_each_module_is_there_once_after_those_it_imports(poser: Poser):
    place = poser(
        a='import { deux } from "./b.js";\nimport * as c from "./c.js";\nconsole.log(deux() + c.UN);\n',
        b='import { UN } from "./c.js";\nexport function deux() {\n  return UN + UN;\n}\n',
        c="const interne = 1;\nexport const UN = interne;\nexport async function rien() {}\nexport class Vide {}\n",
    )
    linked = lier("a.js", place)
    heads = [line for line in linked.splitlines() if line.startswith("const lie_")]
    assert heads == [f"const lie_{name} = await (async () => {{" for name in "cba"]
    assert (
        "return { UN, rien, Vide };" in linked and "const { deux } = lie_b;" in linked and "const c = lie_c;" in linked
    )
    assert linked == lier("a.js", place)


def test_a_module_takes_the_place_of_another(poser: Poser):
    place = poser(
        a='import { lire } from "./b.js";\nlire();\n', b="export const lire = 0;\n", d="export const lire = 1;\n"
    )
    linked = lier("a.js", place, {"b.js": "d.js"})
    assert "const { lire } = lie_d;" in linked and "lie_b" not in linked


@pytest.mark.parametrize(
    "source",
    [
        'import "./b.js";\n',
        'import {\n  un,\n} from "./b.js";\n',
        'import { un as deux } from "./b.js";\n',
        'import { un } from "https://exemple.fr/b.js";\n',
        "export default 1;\n",
        "export let un = 1;\n",
        "const un = 1;\nexport { un };\n",
        'const un = await import("./b.js");\n',
        "const ici = import.meta.url;\n",
        'const fin = "</script>";\n',
    ],
)
def test_what_is_not_written_as_ours_is_refused(source: str, poser: Poser):
    with pytest.raises(ScriptNonLie, match=r"a\.js"):
        lier("a.js", poser(a=source, b="export const un = 1;\n"))


def test_modules_that_import_each_other_are_refused(poser: Poser):
    place = poser(
        a='import { b } from "./b.js";\nexport const a = b;\n', b='import { a } from "./a.js";\nexport const b = a;\n'
    )
    with pytest.raises(ScriptNonLie, match=r"a\.js → b\.js → a\.js"):
        lier("a.js", place)


def test_what_takes_the_place_of_a_module_exports_all_that_is_asked_of_it():
    linked = lier("rejeu.js", SCRIPTS, REMPLACES)
    for original, other in REMPLACES.items():
        head = f"const lie_{other.removesuffix('.js')} = "
        given = linked.split(head)[1].split("\nreturn { ")[1].split(" };")[0].split(", ")
        asked = {
            name
            for path in SCRIPTS.glob("*.js")
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.startswith("import {") and f'"./{original}"' in line and f"lie_{path.stem} = " in linked
            for name in line.split("{ ")[1].split(" }")[0].split(", ")
        }
        assert asked <= set(given) and given
    assert "fetch(" not in linked.replace("const reponse = await fetch(adresse.replace", "")
