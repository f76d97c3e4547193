"""Every figure that a board shows and lets a reader open: its name, what is written, what stands beside it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Montre:
    """One figure on a screen. ``genre``: tuile, barre, case, total, etape, phrase or carte."""

    genre: str
    chiffre: str
    texte: str
    ou: str
    autour: dict = field(default_factory=dict, hash=False)


def montres(board: dict) -> Iterator[Montre]:
    """What a board shows, in its order."""
    for tile in board.get("tuiles") or ():
        yield Montre("tuile", str(tile["id"]), tile["valeur"], tile["libelle"], tile)
    if board.get("carte") and board["carte"]["cible"]:
        yield from _carte(board["carte"])
    for bloc in board.get("blocs") or ():
        yield from _bloc(bloc)


def _carte(drawn: dict) -> Iterator[Montre]:
    for place, (_, text) in drawn["valeurs"].items():
        yield Montre("carte", drawn["cible"].replace("{}", place), text, f"{drawn['titre']}, {place}")


def _bloc(bloc: dict) -> Iterator[Montre]:
    for step in bloc.get("etapes") or ():
        yield Montre("etape", step["ouvre"], step["texte"], f"{bloc['id']}, {step['id']}", step)
    for line in bloc.get("lignes") or ():
        if "cases" in line:
            yield from _cases(bloc, line, "case")
        elif "fort" in line:
            yield Montre("phrase", line["chiffre"], line["fort"], line["id"], line)
        elif line.get("chiffre"):
            yield Montre("barre", line["chiffre"], line["texte"], f"{bloc['id']}, {line['libelle']}", line)
    if bloc.get("totaux"):
        yield from _cases(bloc, bloc["totaux"], "total")


def _cases(bloc: dict, line: dict, genre: str) -> Iterator[Montre]:
    for column, cell in zip(bloc["colonnes"], line["cases"], strict=True):
        if cell.get("geste") == "chiffre":
            where = f"{bloc['id']}, ligne {line['id']}, {column['libelle']}"
            yield Montre(genre, cell["cible"], cell["texte"], where, {"nombre": column["nombre"]})
