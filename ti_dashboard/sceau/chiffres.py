"""What the tool says at an arrêté: every indicator of the catalogue on every perimeter, by one grouped question.

Each kind of fact gives its facts, which are spread over the perimeters they count in, then measured: an indicator of a
known kind is sealed by what it says of itself in the catalogue, without new SQL.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES, Indicateur
from ti_dashboard.programme.indicateurs.regles import Regle
from ti_dashboard.programme.indicateurs.sorte import Scellee
from ti_dashboard.programme.sans_objet import familles_sans_objet
from ti_dashboard.sceau.fragments import REGISTRE
from ti_dashboard.sceau.perimetres import SCELLES

Executer = Callable[[str, dict[str, object]], object]


_LISTE = "VARCHAR[]"
_TYPES = {str: "VARCHAR", bool: "BOOLEAN", tuple: _LISTE}
# what an indicator retains → its type; a list left out is empty (``Selection`` says what it retains then)
SELECTIONS = {name: _TYPES[type(value)] for i in CATALOGUE.values() for name, value in i.selection.items()}
_DESCRIPTION = {
    "indicateur_id": "VARCHAR",
    "version": "SMALLINT",
    "lignes": "VARCHAR",
    "agregat": "VARCHAR",
    "sujet": "VARCHAR",
    "numerateur": "VARCHAR",
    "a_denominateur": "BOOLEAN",
    "perimetres": _LISTE,
    "familles_sans_objet": _LISTE,
    "exiges": _LISTE,
    "parmi": _LISTE,
} | SELECTIONS


def calculer(executer: Executer, arretes: Sequence[date]) -> None:
    """Write in ``chiffre_scelle`` what is said at ``arretes``; ``executer`` runs one statement with bound values."""
    if arretes:
        executer(f"INSERT INTO chiffre_scelle BY NAME\n{question()}", parametres(arretes))


def parametres(arretes: Sequence[date]) -> dict[str, object]:
    """The values bound into ``question``."""
    return {"arretes": list(arretes), "indicateurs": [decrire(i) for i in CATALOGUE.values()]}


@cache
def question() -> str:
    """One SELECT with the columns of ``chiffre_scelle``, in the order they are stored; binds ``parametres``."""
    kinds = "\nUNION ALL BY NAME\n".join(_mesures(key, sorte.scellee) for key, sorte in SORTES.items())
    described = ", ".join(f"{name} {kind}" for name, kind in _DESCRIPTION.items())
    described_as = _texte("indicateurs").replace("DESCRIPTIONS", f"STRUCT({described})[]")
    # Read by every kind of fact, and answered once: planning them twelve times would cost more than answering them.
    shared = {"indicateurs": described_as, "presences": _texte("presences"), "touches": _texte("touches")}
    once = ",\n".join(f"{name} AS MATERIALIZED (\n{text})" for name, text in shared.items())
    return f"WITH {once},\nmesures AS (\n{kinds})\nSELECT * FROM (\n{_texte('valeurs')})"


def _mesures(lignes: str, sorte: Scellee) -> str:
    mine = [i for i in CATALOGUE.values() if i.lignes == lignes]
    rules = {r.cle: r for i in mine for r in (*i.regles, *i.parmi)}
    measured = _texte(f"mesures_{sorte.mesures}")
    for place, asked, is_asked in (
        ("REGLES_TENUES", "exiges", any(i.regles for i in mine)),
        ("DENOMINATEUR_TENU", "parmi", any(i.parmi for i in mine)),
    ):
        if is_asked and place not in measured:
            raise LookupError(
                f"An indicator of {lignes} has rules that mesures_{sorte.mesures} does not read: {place}."
            )
        measured = measured.replace(place, _tenues(asked, rules))
    return (
        f"SELECT * FROM (WITH indicateurs_lus AS (SELECT * FROM indicateurs WHERE lignes = '{lignes}'),\n"  # noqa: S608
        f"faits AS (\n{_texte(f'faits_{sorte.nom}')}),\neclats AS (\n{_texte('perimetres')})\n"
        f"SELECT * FROM (\n{measured}))"
    )


def _tenues(asked: str, rules: Mapping[str, Regle]) -> str:
    """Whether a fact holds the rules that an indicator asks for under this name."""
    held = (f"(NOT list_contains(i.{asked}, '{_cite(key)}') OR {rule.en_sql()})" for key, rule in rules.items())
    return " AND ".join(held) or "true"


def _cite(text: str) -> str:
    return text.replace("'", "''")


def _texte(nom: str) -> str:
    name = f"chiffres_{nom}"
    return REGISTRE.ecrire(name, files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8"))


def decrire(indicateur: Indicateur) -> dict[str, object]:
    """What the question reads of an indicator. Raises LookupError when no kind of fact can measure it."""
    sorte = SORTES.get(indicateur.lignes)
    if sorte is None or not sorte.scellee.mesure(indicateur):
        raise LookupError(f"No sealed figure measures {indicateur.indicateur_id} ({indicateur.lignes}).")
    retained: dict[str, object] = {name: [] if kind == _LISTE else None for name, kind in SELECTIONS.items()}
    retained |= {k: list(v) if isinstance(v, tuple) else v for k, v in indicateur.selection.items()}
    return {
        "indicateur_id": indicateur.indicateur_id,
        "version": indicateur.version,
        "lignes": indicateur.lignes,
        "agregat": indicateur.agregat,
        "sujet": indicateur.sujet,
        "numerateur": indicateur.numerateur,
        "a_denominateur": indicateur.agregat == "compte" and indicateur.denominateur is not None,
        "perimetres": perimetres(indicateur),
        "exiges": [rule.cle for rule in indicateur.regles],
        "parmi": [rule.cle for rule in indicateur.parmi],
        "familles_sans_objet": list(familles_sans_objet(indicateur.indicateur_id)),
    } | retained


def perimetres(indicateur: Indicateur) -> list[str]:
    """The kinds of perimeter an indicator is told on; "" is the whole country."""
    followed = {"", *indicateur.filtres, *(("territoire",) * SORTES[indicateur.lignes].scellee.suit_territoire)}
    return [kind for kind in SCELLES if followed.issuperset(kind.split("~"))]
