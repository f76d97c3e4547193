"""A list may name any commune of France: one whose territory is not of the programme yet is attached when it enters."""

from datetime import date
from pathlib import Path

import pytest

from tests.depot import AUTEUR, deposer, interroger, publier
from tests.unit.test_subventions import PETITS
from ti_dashboard.errors import ControleEchoue
from ti_dashboard.ingest import atelier

RECU = date(2025, 6, 2)
HORS = "dans un territoire qui n'est pas du programme à cette date"


def entrer(base: Path, territoires: set[str]) -> None:
    path = base / "perimetre.csv"
    rows = [f"2;{t};entree;09/11/2023;initial" for t in sorted(territoires)]
    path.write_text("\n".join(["phase;territoire_id;mouvement;date_effet;cause", *rows]), encoding="utf-8")
    deposer(path, emetteur="ANCT", date_reception=date(2025, 7, 1))


def rattaches(table: str) -> list[tuple]:
    """For each arrêté: rows, rows attached, rows whose territory is not of the programme."""
    query = "SELECT arrete_id, territoire_id, rattachement_dit FROM {} WHERE phase = 2"
    rows = interroger(query.format(table))
    days = sorted({day for day, *_ in rows})
    by_day = [[(t, said) for d, t, said in rows if d == day] for day in days]
    return [
        (day, len(told), sum(t is not None for t, _ in told), sum(said.endswith(HORS) for _, said in told))
        for day, told in zip(days, by_day, strict=True)
    ]


def test_a_commune_is_attached_from_the_arrete_at_which_its_territory_is_of_the_programme(base):
    deposer(PETITS / "fonds_vert_2024_TI.csv", emetteur="Services déconcentrés de l'État", date_reception=RECU)
    publier()
    ((nb, placed),) = interroger("SELECT count(*), count(territoire_id) FROM projet WHERE phase = 2")
    assert nb == placed > 0
    atelier.arreter(date(2025, 6, 10), "Avant", AUTEUR)
    entrer(base, {t for (t,) in interroger("SELECT DISTINCT territoire_id FROM projet WHERE phase = 2")})
    publier()
    atelier.arreter(date(2025, 10, 2), "Après", AUTEUR)
    for table in ("etat_projet", "etat_flux"):
        assert rattaches(table) == [(date(2025, 6, 10), nb, 0, nb), (date(2025, 10, 2), nb, nb, 0)]


def test_the_code_of_a_territory_that_is_not_of_the_programme_is_still_refused(base):
    path = base / "projets.csv"
    path.write_text(
        "projet_id;phase;territoire_id;intitule;date_effet;cause\nQ;2;ti-5306;Halle;02/05/2024;initial\n",
        encoding="utf-8",
    )
    deposer(path, date_reception=RECU)
    publier()
    with pytest.raises(ControleEchoue, match="hors du programme"):
        atelier.arreter(date(2025, 6, 10), "Avant", AUTEUR)
