"""What an arrêté would hold, shown before it is frozen for ever: the draft is really built, nobody serves it."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.ingest.atelier.geste import Dire
from ti_dashboard.ingest.figer.dits import deja_dits
from ti_dashboard.ingest.publier.construction import batir, ebauche
from ti_dashboard.ingest.publier.matiere import Matiere
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import PHASES, Filtres, phase_en_mots
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.programme.valeurs import formater
from ti_dashboard.questions.releve import relever

MONTRES = ("nb_territoires", "nb_territoires_engages", "nb_projets", "montant_engage", "montant_paye")
_PLUS_TARD = "SELECT count(*) AS nb FROM livraison WHERE date_connaissance > $cloture"
_LIGNES = "SELECT count(*) AS nb FROM etat_flux WHERE arrete_id = $arrete"


@dataclass(frozen=True)
class Contenu:
    """``chiffres``: one line per phase, in words. ``nb_feuilles_exclues``: sheets known after the closing.

    ``a_epeler``: why its date must be spelled out to be frozen, when it must.
    """

    arrete_id: date
    libelle: str
    date_cloture: date
    empreinte: str
    chiffres: tuple[str, ...]
    nb_feuilles_exclues: int
    est_vide: bool
    a_epeler: str | None = None

    def en_phrases(self) -> list[str]:
        later = self.nb_feuilles_exclues
        left_out = accord(later, "feuille reçue après n'en est pas", "feuilles reçues après n'en sont pas")
        known = f"Ce qui était connu le {jour(self.date_cloture)}"
        return [
            f"Arrêté du {jour(self.arrete_id)}, « {self.libelle} »",
            f"{known} ; {left_out}." if later else f"{known}.",
            *self.chiffres,
            f"Sceau {self.empreinte[:16]}",
        ]


def projet(asked: ArreteDecide, made_of: Matiere, dire: Dire) -> Contenu:
    """Build a draft with this arrêté and say what it holds. Raises as ``batir``."""
    others = tuple(a for a in made_of.arretes if a.arrete_id != asked.arrete_id)
    deja = deja_dits(chemins.publications(), others)
    with ebauche(chemins.publications(), "projet.duckdb") as path:
        summary = batir(path, replace(made_of, arretes=(*others, asked)), dire, deja)
        return lire(path, asked, summary.empreintes[asked.arrete_id.isoformat()])


def lire(ebauche: Path, asked: ArreteDecide, empreinte: str) -> Contenu:
    """What the draft built there froze for this arrêté."""
    with closing(Publication(ebauche)) as draft:
        return _lire(draft, asked, empreinte)


def _lire(draft: Publication, asked: ArreteDecide, empreinte: str) -> Contenu:
    by_phase = {phase: relever(draft, Filtres(asked.arrete_id, phase)).get(asked.arrete_id, {}) for phase in PHASES}
    (later,) = draft.lignes(_PLUS_TARD, cloture=asked.date_cloture)
    (lines,) = draft.lignes(_LIGNES, arrete=asked.arrete_id)
    return Contenu(
        asked.arrete_id,
        asked.libelle,
        asked.date_cloture,
        empreinte,
        tuple(_phase(phase, found) for phase, found in by_phase.items()),
        int(later["nb"]),
        not lines["nb"] and not any(by_phase.values()),
    )


def _phase(phase: int, found: Releve) -> str:
    name = phase_en_mots(phase)
    if not found:
        return f"{name} : rien n'y est connu."
    return f"{name} : " + " · ".join(f"{CATALOGUE[k].libelle} {formater(k, found[k].valeur)}" for k in MONTRES)
