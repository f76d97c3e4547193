"""What appears under the pointer or the focus: it can be reached, it stays, and Escape takes it away (RGAA 10.13)."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Ecran


def test_a_tooltip_stays_under_the_pointer_comes_with_the_focus_and_goes_with_escape(ecran: Ecran) -> None:
    page = ecran.page
    page.goto(f"{ecran.adresse}/ingenierie?volet_ingenierie=Préparer une décision")
    ecran.wait_still()
    help_ = page.get_by_role("button", name=re.compile("^Aide")).first
    bubble = page.get_by_role("tooltip")
    help_.hover()
    expect(bubble).to_be_visible()
    bubble.hover()
    expect(bubble).to_be_visible()
    page.keyboard.press("Escape")
    expect(bubble).to_have_count(0)
    page.mouse.move(0, 0)
    help_.focus()
    expect(bubble).to_be_visible()
    page.keyboard.press("Escape")
    expect(bubble).to_have_count(0)
