"""In whose name a verb runs: on a network, an account that may; at the only post, whoever types it."""

import argparse
import contextlib
import hashlib
from collections.abc import Iterator, Sequence

from ti_dashboard.acces import deux_personnes
from ti_dashboard.acces.actions import EXPLOITER, PAR_VERBE
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.acces.personne import PerimetreDAcces, Personne
from ti_dashboard.dossier import chemins, depots, provenance, rattachements
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import AccesRefuse, AccordAttendu

# More than any store numbers.
CHIFFRES_MAX = 18


def lisible(mot: str) -> str:
    """A word of the command line, whatever its bytes: those that are no text are said to be so."""
    return mot.encode(errors="surrogateescape").decode(errors="replace")


@contextlib.contextmanager
def verifies(args: argparse.Namespace, mots: Sequence[str]) -> Iterator[None]:
    """Run the verb inside. Raises AccesRefuse; where there are accounts, the account is the author, whatever was typed.

    ``mots``: all that was typed. Raises AccordAttendu when somebody else must do the same first.
    """
    args.perimetre = PerimetreDAcces()
    if not est_en_reseau() or PAR_VERBE[args.verbe] is EXPLOITER:
        yield
        return
    who = personne(args)
    who.exiger_verbe(args.verbe)
    args.auteur, args.perimetre = who.signature, who.perimetre
    asks_two = args.verbe in deux_personnes.A_DEUX and not getattr(args, "essai", False)
    with (
        _a_deux(args, mots, who) if asks_two and deux_personnes.sont_exigees() else contextlib.nullcontext(),
        provenance.de(who.compte_id, who.origine),
    ):
        yield


def personne(args: argparse.Namespace) -> Personne:
    """The account in whose name a verb runs. Raises AccesRefuse."""
    # Imported here: at a post without accounts no verb pays for the live store.
    from ti_dashboard.live import comptes
    from ti_dashboard.live.base import base

    if not args.compte:
        raise AccesRefuse(
            f"Ce service a des comptes : dites au nom de qui (« --compte ADRESSE {args.verbe} … »). Rien n'a changé."
        )
    store = base()
    is_number = args.compte.isdecimal() and len(args.compte) <= CHIFFRES_MAX
    found = comptes.trouver(store, int(args.compte)) if is_number else comptes.nomme(store, lisible(args.compte))
    if found is None or found.ferme_le is not None:
        raise AccesRefuse(
            f"Aucun compte ouvert n'est « {lisible(args.compte)} » : « comptes » les donne. Rien n'a changé."
        )
    return found.personne(provenance.d_ou())


@contextlib.contextmanager
def _a_deux(args: argparse.Namespace, mots: Sequence[str], who: Personne) -> Iterator[None]:
    """The second person to do the same thing does it; the first has only asked."""
    from ti_dashboard.live import demandes
    from ti_dashboard.live.base import base

    store = base().au_nom_de(who)
    asked = demandes.GesteDemande(args.verbe, tuple(mots[mots.index(args.verbe) + 1 :]), matiere())
    same = next((one for one in demandes.en_attente(store) if one.geste == asked), None)
    if same is None:
        number = demandes.demander(store, asked).demande_id
        raise AccordAttendu(
            f"Demande n° {number} enregistrée. Une autre personne de l'équipe données doit l'accorder, sur la page "
            f"Données ou par « demandes --accorder {number} » ; rien n'a changé d'ici là."
        )
    demandes.accorder(store, same.demande_id)
    try:
        yield
    except BaseException:
        demandes.rendre(store, same.demande_id)
        raise


def matiere() -> str:
    """Fingerprint of what a publication or an arrêté would be made of now: what is served, accepted, attached."""
    base = chemins.donnees()
    served = lire_pointeur(chemins.publications())
    held = [str(served), *(d.depot_id for d in depots.acceptes()), *(str(a) for a in rattachements.lire(base))]
    return hashlib.sha256("\n".join(held).encode()).hexdigest()
