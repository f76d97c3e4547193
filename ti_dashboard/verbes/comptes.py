"""Verbs about who may come in, typed on the server: invite, list, close. Each imports what it needs."""

import argparse
from typing import TYPE_CHECKING

from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, au_poste
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import enumeration, instant
from ti_dashboard.verbes.sortie import Sortie

if TYPE_CHECKING:
    from ti_dashboard.live.base import Base
    from ti_dashboard.live.comptes import CompteDAcces, Droits

# What limits an account → the column of its table that names it.
CODES = {"region": "code_region", "operateur": "operateur_id"}


def inviter(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import invitations
    from ti_dashboard.live.base import base
    from ti_dashboard.live.comptes import Droits

    given = Droits(
        args.fonction,
        frozenset(RoleDAcces(role) for role in args.role),
        PerimetreDAcces(_code("region", args.region), _code("operateur", args.operateur)),
    )
    store = base().au_nom_de(au_poste(args.auteur))
    if "@" not in args.destinataire:
        invitations.inviter(store, args.destinataire, given)
        said = (
            f"{args.destinataire} est invité, pour quatorze jours : qui en vient entre par le fournisseur d'identité."
        )
        sortie.resultat([said], lien=None)
        return
    place = _adresse_du_service(args.adresse)
    link = f"{place}/connexion/invitation?jeton={invitations.inviter(store, args.destinataire, given)}"
    sortie.resultat(
        [
            f"{args.destinataire} est invité, pour quatorze jours. Lien à lui remettre, montré cette seule fois :",
            link,
            "Par un fournisseur d'identité, il suffit de se connecter sous cette adresse.",
        ],
        lien=link,
    )


def _adresse_du_service(said: str | None) -> str:
    """What was said, or where the provider sends back. Raises GesteRefuse: a link to nowhere lets nobody in."""
    from ti_dashboard.connexion import reglages_oidc

    provider = None if said else reglages_oidc.lire()
    place = said or (provider.adresse_retour.removesuffix(reglages_oidc.CHEMIN_RETOUR) if provider else "")
    if not reglages_oidc.est_sure(place):
        raise GesteRefuse(
            "Il manque l'adresse du service, pour écrire le lien : ajoutez « --adresse https://… », celle que "
            "tapent ses lecteurs. Rien n'a été enregistré."
        )
    return place.rstrip("/")


def reprendre(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import invitations
    from ti_dashboard.live.base import base

    store = base().au_nom_de(au_poste(args.auteur))
    said = args.destinataire.strip().lower().replace(" ", "")
    found = [one for one in invitations.lister(store) if one.est_ouverte and said in (one.courriel, one.siret)]
    if not found or not said:
        raise GesteRefuse(f"Aucune invitation n'attend pour « {citer(said[:80])} » : « comptes » les donne.")
    for one in found:
        invitations.revoquer(store, one.invitation_id)
    sortie.resultat([f"Invitation reprise : {said} n'entrera pas par elle."], reprises=len(found))


def _code(table: str, said: str | None) -> str:
    """Raises GesteRefuse: limited to what does not exist, an account could deposit nothing."""
    from ti_dashboard.referentiels import lire

    rows = lire(table) if said else []
    codes = [row[CODES[table]] for row in rows]
    if not said or said in codes:
        return said or ""
    option = f"--{table} : « {citer(said[:60])} » n'est pas un code."
    known = ", ".join(f"{code} ({row['nom']})" for code, row in zip(codes, rows, strict=True))
    raise GesteRefuse(f"{option} Rien n'a été enregistré. Choix possibles : {known}.")


def comptes(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import comptes as registre
    from ti_dashboard.live import invitations
    from ti_dashboard.live.base import base

    store = base()
    said = [f"{c.compte_id}. {c.courriel} · {_droits(c.droits)}{_fin(c.ferme_le)}" for c in registre.lister(store)]
    waiting = [
        f"{i.courriel or i.siret} · {_droits(i.droits)} · invitation en attente, jusqu'au {instant(i.expire_le)}"
        for i in invitations.lister(store)
        if i.est_ouverte
    ]
    nobody = ["Aucun compte : « inviter » crée la première invitation."]
    sortie.resultat(said + waiting or nobody, comptes=said, invitations=waiting)


def _droits(droits: "Droits") -> str:
    scope = droits.perimetre
    only = [f"région {scope.region}" if scope.region else "", f"opérateur {scope.operateur}" if scope.operateur else ""]
    return " · ".join(part for part in (droits.fonction, _roles(droits.roles), *only) if part)


def _roles(roles: frozenset[RoleDAcces]) -> str:
    return enumeration([role.dit for role in RoleDAcces if role in roles])


def _fin(ferme_le: str | None) -> str:
    return f" · fermé le {instant(ferme_le)}" if ferme_le else ""


def fermer(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import comptes as registre

    store, found = _nomme(args)
    registre.fermer(store, found.compte_id)
    sortie.resultat([f"Le compte de {found.courriel} est fermé, ses sessions aussi."], compte=found.compte_id)


def reinitialiser_le_second_facteur(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import comptes as registre

    store, found = _nomme(args)
    registre.reinitialiser_le_second_facteur(store, found.compte_id)
    said = f"Le second facteur de {found.courriel} est remis à zéro, ses sessions sont fermées."
    sortie.resultat([said, "À sa prochaine connexion, il inscrira un autre téléphone."], compte=found.compte_id)


def _nomme(args: argparse.Namespace) -> "tuple[Base, CompteDAcces]":
    """The store, written in the name of who types, and the account they name. Raises GesteRefuse."""
    from ti_dashboard.live import comptes as registre
    from ti_dashboard.live.base import base

    store = base().au_nom_de(au_poste(args.auteur))
    found = registre.nomme(store, args.courriel)
    if found is None:
        raise GesteRefuse(f"Aucun compte ouvert n'a l'adresse « {args.courriel} » : « comptes » les donne.")
    return store, found
