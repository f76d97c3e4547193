"""The Comptes page, on a network: what an administrator does for an account, and who did what from where."""

import pytest

from tests import reseau
from tests.app.application import lu, ouvrir
from tests.magasin import AU_POSTE
from tests.magasin import base as magasin
from ti_dashboard.acces import code_temporel
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, visiteur
from ti_dashboard.cadre import personne
from ti_dashboard.ecrans.exploitation.constats_reglages import reglages
from ti_dashboard.errors import ConnexionRefusee
from ti_dashboard.horloge import maintenant
from ti_dashboard.live import comptes, essais_manques, invitations, mots_de_passe, second_facteur
from ti_dashboard.live.base import base as base_du_processus
from ti_dashboard.live.comptes import CompteDAcces, Droits

pytestmark = pytest.mark.usefixtures("donnees_servies")
INVITEE = "invitee@exemple.fr"


@pytest.fixture
def autre(tmp_path, monkeypatch) -> CompteDAcces:
    """An administrator is at the screen; the other account has a telephone, and has failed five times."""
    reseau.regler(
        monkeypatch,
        TI_DASHBOARD_SECOND_FACTEUR="",
        TI_DASHBOARD_LIVE_URL=f"sqlite:///{tmp_path / 'seance.sqlite'}",
    )
    chief = reseau.ouvrir_compte(magasin(), "chef@exemple.fr", RoleDAcces.ADMINISTRATEUR)
    account = reseau.ouvrir_compte(magasin(), "autre@exemple.fr", RoleDAcces.DONNEES)
    monkeypatch.setattr(personne, "_lire", lambda: chief.personne("192.0.2.7"))
    seed = code_temporel.tirer_secret()
    now = code_temporel.code(seed, int(maintenant().timestamp()) // code_temporel.PAS_S)
    with magasin().ecrire("inscrire_second_facteur") as ecriture:
        second_facteur.inscrire(ecriture, account.compte_id, second_facteur.scelle(account.compte_id, seed), now)
    for _ in range(essais_manques.ECHECS_MAX):
        with pytest.raises(ConnexionRefusee):
            mots_de_passe.verifier(base_du_processus().au_nom_de(visiteur("192.0.2.66")), account.courriel, "faux")
    return account


def _dit(app) -> str:
    assert not app.exception
    return lu("\n".join(one.value for one in app.markdown))


def _presser(app, cle: str):
    return app.button(key=cle).click().run()


def test_a_blocked_account_is_said_and_let_in_again(autre: CompteDAcces):
    app = ouvrir("comptes")
    assert "Bloqué : cinq essais manqués" in _dit(app) and "Vous" in _dit(app)
    app = _presser(app, f"debloquer_compte_{autre.compte_id}")
    assert "Bloqué" not in _dit(app) and not comptes.trouver(magasin(), autre.compte_id).est_bloque


def test_a_new_link_is_shown_once_and_the_old_password_opens_nothing(autre: CompteDAcces):
    app = _presser(ouvrir("comptes"), f"lien_compte_{autre.compte_id}")
    (link,) = [one.value for one in app.code]
    assert invitations.par_secret(magasin(), link.partition("jeton=")[2]).courriel == autre.courriel
    assert not comptes.trouver(magasin(), autre.compte_id).a_un_mot_de_passe
    assert not app.run().code


def test_a_second_factor_is_reset_then_said_as_one_to_enrol(autre: CompteDAcces):
    app = ouvrir("comptes")
    assert _dit(app).count("Second facteur à inscrire") == 1, "that of the administrator"
    app = _presser(app, f"second_facteur_compte_{autre.compte_id}")
    assert _dit(app).count("Second facteur à inscrire") == 2
    assert not second_facteur.inscrits(magasin())
    assert f"second_facteur_compte_{autre.compte_id}" not in {one.key for one in app.button}


def test_an_account_is_closed_by_who_says_it_twice(autre: CompteDAcces):
    app = _presser(ouvrir("comptes"), f"fermer_compte_{autre.compte_id}")
    assert [lu(one.value) for one in app.error] == [
        f"Cochez la case pour fermer le compte {autre.courriel} : rien n'a changé."
    ]
    assert comptes.trouver(magasin(), autre.compte_id).ferme_le is None
    app.checkbox(key=f"fermer_sur_{autre.compte_id}").check().run()
    app = _presser(app, f"fermer_compte_{autre.compte_id}")
    assert not app.error and comptes.trouver(magasin(), autre.compte_id).ferme_le
    assert "Comptes fermés (1)" in [one.label for one in app.expander]


def test_an_invitation_is_taken_back_and_its_link_opens_nothing(autre: CompteDAcces):
    given = Droits("Région", frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())
    secret = invitations.inviter(magasin().au_nom_de(AU_POSTE), INVITEE, given)
    number = invitations.par_secret(magasin(), secret).invitation_id
    app = ouvrir("comptes", volet_comptes="Invitations")
    assert "Invitations en attente (1)" in [lu(one.value) for one in app.header]
    app = _presser(app, f"revoquer_{number}")
    assert "Aucune invitation n'attend" in _dit(app)
    with pytest.raises(ConnexionRefusee):
        invitations.par_secret(magasin(), secret)


def test_the_journal_says_from_where(autre: CompteDAcces):
    (table,) = ouvrir("comptes", volet_comptes="Journal des accès").dataframe
    shown = table.value
    assert {"192.0.2.66"} <= set(shown["D'où"]) and "—" in set(shown["D'où"])
    assert set(shown.columns) == {"Quand", "Geste", "Par", "Compte", "D'où", "Objet"}


def test_a_network_that_does_without_a_second_factor_is_said_on_exploitation(autre: CompteDAcces, monkeypatch):
    said = {one.libelle: one for one in reglages(True)}
    assert said["Comptes locaux"].dit == "mot de passe, puis code du téléphone" and not said["Comptes locaux"].a_voir
    monkeypatch.setenv(second_facteur.VARIABLE, "non")
    told = {one.libelle: one for one in reglages(True)}["Comptes locaux"]
    assert told.dit == "mot de passe seul" and "n'ont qu'un facteur" in told.a_voir


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (RoleDAcces.LECTEUR, ["Rejoindre une séance", ""]),
        (RoleDAcces.ANIMATEUR, ["Ouvrir une séance", "Rejoindre une séance"]),
    ],
)
def test_a_seance_is_joined_from_the_left_by_who_opens_none(autre: CompteDAcces, monkeypatch, role, shown):
    account = reseau.ouvrir_compte(magasin(), "lit@exemple.fr", role)
    monkeypatch.setattr(personne, "_lire", lambda: account.personne("192.0.2.8"))
    heads = [lu(column.header[0].value) if column.header else "" for column in ouvrir("seance").columns]
    assert shown in [heads[i : i + 2] for i in range(len(heads))]
