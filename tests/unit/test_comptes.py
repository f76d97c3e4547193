"""Accounts, invitations and sessions, on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import reseau
from ti_dashboard import horloge
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, visiteur
from ti_dashboard.errors import ConnexionRefusee, GesteRefuse
from ti_dashboard.live import (
    comptes,
    essais_manques,
    invitations,
    journal,
    marche,
    mots_de_passe,
    sessions,
    tables,
)
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import CompteDAcces, Droits
from ti_dashboard.live.seances import Seance

MOT = reseau.MOT_DE_PASSE
ADMINISTRATEUR = frozenset({RoleDAcces.ADMINISTRATEUR})


def droits(*roles: RoleDAcces, fonction: str = "Équipe données") -> Droits:
    return Droits(fonction, frozenset(roles or {RoleDAcces.LECTEUR}), PerimetreDAcces())


def ouvrir_compte(base: Base, courriel: str = "a@exemple.fr") -> CompteDAcces:
    return reseau.ouvrir_compte(base, courriel, RoleDAcces.ADMINISTRATEUR)


def entrer(base: Base, compte: CompteDAcces, identite: str | None = None) -> str:
    with base.au_nom_de(visiteur("10.0.0.9")).ecrire("se_connecter") as ecriture:
        return sessions.ouvrir(ecriture, compte.compte_id, "10.0.0.9", identite)


def avancer(monkeypatch, **duree: int) -> None:
    now = horloge.maintenant() + timedelta(**duree)
    monkeypatch.setattr(horloge, "maintenant", lambda: now)


def test_an_invitation_makes_one_account_once(magasin: Base):
    secret = invitations.inviter(magasin, " A@Exemple.FR ", droits(RoleDAcces.DONNEES))
    (one,) = invitations.lister(magasin)
    assert (one.courriel, one.siret, one.est_ouverte) == ("a@exemple.fr", "", True)
    with magasin.ecrire("accepter_invitation") as ecriture:
        number = invitations.accepter(ecriture, one, one.courriel)
    assert comptes.trouver(magasin, number).droits == one.droits
    with pytest.raises(ConnexionRefusee, match="plus valable"):
        invitations.par_secret(magasin, secret)
    with pytest.raises(ConnexionRefusee), magasin.ecrire("accepter_invitation") as ecriture:
        invitations.accepter(ecriture, one, "b@exemple.fr")
    assert [c.courriel for c in comptes.lister(magasin)] == ["a@exemple.fr"]


def test_an_invitation_ends_with_its_days_or_when_it_is_taken_back(magasin: Base, monkeypatch):
    secret = invitations.inviter(magasin, "a@exemple.fr", droits())
    other = invitations.inviter(magasin, "b@exemple.fr", droits())
    invitations.revoquer(magasin, invitations.par_secret(magasin, other).invitation_id)
    with pytest.raises(GesteRefuse, match="déjà"):
        invitations.revoquer(magasin, 2)
    avancer(monkeypatch, days=15)
    for one in (secret, other, "inventé", ""):
        with pytest.raises(ConnexionRefusee):
            invitations.par_secret(magasin, one)


def test_an_organisation_is_invited_by_its_siret_and_serves_whoever_comes_from_it(magasin: Base):
    invitations.inviter(magasin, "130 025 265 00013", droits(fonction="ANCT"))
    for person in ("x@anct.fr", "y@anct.fr"):
        found = invitations.pour(magasin, person, "13002526500013")
        with magasin.ecrire("accepter_invitation") as ecriture:
            invitations.accepter(ecriture, found, person)
    assert len(comptes.lister(magasin)) == 2
    assert invitations.pour(magasin, "z@ailleurs.fr", "") is None


@pytest.mark.parametrize("who", ["", "sans arobase", "a@b", "a b@c.fr", "a@b.fr,c@d.fr", "1234", "<a@b.fr>", "é" * 300])
def test_nobody_is_invited_under_what_is_no_address(magasin: Base, who: str):
    with pytest.raises(GesteRefuse, match="n'est pas une adresse"):
        invitations.inviter(magasin, who, droits())
    assert invitations.lister(magasin) == []


def test_the_password_of_an_account_opens_it_and_five_wrong_ones_make_it_wait(magasin: Base, monkeypatch):
    account = ouvrir_compte(magasin)
    store = magasin.au_nom_de(visiteur())
    assert mots_de_passe.verifier(store, " A@exemple.fr ", MOT).compte_id == account.compte_id
    for _ in range(essais_manques.ECHECS_MAX):
        with pytest.raises(ConnexionRefusee):
            mots_de_passe.verifier(store, "a@exemple.fr", "faux")
    with pytest.raises(ConnexionRefusee) as blocked:
        mots_de_passe.verifier(store, "a@exemple.fr", MOT)
    with pytest.raises(ConnexionRefusee) as unknown:
        mots_de_passe.verifier(store, "personne@exemple.fr", MOT)
    assert str(blocked.value) == str(unknown.value)
    avancer(monkeypatch, minutes=16)
    assert mots_de_passe.verifier(store, "a@exemple.fr", MOT)


@pytest.mark.parametrize("mot", ["", "court", "a" * 12, "abcabcabcabc", "administrateur " * 9, "mot de direction.fr"])
def test_a_password_that_can_be_guessed_or_is_too_long_is_refused(magasin: Base, mot: str):
    account = ouvrir_compte(magasin, "direction@exemple.fr")
    with pytest.raises(GesteRefuse), magasin.ecrire("accepter_invitation") as ecriture:
        mots_de_passe.donner(ecriture, account.compte_id, mot)
    assert mots_de_passe.verifier(magasin, account.courriel, MOT)


def test_a_session_gives_the_rights_of_now_and_ends_by_its_two_limits(magasin: Base, monkeypatch):
    account = ouvrir_compte(magasin)
    jeton = entrer(magasin, account)
    assert sessions.lire(magasin, jeton).personne == account.personne()
    comptes.changer(magasin, ouvrir_compte(magasin, "b@exemple.fr").compte_id, droits(RoleDAcces.DONNEES))
    assert sessions.lire(magasin, jeton).personne.roles == ADMINISTRATEUR
    assert sessions.lire(magasin, jeton + "x") is None
    for _ in range(18):
        avancer(monkeypatch, hours=1)
        sessions.toucher(magasin, sessions.lire(magasin, jeton))
    avancer(monkeypatch, minutes=59)
    sessions.toucher(magasin, sessions.lire(magasin, jeton))
    assert sessions.lire(magasin, jeton) is not None
    avancer(monkeypatch, minutes=1)
    sessions.toucher(magasin, sessions.lire(magasin, jeton))
    avancer(monkeypatch, hours=1)
    assert sessions.lire(magasin, jeton) is None
    again = entrer(magasin, account)
    avancer(monkeypatch, hours=2)
    assert sessions.lire(magasin, again) is None


def test_its_end_is_the_nearer_limit_and_a_gesture_moves_one_of_them(magasin: Base, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_INACTIVITE_H", "2")
    monkeypatch.setenv("TI_DASHBOARD_SESSION_H", "3")
    now = horloge.maintenant().replace(microsecond=0)
    monkeypatch.setattr(horloge, "maintenant", lambda: now)
    jeton = entrer(magasin, ouvrir_compte(magasin))

    def fin() -> tuple[timedelta, bool]:
        found = sessions.fin(sessions.lire(magasin, jeton))
        return found.dans, found.est_prolongeable

    assert fin() == (timedelta(hours=2), True)
    avancer(monkeypatch, minutes=90)
    assert fin() == (timedelta(minutes=30), True)
    sessions.toucher(magasin, sessions.lire(magasin, jeton))
    assert fin() == (timedelta(minutes=90), False)


def test_one_signs_out_here_or_everywhere(magasin: Base):
    account = ouvrir_compte(magasin)
    first, second, third = (entrer(magasin, account) for _ in range(3))
    sessions.fermer(magasin, sessions.lire(magasin, first))
    assert [sessions.lire(magasin, j) is None for j in (first, second, third)] == [True, False, False]
    sessions.fermer(magasin, sessions.lire(magasin, second), partout=True)
    assert sessions.lire(magasin, third) is None


def test_a_closed_account_is_out_at_once_and_the_last_administrator_stays(magasin: Base):
    account = ouvrir_compte(magasin)
    with pytest.raises(GesteRefuse, match="dernier administrateur"):
        comptes.fermer(magasin, account.compte_id)
    with pytest.raises(GesteRefuse, match="dernier administrateur"):
        comptes.changer(magasin, account.compte_id, droits(RoleDAcces.LECTEUR))
    ouvrir_compte(magasin, "b@exemple.fr")
    jeton = entrer(magasin, account)
    comptes.fermer(magasin, account.compte_id)
    assert sessions.lire(magasin, jeton) is None and comptes.nomme(magasin, "a@exemple.fr") is None
    with pytest.raises(ConnexionRefusee):
        mots_de_passe.verifier(magasin, "a@exemple.fr", MOT)


def test_a_guest_is_one_as_long_as_the_seance_lasts_and_until_sent_away(magasin: Base, seance: Seance):
    with magasin.au_nom_de(visiteur()).ecrire("rejoindre") as ecriture:
        first, second = (sessions.inviter(ecriture, seance.code, "10.0.0.9") for _ in range(2))
    who = sessions.lire(magasin, first).personne
    assert (who.seance_code, who.roles, who.compte_id) == (seance.code, {RoleDAcces.INVITE}, None)
    sessions.renvoyer_les_invites(magasin, seance.code)
    assert sessions.lire(magasin, first) is None
    with magasin.au_nom_de(visiteur()).ecrire("rejoindre") as ecriture:
        third = sessions.inviter(ecriture, seance.code, "")
    marche.clore(magasin, seance.code, "Direction")
    assert sessions.lire(magasin, second) is None and sessions.lire(magasin, third) is None


def test_the_store_keeps_nothing_that_lets_its_reader_in_and_the_journal_names_the_account(magasin: Base):
    account = ouvrir_compte(magasin)
    jeton = entrer(magasin, account)
    kept = (tables.compte, tables.session, tables.invitation, tables.journal)
    with magasin.lire() as con:
        told = " ".join(str(row) for table in kept for row in con.execute(select(table)))
    assert MOT not in told and jeton not in told and "$argon2id$" in told
    store = magasin.au_nom_de(account.personne("10.0.0.9"))
    comptes.changer(store, account.compte_id, droits(RoleDAcces.ADMINISTRATEUR, fonction="Autre fonction"))
    last = journal.lire(magasin)[-1]
    assert (last.auteur, last.compte_id, last.origine) == ("Fonction de a", account.compte_id, "10.0.0.9")
