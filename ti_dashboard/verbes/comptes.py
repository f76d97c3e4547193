"""Verbs about who may come in, typed on the server: invite, list, close. Each imports what it needs."""

import argparse

from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, au_poste
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import enumeration, instant
from ti_dashboard.verbes.sortie import Sortie


def inviter(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import invitations
    from ti_dashboard.live.base import base
    from ti_dashboard.live.comptes import Droits

    given = Droits(
        args.fonction,
        frozenset(RoleDAcces(role) for role in args.role),
        PerimetreDAcces(args.region or "", args.operateur or ""),
    )
    secret = invitations.inviter(base().au_nom_de(au_poste(args.auteur)), args.destinataire, given)
    link = f"{(args.adresse or 'https://…').rstrip('/')}/connexion/invitation?jeton={secret}"
    sortie.resultat(
        [
            f"{args.destinataire} est invité, pour quatorze jours. Lien à lui remettre, montré cette seule fois :",
            link,
            "Par un fournisseur d'identité, il suffit de se connecter sous cette adresse.",
        ],
        lien=link,
    )


def comptes(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import comptes as registre
    from ti_dashboard.live.base import base

    found = registre.lister(base())
    said = [
        f"{c.compte_id}. {c.courriel} · {c.droits.fonction} · {_roles(c.droits.roles)}{_fin(c.ferme_le)}" for c in found
    ]
    sortie.resultat(said or ["Aucun compte : « inviter » crée la première invitation."], comptes=said)


def _roles(roles: frozenset[RoleDAcces]) -> str:
    return enumeration([role.dit for role in RoleDAcces if role in roles])


def _fin(ferme_le: str | None) -> str:
    return f" · fermé le {instant(ferme_le)}" if ferme_le else ""


def fermer(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.live import comptes as registre
    from ti_dashboard.live.base import base

    store = base().au_nom_de(au_poste(args.auteur))
    found = registre.nomme(store, args.courriel)
    if found is None:
        raise GesteRefuse(f"Aucun compte ouvert n'a l'adresse « {args.courriel} » : « comptes » les donne.")
    registre.fermer(store, found.compte_id)
    sortie.resultat([f"Le compte de {found.courriel} est fermé, ses sessions aussi."], compte=found.compte_id)
