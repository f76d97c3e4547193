"""Dates under a curve: two committees of one year are both named, on two rows, and none covers another."""

from tests.browser.conftest import Ecran
from tests.browser.gestes import bloc

COPIL = "/?arrete=09/11/2023&compare=12/10/2021&phase=Phase I (2018-2022)"


def test_every_arrete_is_named_under_the_curve_and_no_two_names_overlap(ecran: Ecran):
    ecran.open(COPIL)
    names = bloc(ecran.page, "Le chemin parcouru, arrêté par arrêté").locator(".axe-x span")
    assert names.all_inner_texts() == ["30/04/2019", "24/09/2019", "12/10/2021", "09/11/2023"]
    boxes = [name.bounding_box() for name in names.all()]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            assert apart or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
