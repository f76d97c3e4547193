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
    from ti_dashboard.live.comptes import Droits

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
    from ti_dashboard.live.base import base

    store = base().au_nom_de(au_poste(args.auteur))
    found = registre.nomme(store, args.courriel)
    if found is None:
        raise GesteRefuse(f"Aucun compte ouvert n'a l'adresse « {args.courriel} » : « comptes » les donne.")
    registre.fermer(store, found.compte_id)
    sortie.resultat([f"Le compte de {found.courriel} est fermé, ses sessions aussi."], compte=found.compte_id)
