"""One's own account: its password, that of nobody else, its sessions; and what an administrator does for it."""

from html import unescape

import httpx
import pytest

from tests import reseau
from tests.browser.conftest import Serveur
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.errors import ConnexionRefusee, GesteRefuse
from ti_dashboard.live import comptes, essais_manques, invitations, journal, mes_sessions, mots_de_passe, sessions
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import CompteDAcces
from ti_dashboard.live.sessions import SessionOuverte

AUTRE = "cinq girafes bavardes sous la pluie"
CONNUS = ("motdepasse123", "azertyuiop123", "Territoires2026!", "Tableaudebord1", "administrateur1", "qwertyuiop12")


def entrer(base: Base, compte: CompteDAcces, origine: str) -> SessionOuverte:
    with base.au_nom_de(compte.personne(origine)).ecrire("se_connecter") as ecriture:
        jeton = sessions.ouvrir(ecriture, compte.compte_id, origine)
    found = sessions.lire(base, jeton, origine)
    assert found is not None
    return found


@pytest.fixture
def la(base_du_compte: tuple[Base, CompteDAcces]) -> SessionOuverte:
    return entrer(*base_du_compte, "192.0.2.1")


@pytest.fixture
def base_du_compte(tmp_path) -> tuple[Base, CompteDAcces]:
    from tests.magasin import AU_POSTE

    store = Base(f"sqlite:///{tmp_path / 'seance.sqlite'}").au_nom_de(AU_POSTE)
    reseau.ouvrir_compte(store, "chef@exemple.fr", RoleDAcces.ADMINISTRATEUR)
    return store, reseau.ouvrir_compte(store, "une@exemple.fr", RoleDAcces.DONNEES)


def est_ouverte(base: Base, session: SessionOuverte) -> bool:
    return sessions.lire_par_empreinte(base, session.empreinte) is not None


def test_a_password_changes_with_the_one_of_now_and_closes_every_other_session(base_du_compte, la):
    base, account = base_du_compte
    elsewhere = entrer(base, account, "192.0.2.2")
    store = base.au_nom_de(la.personne)
    with pytest.raises(GesteRefuse, match="n'est pas votre mot de passe"):
        mots_de_passe.changer(store, la, "un autre", AUTRE)
    with pytest.raises(GesteRefuse, match="le même"):
        mots_de_passe.changer(store, la, reseau.MOT_DE_PASSE, reseau.MOT_DE_PASSE)
    assert est_ouverte(base, elsewhere)
    mots_de_passe.changer(store, la, reseau.MOT_DE_PASSE, AUTRE)
    assert est_ouverte(base, la) and not est_ouverte(base, elsewhere)
    assert mots_de_passe.verifier(base, account.courriel, AUTRE)
    with pytest.raises(ConnexionRefusee):
        mots_de_passe.verifier(base, account.courriel, reseau.MOT_DE_PASSE)
    line = next(one for one in reversed(journal.lire(base)) if one.geste == "changer_mot_de_passe")
    assert (line.compte_id, line.origine, line.detail) == (
        account.compte_id,
        "192.0.2.1",
        {"autres_sessions_fermees": 1},
    )


@pytest.mark.parametrize("mot", CONNUS)
def test_a_known_password_or_one_made_of_the_words_of_the_service_is_refused(base_du_compte, la, mot):
    base, _ = base_du_compte
    with pytest.raises(GesteRefuse, match="se devine"):
        mots_de_passe.changer(base.au_nom_de(la.personne), la, reseau.MOT_DE_PASSE, mot)


def test_one_sees_and_closes_one_s_own_sessions_and_no_other(base_du_compte, la, monkeypatch):
    base, account = base_du_compte
    elsewhere = entrer(base, account, "192.0.2.2")
    other = entrer(base, reseau.ouvrir_compte(base, "b@exemple.fr", RoleDAcces.LECTEUR), "192.0.2.3")
    seen = mes_sessions.lister(base, la)
    assert [(one.origine, one.est_celle_ci) for one in seen] == [("192.0.2.1", True), ("192.0.2.2", False)]
    store = base.au_nom_de(la.personne)
    with pytest.raises(GesteRefuse, match="déjà fermée"):
        mes_sessions.fermer(store, la, other.empreinte)
    mes_sessions.fermer(store, la, elsewhere.empreinte)
    assert not est_ouverte(base, elsewhere) and est_ouverte(base, other) and est_ouverte(base, la)
    assert mes_sessions.est_recente(base, la)
    monkeypatch.setattr(mes_sessions, "RECENTE", mes_sessions.RECENTE * 0)
    assert not mes_sessions.est_recente(base, la)


def test_an_administrator_unblocks_an_account_and_gives_it_a_new_link(base_du_compte, la):
    base, account = base_du_compte
    for _ in range(essais_manques.ECHECS_MAX):
        with pytest.raises(ConnexionRefusee):
            mots_de_passe.verifier(base, account.courriel, "faux")
    assert comptes.trouver(base, account.compte_id).est_bloque
    comptes.debloquer(base, account.compte_id)
    assert not comptes.trouver(base, account.compte_id).est_bloque
    assert mots_de_passe.verifier(base, account.courriel, reseau.MOT_DE_PASSE)
    secret = invitations.reinitialiser(base, account)
    assert not est_ouverte(base, la)
    with pytest.raises(ConnexionRefusee):
        mots_de_passe.verifier(base, account.courriel, reseau.MOT_DE_PASSE)
    assert invitations.par_secret(base, secret).courriel == account.courriel
    comptes.fermer(base, account.compte_id)
    with pytest.raises(ConnexionRefusee):
        invitations.par_secret(base, secret)


def test_the_page_of_the_account_does_it_and_asks_who_one_is_again(entre, service: Serveur):
    here, there = entre(RoleDAcces.LECTEUR), entre(RoleDAcces.LECTEUR)
    said = {"Origin": service.adresse}
    page = here.get("/compte")
    assert page.status_code == 200 and page.text.count("Fermer</button>") >= 1 and "lecteur@exemple.fr" in page.text
    key = page.text.partition('name="cle" value="')[2].partition('"')[0]
    refused = here.post("/compte/sessions", data={"cle": key, "mot_de_passe": "faux"}, headers=said)
    assert (
        refused.status_code == 403 and "n'est pas votre mot de passe" in unescape(refused.text) and key in refused.text
    )
    form = {"mot_de_passe": reseau.MOT_DE_PASSE, "nouveau": AUTRE, "nouveau_redit": AUTRE}
    assert here.post("/compte/mot-de-passe", data=form, headers={"Origin": "https://exemple.fr"}).status_code == 403
    assert there.get("/compte").status_code == 200
    done = here.post("/compte/mot-de-passe", data=form, headers=said)
    assert done.status_code == 200 and "Votre mot de passe est changé" in done.text
    assert there.get("/compte").status_code == 303 and "ouvertes (1)" in here.get("/compte").text
    assert AUTRE not in done.text and "no-store" in done.headers["cache-control"]


def test_a_guest_and_a_stranger_have_no_account_to_see(entre, etranger: httpx.Client):
    assert entre(RoleDAcces.INVITE).get("/compte").status_code == 403
    for path in ("/compte/mot-de-passe", "/compte/sessions"):
        assert etranger.post(path, data={"mot_de_passe": "x"}).headers["location"].startswith("/connexion")
    assert etranger.get("/compte").status_code == 303
