"""What a row speaks of must exist: its project, its territory, its themes, and its funder at that date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import duckdb

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.valeurs import cle_identifiant
from ti_dashboard.langue.formats import jour
from ti_dashboard.referentiels.natures import NATURES


class _Feuille(Protocol):
    """A sheet that was read, deposited or not."""

    @property
    def nature(self) -> str: ...
    @property
    def lignes(self) -> list[tuple[int, dict[str, Any]]]: ...


@dataclass
class Connaissances:
    """What rows may refer to. ``projets``, keys of identifiers, grows with the deliveries that declare them.

    ``phases``: the phase in which each project is known, which it keeps.
    """

    territoires: set[tuple[object, object]]
    themes: set[str]
    operateurs: dict[str, tuple[date, date | None]]
    projets: set[str] = field(default_factory=set)
    phases: dict[str, Any] = field(default_factory=dict)

    def declarer(self, projets: Iterable[object]) -> None:
        """Projects that rows may refer to from now on, in any spelling."""
        self.projets |= {cle_identifiant(str(p)) for p in projets}

    def manques(self, row: dict[str, Any]) -> Iterator[Defaut]:
        """Every reference of ``row`` that leads nowhere."""
        if (pid := row.get("projet_id")) and cle_identifiant(str(pid)) not in self.projets:
            yield Defaut(
                "projet_id",
                str(pid),
                "n'est déclaré par aucune livraison.",
                "Déposez d'abord la feuille « projets » qui le déclare, ou corrigez le code.",
            )
        if (tid := row.get("territoire_id")) and (row["phase"], tid) not in self.territoires:
            yield Defaut(
                "territoire_id",
                str(tid),
                f"n'existe pas en phase {row['phase']}.",
                "Vérifiez le code sur la liste officielle et la phase de la ligne.",
            )
        if "intitule" in row and pid and self.phases.get(cle_identifiant(str(pid)), row["phase"]) != row["phase"]:
            yield Defaut(
                "phase",
                str(row["phase"]),
                f"n'est pas la phase où le projet {pid} est déjà déclaré.",
                "Un projet garde sa phase : corrigez-la, ou donnez-lui un autre code.",
            )
        yield from self._themes_inconnus(row)
        if (funder := row.get("operateur_id")) in self.operateurs and "montant" in row:
            yield from self._hors_vie(str(funder), row["date_effet"])

    def _themes_inconnus(self, row: dict[str, Any]) -> Iterator[Defaut]:
        for theme in map(str.strip, str(row.get("themes") or "").split("|")):
            if theme and theme not in self.themes:
                possible = f"Thèmes possibles : {', '.join(sorted(self.themes))}."
                yield Defaut("themes", theme, "n'existe pas dans theme.csv.", possible)

    def _hors_vie(self, funder: str, day: date) -> Iterator[Defaut]:
        """France Travail paid nothing before 2024: Pôle emploi did."""
        first, last = self.operateurs[funder]
        if day < first or (last and day > last):
            life = f"du {jour(first)}" + (f" au {jour(last)}" if last else " à aujourd'hui")
            yield Defaut(
                "operateur_id",
                funder,
                f"ne portait pas ce nom le {jour(day)} (son nom court {life}).",
                "Indiquez le nom qu'avait l'organisme à la date de l'acte.",
            )


def declarations(livraisons: Iterable[_Feuille]) -> Iterator[dict[str, Any]]:
    """The rows of these sheets that declare a project."""
    return (row for s in livraisons if NATURES[s.nature].declare == "projet_id" for _, row in s.lignes)


def connaissances(con: duckdb.DuckDBPyConnection) -> Connaissances:
    """What the reference tables of ``con`` hold; no project yet."""
    return Connaissances(
        set(con.execute("SELECT phase, territoire_id FROM territoire").fetchall()),
        {t for (t,) in con.execute("SELECT theme_id FROM theme").fetchall()},
        {o: (a, b) for o, a, b in con.execute("SELECT operateur_id, date_debut, date_fin FROM operateur").fetchall()},
    )
