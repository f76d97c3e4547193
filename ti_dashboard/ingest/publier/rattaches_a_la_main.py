"""Attachments made by hand, in the ledger of a publication: one row per gesture and subject."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ti_dashboard.dossier.rattachements import Attache, en_vigueur
from ti_dashboard.errors import (
    ControleEchoue,
    DisqueRefuse,
    PublicationMuette,
    RattachementIllisible,
    TableauDeBordError,
)
from ti_dashboard.ingest.figer.en_place import lue, publication_servie
from ti_dashboard.ingest.figer.tables import ajouter, colonnes
from ti_dashboard.langue.formats import accord
from ti_dashboard.questions.poser import texte


def nb_publies(publications: Path) -> int | None:
    """How many gestures the publication in place holds; None when there is none, or none that knows of them."""
    try:
        path = publication_servie(publications)
        if path is None:
            return None
        with lue(path) as con:
            count: int | None
            (count,) = con.execute(texte("dernier_rattachement")).fetchone() or (None,)
            return count
    except (DisqueRefuse, PublicationMuette):
        raise
    except (TableauDeBordError, duckdb.Error):
        return None


def refuser_perdus(publications: Path, gestes: Sequence[Attache]) -> None:
    """Raises RattachementIllisible when gestures already published are not on the disk any more."""
    lost = (nb_publies(publications) or 0) - len(gestes)
    if lost > 0:
        gone = accord(
            lost, "rattachement fait à la main et publié n'est", "rattachements faits à la main et publiés ne sont"
        )
        raise RattachementIllisible(
            f"{gone} plus sur le disque : remettez le dossier « rattachements » d'une sauvegarde. Pour repartir de "
            "rien, videz aussi le dossier des publications. Rien n'a changé."
        )


def consigner(con: duckdb.DuckDBPyConnection, gestes: Sequence[Attache]) -> None:
    """Raises ControleEchoue when a territory that holds somebody by hand is in no referential any more."""
    _refuser_disparus(con, gestes)
    rows: list[list[object]] = [
        [
            g.numero,
            s.phase,
            s.projet_id,
            s.operateur_id,
            s.reference,
            g.territoire_id,
            g.auteur,
            g.motif or None,
            g.fait_le.replace(tzinfo=None),
            g.date_connaissance,
        ]
        for g in gestes
        for s in g.sujets
    ]
    ajouter(con, "rattachement", colonnes(con, "rattachement"), rows)


def _refuser_disparus(con: duckdb.DuckDBPyConnection, gestes: Sequence[Attache]) -> None:
    known = set(con.execute("SELECT phase, territoire_id FROM territoire").fetchall())
    for sujet, gesture in en_vigueur(gestes).items():
        if (sujet.phase, gesture.territoire_id) not in known:
            raise ControleEchoue(
                f"Publication refusée, la précédente reste en place : {sujet.ecrire()} est rattaché à la main à "
                f"{gesture.territoire_id}, qui n'est plus un territoire de la phase {sujet.phase}. Défaites-le "
                f"(« detacher {sujet.ecrire()} »), puis publiez."
            )
