"""The minutes of the committee that was just played, taken where who presides takes them, and held against it."""

import io
from pathlib import Path

import docx

from outils.comite import attendu
from outils.comite.acte import Scenario
from outils.comite.confrontation import Differences, Preuves, confronter
from outils.comite.jeu import Jeu
from outils.comite.scenario import ARRETE
from ti_dashboard.comite import cloture
from ti_dashboard.comite.ecrit.proces_verbal import relu
from ti_dashboard.live import journal, proces_verbaux
from ti_dashboard.live.base import Base
from ti_dashboard.magasin import guichet
from ti_dashboard.questions.options import arretes

FORMATS = ("docx", "pdf", "json")


def ecrire(base: Base, code: str, dossier: Path) -> list[Path]:
    """The files of the minutes, as they are taken away."""
    written = []
    for kind in FORMATS:
        written.append(dossier / f"proces-verbal-{code}.{kind}")
        written[-1].write_bytes(cloture.fichier(base, code, kind))
    return written


def tenir(base: Base, scenario: Scenario, jeu: Jeu) -> dict[str, Differences]:
    """Ingredient → what differs between what was played and what is said. Raises SeanceInconnue without minutes."""
    code = jeu.seance.code
    held = next(one for one in arretes(guichet.service().publication) if one.arrete_id == ARRETE)
    closing = next(line for line in journal.lire(base, code) if line.geste == "clore")
    proofs = Preuves((held.recette, held.empreinte), closing.empreinte or "", mots(cloture.fichier(base, code, "docx")))
    minutes = relu(proces_verbaux.lire(base, code).contenu)
    return confronter(scenario, attendu.lire(scenario, jeu.faits), minutes, proofs)


def mots(fichier: bytes) -> str:
    """All the words of a DOCX, in its order: paragraphs, then tables."""
    document = docx.Document(io.BytesIO(fichier))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    feet = [part.text for section in document.sections for part in section.footer.paragraphs]
    return "\n".join([*(part.text for part in document.paragraphs), *cells, *feet])
