"""The figures said at a decided arrêté, in the CSV kept beside it: written once, then read as they are or refused."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb

from ti_dashboard.dossier.disque import refus
from ti_dashboard.errors import ControleEchoue
from ti_dashboard.exports.tableur import ecrire_csv
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.sceau.recettes import recette

# The largest a column holds; past it, or past ten decimals, a number would be kept as another.
_PETITS, _ENTIER_MAX = {"phase": 127, "version": 32_767}, 2**31 - 1
_DERNIER_CHIFFRE, _BORNE = Decimal("1e-10"), Decimal(10) ** 18


def colonnes(recette_dite: str) -> tuple[str, ...]:
    """The columns of the file of an arrêté signed with this recipe, for ever. Raises PublicationIllisible."""
    return tuple(name for name, _ in recette(recette_dite).chiffres.colonnes)


def lire(fichier: Path, arrete_id: date, recette_dite: str) -> list[list[object]]:
    """The figures, in the order of ``colonnes``. Raises ControleEchoue where the file is not one that was written."""
    forms = dict(recette(recette_dite).chiffres.colonnes)
    try:
        return list(_lignes(fichier.read_bytes().decode("utf-8-sig"), forms))
    except FileNotFoundError:
        said = "il a disparu"
    except IsADirectoryError:
        said = "c'est un dossier : déplacez-le"
    except OSError as error:
        raise refus(error, fichier) from error
    except UnicodeDecodeError:
        said = "il n'est plus en UTF-8"
    except csv.Error:
        said = "ce n'est plus un fichier CSV"
    except ValueError as error:
        said = str(error)
    raise ControleEchoue(
        f"Les chiffres dits à l'arrêté du {jour(arrete_id)} ne se lisent plus dans {fichier.name} ({said}) : remettez "
        "ce fichier tel qu'il était, d'une sauvegarde. Rien n'a changé."
    )


def _lignes(text: str, forms: Mapping[str, str]) -> Iterator[list[object]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    header = next(rows, [])
    if sorted(header) != sorted(forms):
        raise ValueError(f"ses colonnes ne sont plus {', '.join(forms)}")
    seen: set[tuple[object, ...]] = set()
    for row in filter(None, rows):
        place = f"ligne {rows.line_num}"
        if len(row) != len(header):
            raise ValueError(f"{place} : {accord(len(row), 'valeur')} au lieu de {len(header)}")
        cells = dict(zip(header, row, strict=True))
        figure = (cells["phase"], cells["indicateur_id"], cells["perimetre"])
        if figure in seen:
            raise ValueError(f"{place} : ce chiffre y est deux fois")
        seen.add(figure)
        yield [_valeur(name, form, cells[name], place) for name, form in forms.items()]


def _valeur(name: str, form: str, text: str, place: str) -> object:
    """An empty cell is an unknown; an empty perimeter is the whole country."""
    try:
        if form == "entier":
            return _entier(text, _PETITS.get(name, _ENTIER_MAX))
        if not text:
            return text if name == "perimetre" else None
        return _decimal(text) if form == "dix_decimales" else text
    except (ValueError, InvalidOperation):
        raise ValueError(f"{place}, {name} : « {text[:30]} » n'est pas un nombre que l'outil a écrit") from None


def _decimal(text: str) -> str:
    value = Decimal(text)
    if not value.is_finite() or abs(value) >= _BORNE or value != value.quantize(_DERNIER_CHIFFRE):
        raise ValueError
    return f"{value:f}"


def _entier(text: str, most: int) -> int:
    value = int(text)
    if not 0 <= value <= most:
        raise ValueError
    return value


def ecrire(con: duckdb.DuckDBPyConnection, arrete_id: date, recette_dite: str) -> bytes:
    """One line per figure of a publication, in the order of their names."""
    names = colonnes(recette_dite)
    rows = con.execute(
        f"SELECT {', '.join(names)} FROM chiffre_scelle WHERE arrete_id = $1 "  # noqa: S608
        "ORDER BY phase, indicateur_id, perimetre",
        [arrete_id],
    ).fetchall()
    out = io.StringIO()
    ecrire_csv(out, [names, *([_court(value) for value in row] for row in rows)], fin="\n", virgule=".")
    return out.getvalue().encode()


def _court(value: object) -> object:
    return value.normalize() if isinstance(value, Decimal) else value
