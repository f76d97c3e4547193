"""Rows of applications → one CSV of ours, deposited as any other file; the same rows give the same bytes."""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.horloge import aujourd_hui
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier import preparation
from ti_dashboard.ingest.atelier.demande import Demande
from ti_dashboard.ingest.demarches.appel import Dire
from ti_dashboard.ingest.demarches.depouillement import en_csv
from ti_dashboard.ingest.demarches.nettoyage import NATURE
from ti_dashboard.ingest.registre.arbitrage import DERNIER

EMETTEUR = "Démarches simplifiées"


@dataclass(frozen=True)
class Importation:
    """Who imports, and what for; ``lignes_valides`` keeps the rows that hold when others do not."""

    auteur: str
    est_demonstration: bool = False
    lignes_valides: bool = False


@dataclass(frozen=True)
class BilanImport:
    """``depot`` is None when nothing has changed since the last import."""

    nb_lus: int
    nb_nouveaux: int
    avis: tuple[str, ...]
    depot: Depot | None


def deposer_s_il_y_a_lieu(
    nom: str, rows: Sequence[Mapping[str, object]], avis: tuple[str, ...], demande: Importation, dire: Dire
) -> Depot | None:
    """None when there is nothing to say, or when it was all said in the same bytes: an import killed before its end."""
    content = en_csv(rows)
    digest = hashlib.sha256(content).hexdigest()
    if not rows or digest in {f.sha256 for d in depots.acceptes() for f in d.fichiers}:
        return None
    return _deposer(nom, content, avis, demande, dire)


def _deposer(nom: str, content: bytes, avis: tuple[str, ...], demande: Importation, dire: Dire) -> Depot:
    """Put the bytes through the intake. Raises DepotRefuse with the first faults when rows are refused."""
    today = aujourd_hui()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{nom}_{today.isoformat()}.csv"
        path.write_bytes(content)
        asked = Demande(
            EMETTEUR, demande.auteur, today, nature=NATURE, est_demonstration=demande.est_demonstration, avis=avis
        )
        prepared = preparation.preparer([(path, path.name)], asked, dire)
    if not prepared.est_sans_faute and not demande.lignes_valides:
        told = "\n".join(f"  ! {c.en_phrase()}" for c in prepared.constats[:20])
        raise DepotRefuse(
            f"{told}\nRien n'est déposé. Corrigez sur la plateforme ou dans data/correspondances/demarches.toml, ou "
            "relancez avec --lignes-valides."
        )
    # What the platform says now is its last word of the day.
    last = {"meme_jour": DERNIER} if any(q.genre == "meme_jour" for q in prepared.questions) else {}
    return atelier.accepter(prepared.depot_id, demande.auteur, demande.lignes_valides, last)
