"""What was already said of each arrêté: its recipe, its seal, its figures. A build keeps them, never makes them again.

An arrêté decided here keeps its own in its folder; one known from the sources, in the publication served. Where both
speak of the same arrêté, the decided one wins. The states that were frozen are taken from the publication served too:
what changes since in the code or in a referential is for the arrêtés to come.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from ti_dashboard.dossier import arretes
from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.errors import ControleEchoue, DisqueRefuse, PublicationMuette, TableauDeBordError
from ti_dashboard.ingest.figer import chiffres_gardes
from ti_dashboard.ingest.figer.en_place import REFAIRE, REMEDE, lue, publication_servie
from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.sceau.verification import est_scellee

_SIGNES = """SELECT arrete_id, recette, empreinte, libelle, numero, phase_en_cours, auteur
    FROM arrete LEFT JOIN arrete_empreinte USING (arrete_id)"""


@dataclass(frozen=True)
class Dit:
    """``source`` is the file where the figures are: a publication, or the CSV kept beside a decided arrêté.

    ``etats`` is the publication that holds the states frozen under this seal, ``reference`` the one that holds the
    reference data; without them both are made again.
    """

    recette: str
    empreinte: str
    source: Path
    etats: Path | None = None
    reference: Path | None = None


Dits = Mapping[date, Dit]


def deja_dits(publications: Path, decides: Sequence[ArreteDecide], servis: bool = True) -> Dits:
    """By arrêté. Those of the publication served only when ``servis``: a rebuild from scratch seals them anew.

    Raises ControleEchoue when what was said cannot be known: signed before recipes existed, altered or gone since.
    """
    if not servis:
        _refuser_effaces(publications, decides)
    shown = _servis(publications, decides) if servis else _montres(publications, decides)
    decided = _decides(publications.parent, decides, servis)
    for day, said in decided.items():
        if day in shown and shown[day].empreinte == said.empreinte:
            decided[day] = replace(said, etats=shown[day].etats, reference=shown[day].reference)
    return (shown if servis else {}) | decided


def _montres(publications: Path, decides: Sequence[ArreteDecide]) -> dict[date, Dit]:
    """What the publication in place says, as far as it can still be read."""
    try:
        return _servis(publications, decides)
    except (DisqueRefuse, PublicationMuette):
        raise
    except (TableauDeBordError, duckdb.Error):
        return {}


def _decides(donnees: Path, decides: Iterable[ArreteDecide], servis: bool) -> dict[date, Dit]:
    signed = [a for a in decides if a.recette]
    old = [jour(a.arrete_id) for a in decides if a.empreinte and not a.recette]
    if old and servis:
        raise ControleEchoue(
            f"Figé par une version antérieure aux recettes de sceau, que celle-ci ne sait plus vérifier : arrêté du "
            f"{enumeration(old)}. {REFAIRE} le scelle de nouveau et garde son ancienne empreinte dans son fichier."
        )
    return {
        a.arrete_id: Dit(a.recette, str(a.empreinte), arretes.chiffres(donnees, a.arrete_id))
        for a in signed
        if a.recette
    }


def _servis(publications: Path, decides: Iterable[ArreteDecide]) -> dict[date, Dit]:
    path = publication_servie(publications)
    if path is None:
        return {}
    with lue(path) as con:
        if not est_scellee(lambda query, bound: con.execute(query, bound).fetchall()):
            raise ControleEchoue(
                f"La publication en place, {path.name}, a été faite par une version antérieure aux recettes de sceau. "
                f"{REFAIRE} la refait et scelle ses arrêtés."
            )
        rows = con.execute(_SIGNES).fetchall()
        withdrawn = con.execute("SELECT arrete_id, recette, empreinte FROM arrete_retire").fetchall()
    if any(signed is None for _, _, signed, *_ in rows):
        raise ControleEchoue(f"Un arrêté de la publication en place, {path.name}, n'a plus de sceau. {REMEDE}")
    _refuser_perdus({day for day, *_ in withdrawn} - {a.arrete_id for a in decides if a.retrait})
    _refuser_renommes({day: tuple(name) for day, _, _, *name in rows}, decides)
    # Of one withdrawn the publication keeps the reference alone, so that its seal can be made again.
    held = {day: Dit(recipe, signed, path, None, path) for day, recipe, signed in withdrawn}
    return held | {day: Dit(recipe, signed, path, path, path) for day, recipe, signed, *_ in rows}


def _refuser_perdus(lost: set[date]) -> None:
    """A withdrawal is for ever: losing its file must neither bring the arrêté back nor leave no trace of it."""
    if lost:
        days = [jour(day) for day in sorted(lost)]
        files = enumeration([f"{day}.json et {day}.retrait.json" for day in sorted(lost)])
        raise ControleEchoue(
            f"Le fichier qui dit un arrêté retiré a disparu ({enumeration(days)}) : remettez {files} tels qu'ils "
            "étaient, d'une sauvegarde. Rien n'a changé."
        )


def _refuser_effaces(publications: Path, decides: Iterable[ArreteDecide]) -> None:
    """A rebuild from scratch may say the arrêtés of the sources otherwise, never lose one that was decided here.

    Where the publication in place does not read, nothing tells of them any more.
    """
    try:
        path = publication_servie(publications)
        if path is None:
            return
        with lue(path) as con:
            decided = con.execute("SELECT arrete_id FROM arrete WHERE auteur IS NOT NULL ORDER BY arrete_id").fetchall()
    except (DisqueRefuse, PublicationMuette):
        raise
    except (TableauDeBordError, duckdb.Error):
        return
    kept = {a.arrete_id for a in decides}
    if lost := [jour(day) for (day,) in decided if day not in kept]:
        raise ControleEchoue(
            f"Un arrêté figé ici n'a plus de fichier dans le dossier des arrêtés ({enumeration(lost)}) : remettez-le "
            "d'une sauvegarde. Pour repartir de rien, videz aussi le dossier des publications. Rien n'a changé."
        )


def _refuser_renommes(shown: Mapping[date, tuple[object, ...]], decides: Iterable[ArreteDecide]) -> None:
    """The seal covers what an arrêté says; the name it was said under is held to that of the publication served."""
    for a in decides:
        own = (a.libelle, a.numero, a.phase_en_cours, a.auteur)
        if shown.get(a.arrete_id, own) != own:
            raise ControleEchoue(
                f"L'arrêté du {jour(a.arrete_id)} ne porte pas les mêmes nom, numéro, phase ou auteur dans son fichier "
                f"{a.arrete_id}.json et dans la publication en place : remettez ce fichier tel qu'il était, d'une "
                "sauvegarde. Rien n'a changé."
            )


def dit_par(fichier: Path, arrete_id: date) -> tuple[str, str, bytes]:
    """What a publication says of an arrêté: its recipe, its seal, its figures as the CSV kept beside it."""
    with lue(fichier) as con:
        ((recipe, seal),) = con.execute(
            "SELECT recette, empreinte FROM arrete_empreinte WHERE arrete_id = $1", [arrete_id]
        ).fetchall()
        return recipe, seal, chiffres_gardes.ecrire(con, arrete_id, recipe)
