"""The public lists as a first publication: what they say, every row from a declared file, whatever the clock."""

import re
import shutil
from datetime import datetime
from decimal import Decimal

import pytest

from tests.depot import AUTEUR, fichier, interroger, verifier
from ti_dashboard import horloge
from ti_dashboard.dossier import depots, journal
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.ouvertes import deposer
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.referentiels import lire, ouvertes
from ti_dashboard.referentiels.natures import NATURES

# Two of the lists, short ones, are enough where the whole would be built again.
COURTES = ("perimetre_phase_2.csv", "fonds_vert_2024_paca.csv")
LEDGER = (
    "SELECT * FROM perimetre ORDER BY ALL",
    "SELECT * FROM projet ORDER BY ALL",
    "SELECT * FROM flux ORDER BY ALL",
    "SELECT arrete_id, recette, empreinte FROM arrete_empreinte ORDER BY ALL",
)


@pytest.fixture
def neuf(tmp_path, monkeypatch):
    """A new data folder."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    return tmp_path / "donnees"


@pytest.fixture
def courtes(monkeypatch):
    short = tuple(one for one in ouvertes.listes() if one.fichier in COURTES)
    monkeypatch.setattr(ouvertes, "listes", lambda: short)
    return short


def test_what_the_lists_say_is_published(publiques: Publication):
    rows = publiques.lignes("""
        SELECT l.fichier, f.instrument_id, count(*) AS nb, sum(f.montant_eur) AS somme, count(f.territoire_id) AS tenus
        FROM flux f JOIN livraison l USING (livraison_id) GROUP BY ALL ORDER BY ALL
    """)
    assert [tuple(row.values()) for row in rows] == [
        ("fonds_vert_2023.csv", "fonds-vert-droit-commun", 10_782, Decimal("1956354884.00"), 5_699),
        ("fonds_vert_2024_paca.csv", "fonds-vert", 19, Decimal("4373733.00"), 19),
    ]
    (entered,) = publiques.lignes(
        "SELECT count(*) FILTER (phase = 1) AS une, count(*) FILTER (phase = 2) AS deux FROM perimetre"
    )
    assert tuple(entered.values()) == (149, 183)


def test_where_the_national_list_lies(publiques: Publication):
    """5,677 by its codes as they stand, 22 by communes merged since or the arrondissements of Marseille."""
    projects = publiques.lignes("""
        SELECT p.territoire_id, p.rattachement, p.lieu_dit FROM projet p JOIN livraison l USING (livraison_id)
        WHERE l.fichier = 'fonds_vert_2023.csv'
    """)
    attached = [p for p in projects if p["territoire_id"]]
    assert {p["rattachement"] for p in attached} == {"commune"}
    known = {row["code_commune"] for row in lire("commune")}
    today = [p for p in attached if re.match(r"commune (\w{5})", p["lieu_dit"])[1] in known]
    assert (len(attached), len(today)) == (5_699, 5_677)
    left = [p["lieu_dit"] for p in projects if not p["territoire_id"]]
    outside = [said for said in left if said and "dans aucun territoire de la phase 2" in said]
    assert (len(outside), left.count(None), len(left)) == (4_256, 827, 5_083)


def test_no_row_is_invented(publiques: Publication):
    declared = {one.sha256 for one in ouvertes.listes()}
    for table in (nature.table for nature in NATURES.values()):
        foreign = f"""
            SELECT t.livraison_id FROM {table} t LEFT JOIN livraison l USING (livraison_id)
            WHERE l.sha256 IS NULL OR l.est_demonstration OR NOT list_contains($declared, l.sha256)
        """  # noqa: S608
        assert not publiques.lignes(foreign, declared=sorted(declared)), table
    (held,) = publiques.lignes("SELECT count(*) AS nb FROM livraison WHERE NOT est_demonstration")
    assert held["nb"] == 6


def test_the_committees_of_both_phases_are_frozen(publiques: Publication):
    found = publiques.lignes("SELECT arrete_id, phase_en_cours FROM arrete ORDER BY arrete_id")
    assert [(str(r["arrete_id"]), r["phase_en_cours"]) for r in found] == [
        ("2019-04-30", 1),
        ("2019-09-24", 1),
        ("2021-10-12", 1),
        ("2023-11-09", 2),
        ("2025-05-27", 2),
    ]


def test_who_asked_is_in_the_journal(donnees_ouvertes):
    done = journal.gestes(journal.lire(donnees_ouvertes))
    assert [g.geste for g in reversed(done)] == ["deposer"] * 4 + ["publier"]
    assert {g.auteur for g in done} == {AUTEUR} and {g.issue_dite for g in done} == {"fait"}


def test_cut_then_resumed_under_another_clock_it_gives_the_same_ledger(tmp_path, courtes, monkeypatch):
    def build(folder: str, *clocks: str) -> tuple[object, ...]:
        monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / folder))
        for clock in clocks[:-1]:
            with monkeypatch.context() as cut:
                cut.setattr(horloge, "maintenant", lambda at=clock: datetime.fromisoformat(at))
                cut.setattr(atelier, "accepter", _une_seule_fois(atelier.accepter))
                with pytest.raises(InterruptedError):
                    deposer(AUTEUR)
        with monkeypatch.context() as now:
            now.setattr(horloge, "maintenant", lambda: datetime.fromisoformat(clocks[-1]))
            deposer(AUTEUR)
        assert len(depots.tous()) == len(courtes)
        return ({d.depot_id for d in depots.tous()}, *(interroger(query) for query in LEDGER))

    whole = build("d'un trait", "2026-03-02T10:00:00+00:00")
    # The day of the last reception, one day slow; then a year later.
    assert build("coupé", "2027-03-02T10:00:00+00:00", "2025-05-27T05:00:00+00:00") == whole


def _une_seule_fois(accept):
    """``accepter`` works once, then the power goes."""
    done = []

    def cut(*args, **kwargs):
        if done:
            raise InterruptedError
        done.append(accept(*args, **kwargs))
        return done[0]

    return cut


def test_a_clock_before_a_reception_is_refused_before_anything_is_deposited(neuf, courtes, monkeypatch):
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime.fromisoformat("2025-05-26T10:00:00+00:00"))
    with pytest.raises(DepotRefuse, match="est dans l'avenir"):
        deposer(AUTEUR)
    assert depots.tous() == []


def test_a_folder_that_serves_something_is_not_filled(donnees_ouvertes, tmp_path, monkeypatch):
    shutil.copytree(donnees_ouvertes, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    before = lire_pointeur(tmp_path / "publications")
    with pytest.raises(DepotRefuse, match="celui-ci sert déjà une publication"):
        deposer(AUTEUR)
    assert lire_pointeur(tmp_path / "publications") == before


def test_a_folder_where_somebody_deposited_or_that_holds_the_demonstration_is_not_filled(neuf, tmp_path):
    other = verifier(fichier(tmp_path, "perimetre", [{"territoire_id": "ti-5304"}]))
    atelier.accepter(other.depot_id, AUTEUR)
    with pytest.raises(DepotRefuse, match=f"celui-ci contient le dépôt {other.depot_id} \\(Bpifrance\\)"):
        deposer(AUTEUR)
    shutil.rmtree(neuf)
    (neuf / "livraisons" / "demonstration").mkdir(parents=True)
    with pytest.raises(DepotRefuse, match="celui-ci contient la démonstration"):
        deposer(AUTEUR)


def test_a_list_that_is_not_the_one_declared_is_refused(neuf, tmp_path, monkeypatch, courtes):
    monkeypatch.setattr(ouvertes, "OUVERTES", tmp_path)
    for one in courtes:
        (tmp_path / one.fichier).write_bytes(b"x")
    with pytest.raises(DepotRefuse, match=r"perimetre_phase_2\.csv n'est plus celle que déclare"):
        deposer(AUTEUR)
    (tmp_path / "perimetre_phase_2.csv").unlink()
    with pytest.raises(DepotRefuse, match=r"perimetre_phase_2\.csv manque"):
        deposer(AUTEUR)
    assert depots.tous() == []
