"""A picture of a screen in words, for who does not see it. Pure."""

from typing import Any

from ti_dashboard.comite.ecrit.proces_verbal import BlocImage, ImageDEcran, TuileImage
from ti_dashboard.langue.formats import INCONNU, accord

LIGNES_DITES = 12


def alternative(image: ImageDEcran) -> str:
    """Its title, then all its figures, in the order they are drawn."""
    if image["absence"]:
        return f"{image['titre']} : {image['absence']}"
    said = [f"Écran « {image['titre']} », arrêté du {image['arrete']}, {image['filtres']}"]
    said += [_tuile(tile) for tile in image["tuiles"]]
    if carte := image["carte"]:
        said.append(f"{carte['titre']} : {', '.join(f'{words} {count}' for _, words, count in carte['legende'])}")
    said += [_bloc(block) for block in image["blocs"]]
    return ". ".join(one.strip().rstrip(".") for one in said if one) + "."


def _tuile(tile: TuileImage) -> str:
    words = " ".join(filter(None, (tile["valeur"], tile["unite"])))
    corrected = f", corrigé en séance, avant : {tile['ancien']}" if tile["ancien"] else ""
    return f"{tile['libelle']} : {words}{corrected}"


def _bloc(block: BlocImage) -> str:
    # The board has its own words for what it draws; where a correction changed a bar, its rows say it.
    corrected = any(row.get("ancien") for row in block["lignes"])
    if block["alt"] and not corrected:
        return block["alt"]
    rows = [_ligne(row) for row in block["lignes"][:LIGNES_DITES]]
    left = len(block["lignes"]) - len(rows) + block["reste"]
    more = f" ; et {accord(left, 'autre ligne', 'autres lignes')}" if left else ""
    return f"{block['titre'] or 'Tableau'} : {' ; '.join(rows)}{more}"


def _ligne(row: dict[str, Any]) -> str:
    if "cases" in row:
        return ", ".join(cell["texte"] for cell in row["cases"] if cell["texte"])
    if "fort" in row:
        return f"{row['fort']} {row['suite']}"
    if "points" in row:
        last = row["points"][-1] if row["points"] else None
        return f"{row['libelle']} {last['texte']} au {last['date']}" if last else f"{row['libelle']} {INCONNU}"
    corrected = f" (corrigé en séance, avant : {row['ancien']})" if row["ancien"] else ""
    return f"{row['libelle']} {row['texte']}{corrected}"
