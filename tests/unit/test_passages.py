"""Gross flows of the programme: who came and went between two arrêtés is in no difference, and is counted twice."""

import pytest

from tests.conftest import A2019, A2021, A2023, filtres
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.evolutions import territoires_deplaces
from ti_dashboard.questions.origine import origine


def test_two_territories_entered_and_left_between_2019_and_2021(demo):
    moved = territoires_deplaces(demo, "nb_territoires", filtres(A2021, compare=A2019))
    entered, left = ([d.sujet_id for d in moved if d.est_entree is way] for way in (True, False))
    assert {"ti-3204", "ti-7608"} <= set(entered) and {"ti-3204", "ti-7608"} == set(left)
    assert len(entered) - len(left) == 2
    assert {d.cause for d in moved if d.sujet_id == "ti-3204"} == {"perimetre"}
    assert all(d.ligne["territoire"] and d.ligne["fichier"] for d in moved)


@pytest.mark.parametrize("regions", [(), ("32",), ("76",), ("53",)])
@pytest.mark.parametrize(("arrete", "compare"), [(A2021, A2019), (A2023, A2021), (A2023, A2019)])
def test_gross_flows_sum_to_the_difference(demo, arrete, compare, regions):
    found = origine(demo, Chiffre("nb_territoires"), filtres(arrete, compare=compare, regions=regions))
    assert sum(m.hausse - m.baisse for m in found.mouvements) == found.valeur - found.valeur_precedente
    gross = {m.cause: (m.hausse, m.baisse) for m in found.mouvements}
    came_and_went = sum(1 for region in ("32", "76") if not regions or region in regions)
    if (arrete, compare) == (A2021, A2019):
        assert sum(baisse for _, baisse in gross.values()) == came_and_went
    # In at both ends of 2021–2023 for nobody: they came back in 2022, once.
    if compare == A2019 and arrete == A2023:
        assert sum(baisse for _, baisse in gross.values()) == came_and_went


def test_each_move_has_its_own_line_in_the_panel(demo):
    choix = filtres(A2021, compare=A2019)
    found = origine(demo, Chiffre("nb_territoires", (("cause", "perimetre"),)), choix)
    rows = [r for r in found.lignes if r["territoire_id"] == "ti-7608"]
    assert sorted(r["effet"] for r in rows) == [-1, 1] and len({r["ligne"] for r in rows}) == 2
    assert {(r["effet"], r["fait"]) for r in rows} == {(1, "Entrée dans le programme"), (-1, "Sortie du programme")}
