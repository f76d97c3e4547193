"""One file of the API by header, as a person would write it in the cells of an export."""

from collections.abc import Iterator, Mapping
from typing import Any

from ti_dashboard.ingest.demarches.compte_rendu import Noter
from ti_dashboard.ingest.demarches.formulaire import SYSTEME, Formulaire


def cellules(node: Mapping[str, Any], form: Formulaire, noter: Noter) -> dict[str, object]:
    """Header → value of the champs the form shows for this file; what a condition hides is left out, and noted."""
    cells: dict[str, object] = {header: node.get(name) for name, names in SYSTEME.items() for header in names}
    for letter, champs, shown in (
        ("c", form.champs, node["champsMontres"]),
        ("a", form.annotations, node["annotationsMontrees"]),
    ):
        visible = {champ["champDescriptorId"] for champ in shown}
        for n, (asked, kept) in enumerate(champs.items()):
            said = _dits(node[f"{letter}{n}"], kept)
            for label, text in said.items():
                if asked not in visible:
                    noter("masque", label)
                elif cells.get(label) and cells[label] != text:
                    # Two revisions of the form, or two of its parts, hold this label and both are filled.
                    noter("double", label)
                else:
                    cells[label] = text
    return cells


def _dits(champs: list[Mapping[str, Any]], kept: Mapping[str, str]) -> dict[str, str]:
    """Label → text of one champ asked, the rows of a block joined."""
    found: dict[str, list[str]] = {}
    for champ in _a_plat(champs):
        if (label := kept.get(champ["champDescriptorId"])) and (text := _texte(champ)):
            found.setdefault(label, []).append(text)
    return {label: " | ".join(texts) for label, texts in found.items()}


def _a_plat(champs: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for champ in champs:
        if champ.get("rows") is None:
            yield champ
        else:
            yield from (inner for row in champ["rows"] for inner in row["champs"])


def _texte(champ: Mapping[str, Any]) -> str:
    for key in ("region", "departement", "epci"):
        if champ.get(key):
            return str(champ[key]["code"])
    if champ.get("values") is not None:
        return " | ".join(map(str, champ["values"]))
    for key in ("estCoche", "estOui"):
        if key in champ:
            return {True: "oui", False: "non"}.get(champ[key], "")
    return str(champ.get("date") or champ.get("datetime") or champ.get("stringValue") or "")
