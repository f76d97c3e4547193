"""A service that has accounts, for the tests: its settings, and an account of each kind."""

import pytest

from tests.magasin import AU_POSTE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, visiteur
from ti_dashboard.live import comptes, invitations, mots_de_passe
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import CompteDAcces, Droits

SECRET = "zJ3kQ9vX7mB2nL5pR8tW1yC4dF6gH0aE"  # noqa: S105
MOT_DE_PASSE = "quatre mots au hasard bleu"
REGLAGES = {
    "TI_DASHBOARD_MODE": "reseau",
    "TI_DASHBOARD_SECRET": SECRET,
    "TI_DASHBOARD_COMPTES_LOCAUX": "oui",
    # What comes after the entry is the same; those of the second factor ask for it.
    "TI_DASHBOARD_SECOND_FACTEUR": "non",
}


def regler(monkeypatch: pytest.MonkeyPatch, **autres: str) -> None:
    for name, value in (REGLAGES | autres).items():
        monkeypatch.setenv(name, value)


def ouvrir_compte(
    base: Base, courriel: str, *roles: RoleDAcces, perimetre: PerimetreDAcces | None = None
) -> CompteDAcces:
    """An account that has accepted its invitation; its function is named after its address."""
    given = Droits(f"Fonction de {courriel.split('@')[0]}", frozenset(roles), perimetre or PerimetreDAcces())
    secret = invitations.inviter(base.au_nom_de(AU_POSTE), courriel, given)
    with base.au_nom_de(visiteur("10.0.0.9")).ecrire("accepter_invitation") as ecriture:
        number = invitations.accepter(ecriture, invitations.par_secret(base, secret), courriel)
        mots_de_passe.donner(ecriture, number, MOT_DE_PASSE)
    found = comptes.trouver(base, number)
    assert found is not None
    return found
