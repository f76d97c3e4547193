"""Accept a prepared deposit, set one aside, take it back, say what is known of a possible double."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, depots, disque
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.atelier.connaissance import connaissance
from ti_dashboard.ingest.atelier.geste import geste
from ti_dashboard.ingest.atelier.reponses_donnees import interroger, refuser_si_question, repondre
from ti_dashboard.ingest.atelier.servie import lignes
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.programme.filtres import PHASES


def accepter(
    depot_id: str,
    auteur: str,
    lignes_valides: bool = False,
    reponses: Mapping[str, str] | None = None,
    motif: str = "",
) -> Depot:
    """Make a prepared deposit part of the ledger of the next publication.

    ``reponses``: answers to its questions (``reponses_donnees.repondre``); ``motif``: why a file already accepted
    counts again. Raises DepotRefuse when it has faults and ``lignes_valides`` is false, when nothing in it can be kept,
    when a question is left without an answer, or when one of its files was already accepted and no reason is given.
    """
    with geste("deposer", auteur, depot_id) as end:
        depot = depots.prepare(depot_id)
        if depot is None:
            raise DepotRefuse(f"Le dépôt {depot_id} n'est plus en attente : refaites sa vérification.")
        folder = depots.attente() / depot_id
        _refuser_au_besoin(depot, lignes_valides)
        depot = _reprendre_au_besoin(depot, " ".join(motif.split()))
        depot = _dater(repondre(interroger(depot, folder), reponses or {}, folder))
        depot = replace(depot, auteur=auteur)
        with disque.refus_en_clair(depots.dossier()), _recus_gardes(folder, depot):
            disque.poser(folder / depots.FICHE, depot.en_json())
            disque.poser_dossier(folder, depots.dossier() / depot.depot_id)
        depots.alleger(depot.depot_id)
        names = [f.nom for f in depot.fichiers]
        end |= {"emetteur": depot.emetteur, "lignes": depot.nb_valides, "rejets": depot.nb_rejets, "fichiers": names}
    return depot


def _refuser_au_besoin(depot: Depot, lignes_valides: bool) -> None:
    if not depot.nb_valides:
        raise DepotRefuse("Aucune ligne de ce dépôt n'est valide : il n'y a rien à accepter.")
    if not depot.est_sans_faute and not lignes_valides:
        raise DepotRefuse(
            f"Le dépôt a {accord(depot.nb_constats, 'anomalie')} et rien n'est accepté à moitié : corrigez le fichier, "
            "ou choisissez d'accepter les lignes valides (les autres restent dans le fichier des rejets)."
        )


def _reprendre_au_besoin(depot: Depot, motif: str) -> Depot:
    """A file already accepted, whoever sent it, counts again only for a reason, which is kept."""
    known = depots.fichiers_acceptes()
    again = next((f for f in depot.fichiers if f.sha256 in known), None)
    if again is not None and not motif:
        other = known[again.sha256]
        raise DepotRefuse(
            f"« {again.nom} » a déjà été accepté, octet pour octet, dans le dépôt {other.depot_id} "
            f"({other.emetteur}, reçu le {jour(other.date_reception)}) : il n'est pas repris. S'il doit l'être, dites "
            "pourquoi."
        )
    if again is not None:
        depot = replace(
            depot,
            motif_reprise=motif,
            depot_id=depots.identifier(
                depot.date_reception, depot.emetteur, depot.mode, None, None, depot.fichiers, motif, depot.perimetre
            ),
        )
    if any(d.depot_id == depot.depot_id for d in depots.ecartes()):
        raise DepotRefuse(f"Ce fichier est dans le dépôt {depot.depot_id}, écarté : reprenez-le plutôt.")
    return depot


def _dater(depot: Depot) -> Depot:
    """Accepted now, after all others even if a clock was ahead: its rank, and the day from which it counts."""
    now = horloge.maintenant()
    for other in depots.tous():
        if other.depot_id != depot.depot_id and other.accepte_le:
            now = max(now, datetime.fromisoformat(other.accepte_le) + timedelta(microseconds=1))
    known = connaissance(depot.date_reception)
    return replace(depot, accepte_le=now.isoformat(timespec="microseconds"), date_connaissance=known)


@contextlib.contextmanager
def _recus_gardes(folder: Path, depot: Depot) -> Iterator[None]:
    """Keep the bytes received under their hash, unless the deposit is refused after all. Cut, it can be done again."""
    added: list[Path] = []
    try:
        for received in depot.fichiers:
            target = depots.recus() / received.sha256
            if not target.exists():
                added.append(target)
                disque.poser(target, (folder / depots.copie(received)).read_bytes())
        yield
    except BaseException:
        disque.oter_au_mieux(*added)
        raise


def juger_doublon(paire_id: str, verdict: str, auteur: str) -> None:
    """Keep what somebody knows of two lines that may be one act: « doublon » or « distincts ». Both still count.

    Raises DepotRefuse when the publication served shows no such pair.
    """
    with geste("doublon", auteur, paire_id) as end:
        if paire_id not in {row["paire_id"] for phase in PHASES for row in lignes("doublons_actes", phase=phase)}:
            raise DepotRefuse(
                f"La paire {paire_id} n'est pas parmi les actes peut-être déclarés deux fois : rien n'est noté. "
                "La page Données, volet Rapprochement, donne celles qui le sont."
            )
        end["verdict"] = verdict


def oublier(depot_id: str, auteur: str) -> None:
    """Erase a deposit read and not accepted: nothing else ever does. Raises DepotRefuse when it is not there."""
    with geste("oublier", auteur, depot_id) as end:
        depot = depots.prepare(depot_id)
        if depot is None:
            raise DepotRefuse(f"Le dépôt {depot_id} n'est pas en attente : il n'y a rien à oublier.")
        with disque.refus_en_clair(depots.attente()):
            disque.oter_dossier(depots.attente() / depot.depot_id)
        end |= {"emetteur": depot.emetteur, "fichiers": [f.nom for f in depot.fichiers]}


def ecarter(depot_id: str, auteur: str) -> None:
    """Set an accepted deposit aside. Raises DepotRefuse when there is none, or when an arrêté counts it."""
    with geste("ecarter", auteur, depot_id):
        depot = next((d for d in depots.acceptes() if d.depot_id == depot_id), None)
        if depot is None:
            raise DepotRefuse(f"Le dépôt {depot_id} n'est pas parmi les dépôts acceptés.")
        frozen = [a for a in arretes.lire(chemins.donnees()) if depot.date_connaissance <= a.date_cloture]
        if frozen:
            raise DepotRefuse(
                f"L'arrêté du {jour(frozen[0].arrete_id)} compte ce dépôt et ne change jamais. Déposez une correction."
            )
        before = depots.acceptes()
        refuser_si_question([d for d in before if d.depot_id != depot_id], before, "Écarter ce dépôt")
        depots.ecarter(depot_id, auteur)


def reprendre(depot_id: str, auteur: str) -> None:
    """Take back a deposit that was set aside. Raises DepotRefuse when it was not."""
    with geste("reprendre", auteur, depot_id):
        if depot_id not in {d.depot_id for d in depots.ecartes()}:
            raise DepotRefuse(f"Le dépôt {depot_id} n'est pas écarté.")
        # It comes back as if it were accepted today: what was frozen without it stays without it.
        fiche = depots.dossier() / depot_id / depots.FICHE
        back, accepted = _dater(depots.lire(fiche)), depots.acceptes()
        refuser_si_question([*accepted, back], accepted, "Reprendre ce dépôt")
        with disque.refus_en_clair(fiche):
            disque.poser(fiche, back.en_json())
            depots.reprendre(depot_id)
