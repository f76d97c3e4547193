"""The public lists shipped with the product, deposited and published by the ordinary gestures: no row is invented."""

from functools import partial

from ti_dashboard.dossier import arretes, chemins, depots
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.demande import Demande, exiger_une_reception
from ti_dashboard.ingest.atelier.examen_borne import Dire
from ti_dashboard.ingest.atelier.preparation import preparer
from ti_dashboard.ingest.publier.construction import Resume
from ti_dashboard.langue.formats import jour
from ti_dashboard.referentiels import ouvertes


def deposer(auteur: str, dire: Dire = lambda _: None) -> Resume:
    """Fill a new data folder with the public lists and publish them. Cut, it can be run again.

    Raises DepotRefuse when the folder is not new, when a list is not the one declared, or when the clock is before the
    day one was received: nothing is then deposited.
    """
    _exiger_un_dossier_neuf()
    ouvertes.verifier()
    lists = ouvertes.listes()
    for one in lists:
        exiger_une_reception(one.recu_le)
    taken = depots.fichiers_acceptes()
    for rank, one in enumerate(lists, 1):
        if one.sha256 in taken:
            continue
        step = f"Liste {rank} sur {len(lists)}, {one.titre}"
        dire(step)
        asked = Demande(one.emetteur, auteur, one.recu_le, nouvel_emetteur=True)
        waiting = preparer([(one.chemin, one.fichier)], asked, partial(_redire, dire, step))
        atelier.accepter(waiting.depot_id, auteur, reponses=one.reponses)
    dire("Publication")
    return atelier.publier(auteur, dire)


def _exiger_un_dossier_neuf() -> None:
    found = _deja_la()
    if found:
        raise DepotRefuse(
            f"Rien n'a changé : les données ouvertes n'entrent que dans un dossier de données neuf, et {found} "
            "Nommez-en un autre par TI_DASHBOARD_DONNEES."
        )


def _deja_la() -> str:
    """What makes the folder one that is not new; the lists accepted before a cut do not."""
    if lire_pointeur(chemins.publications()) is not None:
        return "celui-ci sert déjà une publication."
    if (chemins.livraisons() / "demonstration").exists():
        return "celui-ci contient la démonstration."
    other = next((d for d in depots.tous() if not ouvertes.reconnues([f.sha256 for f in d.fichiers])), None)
    if other is not None:
        return f"celui-ci contient le dépôt {other.depot_id} ({other.emetteur})."
    frozen = next(iter(arretes.lire(chemins.donnees())), None)
    if frozen is not None:
        return f"celui-ci contient l'arrêté du {jour(frozen.arrete_id)}."
    return ""


def _redire(dire: Dire, step: str, said: str) -> None:
    dire(f"{step} : {said}")
