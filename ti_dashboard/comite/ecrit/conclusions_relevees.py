"""What was decided and corrected in a séance, as minutes keep it, with the screen of each outcome as it was then.

Minutes may be written days after the closing: what became of an outcome since is not theirs to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ti_dashboard.comite.ecrit import images_d_ecran
from ti_dashboard.comite.ecrit import proces_verbal as pv
from ti_dashboard.comite.ecrit.adresse_lisible import lisible
from ti_dashboard.langue.formats import INCONNU
from ti_dashboard.live import corrections, decisions
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Correction
from ti_dashboard.live.journal import EntreeSeance
from ti_dashboard.live.seances import Seance
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.valeurs import formater
from ti_dashboard.questions.options import vocabulaire


def conclusions(
    store: Base,
    seance: Seance,
    publication: Publication,
    kept: Sequence[Correction],
    depuis: Sequence[EntreeSeance],
) -> tuple[list[pv.Conclusion], dict[str, pv.ImageDEcran]]:
    """In the order they were taken, and the picture of each screen, once for all those that show the same.

    ``depuis``: the journal of the séance since its closing.
    """
    before = _statuts_d_avant(depuis)
    images: dict[str, pv.ImageDEcran] = {}
    known: dict[tuple[str, tuple[int, ...]], str] = {}
    ends = []
    taken = sorted(decisions.lister(store, date.min, seance.code), key=lambda one: one.decision_id)
    for number, one in enumerate(taken, 1):
        shown = [c for c in reversed(kept) if corrections.est_affichee(c, one.cree_le)]
        key = (one.adresse, tuple(c.correction_id for c in shown))
        if key not in known:
            known[key] = f"ecran-{len(known) + 1}"
            images[known[key]] = images_d_ecran.image(publication, one.adresse, shown)
        ends.append(
            pv.Conclusion(
                numero=number,
                genre=one.genre,
                texte=one.texte,
                responsable=one.responsable,
                echeance=one.echeance.isoformat() if one.echeance else None,
                statut=before.get(f"decision:{one.decision_id}", one.statut),
                prise_le=one.cree_le,
                adresse=lisible(one.adresse, vocabulaire(publication)),
                ecran=known[key],
            )
        )
    return ends, images


def _statuts_d_avant(lignes: Sequence[EntreeSeance]) -> Mapping[str, str]:
    """Object of an outcome → its status before the first of these lines that changed it."""
    return {line.objet: str(line.detail["de"]) for line in reversed(lignes) if line.geste == "changer_statut"}


def telle_qu_a(one: Correction, instant: str) -> Correction:
    """A correction as it was at this instant: what was judged later was still to be."""
    if one.decidee_le is None or one.decidee_le <= instant:
        return one
    return replace(one, statut=corrections.PROPOSEE, decidee_le=None, decideur=None, motif_decision=None)


def correction(one: Correction) -> pv.CorrectionDite:
    figure = lire(one.perimetre.chiffre)

    def said(value: object) -> str:
        return formater(figure.indicateur_id, value) if figure else INCONNU if value is None else str(value)  # type: ignore[arg-type]

    return pv.CorrectionDite(
        chiffre=figure.indicateur.libelle if figure else one.perimetre.chiffre,
        perimetre=one.perimetre.filtres,
        ancienne=said(one.valeur_ancienne),
        nouvelle=said(one.valeur_nouvelle),
        motif=one.motif,
        auteur=one.auteur,
        statut=one.statut,
        proposee_le=one.proposee_le,
        decidee_le=one.decidee_le,
        decideur=one.decideur,
        motif_decision=one.motif_decision,
    )
