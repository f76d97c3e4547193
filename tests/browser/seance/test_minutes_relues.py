"""The minutes of a séance in a browser: read, taken away, amended, then sealed for good."""

import re
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import expect

from tests import comite_joue
from tests.browser.seance.salle import COPIL, Ouvrir
from ti_dashboard.live import proces_verbaux
from ti_dashboard.live.base import Base


def test_minutes_are_read_taken_away_amended_and_sealed(ouvrir: Ouvrir, base: Base, tmp_path: Path) -> None:
    code = comite_joue.jouer(base, "Comité relu").code
    page = ouvrir(f"/?{COPIL}").page
    page.goto(urljoin(page.url, f"/seance?{COPIL}&relire={code}"))
    expect(page.get_by_role("heading", name="Procès-verbal")).to_be_visible()
    expect(page.get_by_role("cell", name="Payer les conventions signées")).to_be_visible()
    for suffix, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=f"Télécharger en {suffix.upper()}").first.click()
        taken.value.save_as(tmp_path / taken.value.suggested_filename)
        assert (tmp_path / f"proces-verbal-{code}.{suffix}").read_bytes().startswith(head)
    page.get_by_text("Proposer un amendement", exact=True).click()
    page.get_by_label("Rédaction proposée").fill("Payer avant l'été")
    page.get_by_role("combobox", name=re.compile("^Votre organisme")).fill("ADEME, directeur régional")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Proposer l'amendement").click()
    expect(page.get_by_text("Payer avant l'été").first).to_be_visible()
    page.get_by_label("Votre fonction", exact=True).fill("Direction du programme")
    page.get_by_role("button", name=re.compile("^Accepter l'amendement")).click()
    expect(page.get_by_text("accepté par Direction du programme")).to_be_visible()
    page.get_by_role("button", name="Sceller maintenant").click()
    page.get_by_role("button", name="Oui, sceller").click()
    expect(page.get_by_text("Scellé", exact=True)).to_be_visible()
    assert proces_verbaux.lire(base, code).est_scelle
