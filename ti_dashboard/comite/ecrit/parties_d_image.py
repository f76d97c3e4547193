"""The parts of a board as a picture keeps them: those of its plan, nothing that only a gesture shows. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ti_dashboard.comite.ecrit import rangees_d_image
from ti_dashboard.comite.ecrit.proces_verbal import BlocImage, CarteImage, TuileImage
from ti_dashboard.planche.contrat import Carte, Ecran, Tuile
from ti_dashboard.planche.contrat_blocs import Bloc

RANGEES = 14
"""Rows of a table in one picture: more could not be read; how many are left out is said."""
_PHASE = re.compile(r"contours-(\d)-")


@dataclass
class Parties:
    tuiles: list[TuileImage] = field(default_factory=list)
    carte: CarteImage | None = None
    blocs: list[BlocImage] = field(default_factory=list)

    @property
    def est_dessinable(self) -> bool:
        return bool(self.tuiles or self.carte or self.blocs)


def toutes(boards: Sequence[Ecran]) -> Parties:
    """A page that is not cut in plans: its first board that shows something, whole."""
    for board in boards:
        found = Parties([_tuile(one) for one in board["tuiles"]], _carte(board["carte"]), _blocs(board["blocs"]))
        if found.est_dessinable:
            return found
    return Parties()


def du_plan(board: Ecran, plan: Mapping[str, Any]) -> Parties:
    """``plan``: what part of the board, from which row to which, which columns."""
    if plan["partie"] == "tuiles":
        tiles = sorted(board["tuiles"], key=lambda one: one["groupe"] != "principal")
        return Parties([_tuile(one) for one in tiles[plan["de"] : plan["a"]]])
    if plan["partie"] == "carte":
        return Parties(carte=_carte(board["carte"]))
    named = [block for block in board["blocs"] if block["id"] == plan["bloc"]]
    return Parties(blocs=_blocs([_coupe(block, plan) for block in named], None))


def _coupe(block: Any, plan: Mapping[str, Any]) -> Any:
    """The same block with the rows of its plan, and what is said under them there; totals come with the last."""
    said = {**block, "note": plan["note"]}
    if "lignes" not in block or not plan["a"]:
        return said
    totals = block.get("totaux") if plan["a"] >= len(block["lignes"]) else None
    rows = block["lignes"][plan["de"] : plan["a"]]
    return said | {"lignes": rows, "totaux": totals, "garde": plan["colonnes"]}


def _tuile(tile: Tuile) -> TuileImage:
    corrected = tile.get("corrige")
    return TuileImage(
        libelle=tile["libelle"],
        valeur=tile["valeur"],
        unite=tile["unite"],
        complement=tile["complement"],
        ancien=corrected["ancien"] if corrected else "",
        note=corrected["note"] if corrected else tile.get("avant", ""),
    )


def _carte(carte: Carte | None) -> CarteImage | None:
    if carte is None:
        return None
    phase = _PHASE.search(carte["contours"])
    return CarteImage(
        titre=carte["titre"],
        phase=int(phase[1]) if phase else 1,
        source=carte["source"],
        legende=[(one["classe"], one["libelle"], one["nb"]) for one in carte["legende"]],
        valeurs={key: rank for key, (rank, _) in carte["valeurs"].items()},
    )


def _blocs(blocks: Sequence[Bloc], rangees: int | None = RANGEES) -> list[BlocImage]:
    """``rangees``: at most so many of each; None for all, where a plan has cut them already."""
    found = []
    for block in blocks:
        kind, rows = rangees_d_image.GENRES[block["type"]]
        lines = rows(block)
        kept = lines[:rangees]
        heads = rangees_d_image.tetes(block)
        found.append(
            BlocImage(
                genre=kind,
                titre=block["titre"],
                sous_titre=block.get("sous_titre", ""),
                note=block["note"] or "",
                alt=block.get("alt", ""),
                tetes=[head["libelle"] for head in heads],
                nombres=[head["nombre"] for head in heads],
                lignes=kept,
                reste=len(lines) - len(kept),
            )
        )
    return found
