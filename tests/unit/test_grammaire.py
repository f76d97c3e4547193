"""0, 1, many: every sentence with a number goes through ``formats.accord`` or ``formats.selon``, read over the tree."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.conftest import filtres
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.accueil import blocs
from ti_dashboard.ecrans.candidatures import blocs as candidatures
from ti_dashboard.ecrans.financements import blocs as financements
from ti_dashboard.ecrans.ingenierie import blocs as ingenierie
from ti_dashboard.ecrans.projets import blocs as projets
from ti_dashboard.ecrans.territoires import blocs as territoires
from ti_dashboard.ecrans.territoires.blocs import resume
from ti_dashboard.langue.formats import accord, selon
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Mesure

SOURCES = sorted((RACINE / "ti_dashboard").rglob("*.py"))
# What may follow a number as it is: it agrees with nothing.
INVARIABLES = frozenset(
    "sur à au aux dans de des du par pour puis et ou le la les min max ms s fois en sans déjà dont "  # noqa: SIM905
    "× % € k€ M€ Mio".split()
)
# Words of a singular that are not its noun, and nouns that end like a plural.
EN_S = frozenset(
    "mois fois sans pas avis depuis cas pays accès refus sous dans plus des hors vers est compris après retard dates "  # noqa: SIM905
    "inversées territoires".split()
)
NOMBRES = {"nombre", "len", "sum", "int", "round"}


def _calls(path: Path, name: str):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (
            getattr(node.func, "id", "") == name or getattr(node.func, "attr", "") == name
        ):
            yield node


def _litteral(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


ACCORDS = sorted(
    {
        (_litteral(call.args[1]), _litteral(call.args[2]) if len(call.args) > 2 else None)
        for path in SOURCES
        for call in _calls(path, "accord")
        if len(call.args) > 1 and _litteral(call.args[1]) is not None
    },
    key=str,
)


def _pluriel(word: str) -> bool:
    return (
        word.lower() not in EN_S
        and len(word) > 3
        and bool(re.search(r"[^s]s$|aux$|ent$", word))
        and not re.search(r"(ment|cent|vent|dent|ient|récent|présent)$", word)
    )


@pytest.mark.parametrize(("singular", "plural"), ACCORDS)
def test_every_accord_reads_well_at_0_1_and_2(singular: str, plural: str | None):
    zero, one, two = (accord(n, singular, plural) for n in (0, 1, 2))
    assert zero == f"0\u00a0{singular}" and one == f"1\u00a0{singular}"
    assert not [w for w in re.findall(r"[\wéèêàçù'’-]+", singular) if _pluriel(w)], one
    assert two != f"2\u00a0{singular}" or singular.split()[0] in EN_S | {"en"}, two


def test_selon_chooses_and_fills_each_of_the_three():
    said = [selon(n, "aucun reçu", "{n} reçu", "{n} reçus") for n in (0, 1, 2, 1200)]
    assert said == ["aucun reçu", "1 reçu", "2 reçus", "1\u202f200 reçus"]


def _numero(value: ast.expr) -> bool:
    """An expression that counts something."""
    if isinstance(value, ast.Call):
        # A limit of ours, written in capitals, is never one.
        limits = [a for a in value.args if isinstance(a, ast.Name) and a.id.isupper()]
        return getattr(value.func, "id", "") in NOMBRES and not limits
    if isinstance(value, ast.Attribute | ast.Subscript):
        name = value.attr if isinstance(value, ast.Attribute) else getattr(value.slice, "value", "")
        return str(name).startswith("nb_")
    return False


def _fautes(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        for part, after in zip(node.values, node.values[1:], strict=False):
            if not (isinstance(part, ast.FormattedValue) and _numero(part.value) and isinstance(after, ast.Constant)):
                continue
            word = re.match(r"\*{0,2}[ \u00a0\u202f]([^\s,.;:»)]+)", str(after.value))
            if word and word[1] not in INVARIABLES and not word[1][0].isdigit():
                found.append(f"{path.name}:{node.lineno} {ast.unparse(part.value)} {word[1]}")
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_no_number_is_set_before_a_word_that_does_not_agree_with_it(path: Path):
    assert _fautes(path) == []


def _montants_a_la_main(path: Path) -> list[str]:
    return [
        f"{path.name}:{node.lineno} {ast.unparse(part.value)}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for part, after in zip(node.values, node.values[1:], strict=False)
        if isinstance(part, ast.FormattedValue) and isinstance(after, ast.Constant)
        if re.match(r"[ \u00a0\u202f]?[kM]?€", str(after.value))
        and getattr(getattr(part.value, "func", None), "id", "") != "nombre"
    ]


@pytest.mark.parametrize("path", [p for p in SOURCES if p.stem != "formats"], ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_no_amount_is_written_with_a_dot(path: Path):
    """An amount in a sentence is written by ``formats``: a decimal put there as it is has a dot and no spaces."""
    assert _montants_a_la_main(path) == []


@pytest.mark.parametrize(
    ("engaged", "late", "said"),
    [
        (0, 2, "2\u00a0territoires : aucun n'est engagé, soit 0,0\u00a0% ; 2 ne le sont pas ou sont d'état inconnu."),
        (1, 0, "1\u00a0territoire : 1 est engagé, soit 100,0\u00a0% ; aucun n'est en retard ni d'état inconnu."),
        (1, 1, "2\u00a0territoires : 1 est engagé, soit 50,0\u00a0% ; 1 ne l'est pas ou est d'état inconnu."),
        (0, 0, "Aucun territoire."),
    ],
)
def test_the_sentence_over_the_list_agrees_at_0_1_and_2(engaged: int, late: int, said: str):
    assert resume([{"est_engage": True}] * engaged + [{"est_engage": False}] * late) == said


@pytest.mark.parametrize(
    ("known", "unknown", "said"),
    [
        (0, 1, "1\u00a0territoire : son état est inconnu."),
        (0, 2, "2\u00a0territoires : l'état de tous est inconnu."),
        (1, 1, "2\u00a0territoires : 1 est engagé, soit 50,0\u00a0% ; 1 ne l'est pas ou est d'état inconnu."),
    ],
)
def test_a_list_of_which_nothing_is_known_says_no_rate(known: int, unknown: int, said: str):
    assert resume([{"est_engage": True}] * known + [{"est_engage": None}] * unknown) == said


PLURIELS = re.compile(r"^\W*(?:\w+\s+)?(\w+(?:és|ées))\b")


@pytest.mark.parametrize("value", [0, 1])
@pytest.mark.parametrize("operateurs", [(), ("anct",)])
def test_the_words_of_every_tile_agree_with_0_and_1(value: int, operateurs: tuple[str, ...]):
    """Unit and complement are read right after the value: « 1 refusé ou abandonné », « 0 recensé »."""
    measured = defaultdict(lambda: Mesure(value, value, value, max(value, 1)))
    measured |= {key: Mesure(value, value, value, max(value, 1)) for key in CATALOGUE}
    cadre = Cadre(filtres(operateurs=operateurs), measured, measured, {})
    boards = (
        blocs.tuiles_accueil,
        territoires.tuiles_territoires,
        projets.tuiles_projets,
        candidatures.tuiles,
        financements.tuiles,
        ingenierie.tuiles,
    )
    for tile in (tile for board in boards for tile in board(cadre)):
        for key in ("unite", "complement"):
            found = PLURIELS.match(str(tile[key]))
            assert found is None, f"{tile['libelle']} : {tile['valeur']} {tile[key]}"
