"""The templates in LibreOffice itself: opened, saved again in its own format, their lists kept, accepted as typed."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.depot import verifier
from tests.unit.test_etat_complet import JOUR, SAISIES, remplir
from ti_dashboard.ingest.reception.modeles import modele_xlsx
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.referentiels.natures import NATURES

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice absent (sudo apt install libreoffice-calc-nogui)")


def _reenregistrer(paths: list[Path], target: Path, kind: str) -> list[Path]:
    """Opened and saved again by LibreOffice, all at once: it takes seconds to start."""
    target.mkdir()
    profile = f"-env:UserInstallation=file://{target}/profil"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(target), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [target / f"{p.stem}.{kind}" for p in paths]


def test_every_template_opens_keeps_its_lists_and_is_accepted_as_typed(base):
    paths = []
    for nature in NATURES:
        path = base / f"modele_{nature}.xlsx"
        path.write_bytes(modele_xlsx(nature))
        remplir(path, nature, SAISIES[nature] | {"date_effet": JOUR, "cause": "initial"})
        paths.append(path)
    saved = _reenregistrer(paths, base / "ods", "ods")
    again = _reenregistrer(saved, base / "xlsx", "xlsx")
    for nature, calc, back in zip(NATURES, saved, again, strict=True):
        contract = schema(nature)
        rules = openpyxl.load_workbook(back)[contract.titre[:31]].data_validations.dataValidation
        wanted = [c for c in contract.champs if c.valeurs or c.genre == "boolean"]
        assert sum(r.type == "list" for r in rules) >= len(wanted), nature
        for path in (calc, back):
            assert [c.en_phrase() for c in verifier(path, emetteur="Équipe données").constats] == [], path.name
