"""The second factor of local accounts, on SQLite and on PostgreSQL: right once, wrong five times, lost, taken away."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert, select

from tests import reseau
from tests.magasin import AU_POSTE
from ti_dashboard import horloge
from ti_dashboard.acces import code_temporel, scellement
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import visiteur
from ti_dashboard.errors import AccesRefuse, ConnexionRefusee, GesteRefuse
from ti_dashboard.live import (
    comptes,
    entrees_a_deux_pas,
    essais_manques,
    journal,
    mise_a_niveau,
    mots_de_passe,
    second_facteur,
    sessions,
    tables,
    tables_d_entree,
)
from ti_dashboard.live.base import Base, tel_qu_il_est
from ti_dashboard.live.comptes import CompteDAcces
from ti_dashboard.live.entrees_a_deux_pas import EntreeCommencee
from ti_dashboard.live.saisie import maintenant

MIDI = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def heure(monkeypatch: pytest.MonkeyPatch):
    """The service as it is by default, and its clock, moved by hand."""
    reseau.regler(monkeypatch, TI_DASHBOARD_SECOND_FACTEUR="")
    now = [MIDI]
    monkeypatch.setattr(horloge, "maintenant", lambda: now[0])

    def advance(**by: int) -> datetime:
        now[0] += timedelta(**by)
        return now[0]

    return advance


@pytest.fixture
def porte(magasin: Base) -> Base:
    """The store as who comes to the door has it."""
    return magasin.au_nom_de(visiteur("192.0.2.1"))


@pytest.fixture
def compte(magasin: Base) -> CompteDAcces:
    return reseau.ouvrir_compte(magasin, "a@exemple.fr", RoleDAcces.ADMINISTRATEUR)


def commencer(porte: Base, compte: CompteDAcces) -> EntreeCommencee:
    """What somebody who knows the password holds."""
    mots_de_passe.verifier(porte, compte.courriel, reseau.MOT_DE_PASSE)
    with porte.ecrire("se_connecter") as ecriture:
        passage = entrees_a_deux_pas.entrer(ecriture, compte.compte_id, "192.0.2.1")
    assert not passage.est_fini and sessions.lire(porte, passage.jeton) is None
    found = entrees_a_deux_pas.lire(porte, passage.jeton)
    assert found is not None
    return found


def secret_de(entree: EntreeCommencee) -> bytes:
    found = second_facteur.descelle(entree.compte.compte_id, entree.secret or "")
    assert found is not None
    return found


def code(secret: bytes, decalage: int = 0) -> str:
    return code_temporel.code(secret, int(horloge.maintenant().timestamp()) // code_temporel.PAS_S + decalage)


def inscrire(porte: Base, compte: CompteDAcces) -> tuple[bytes, list[str]]:
    entry = commencer(porte, compte)
    secret = secret_de(entry)
    _, codes = entrees_a_deux_pas.inscrire(porte, entry, code(secret), "192.0.2.1")
    return secret, codes


def prouver(porte: Base, compte: CompteDAcces, dit: str) -> str:
    return entrees_a_deux_pas.prouver(porte, commencer(porte, compte), dit, "192.0.2.1")


@pytest.mark.parametrize(
    ("instant", "said"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(instant: int, said: str):
    """RFC 6238, appendix B, SHA-1: the last six of its eight digits."""
    assert code_temporel.code(b"12345678901234567890", instant // 30) == said


def test_an_entry_opens_nothing_until_its_telephone_is_enrolled(porte: Base, compte: CompteDAcces):
    entry = commencer(porte, compte)
    secret = secret_de(entry)
    for wrong in ("", "000000", "12345", code(secret, 5), code(secret) + "1", "é" * 6):
        with pytest.raises(ConnexionRefusee):
            entrees_a_deux_pas.inscrire(porte, entry, wrong, "")
    jeton, codes = entrees_a_deux_pas.inscrire(porte, entry, f" {code(secret)[:3]} {code(secret)[3:]} ", "192.0.2.1")
    assert sessions.lire(porte, jeton).personne.compte_id == compte.compte_id
    assert len(set(codes)) == second_facteur.NB_CODES and second_facteur.inscrits(porte) == {compte.compte_id}
    with pytest.raises(ConnexionRefusee):
        entrees_a_deux_pas.inscrire(porte, entry, code(secret, 1), "")
    (line,) = [one for one in journal.lire(porte) if one.geste == "inscrire_second_facteur"]
    assert (line.objet, line.detail, line.origine) == (
        f"compte:{compte.compte_id}",
        {"second_facteur": "inscrit"},
        "192.0.2.1",
    )


def test_a_code_serves_once_and_none_of_before_it_does_any_more(porte: Base, compte: CompteDAcces, heure):
    secret, _ = inscrire(porte, compte)
    with pytest.raises(ConnexionRefusee, match="déjà servi"):
        prouver(porte, compte, code(secret))
    heure(seconds=60)
    said, before = code(secret), code(secret, -1)
    assert prouver(porte, compte, said)
    for used in (said, before):
        with pytest.raises(ConnexionRefusee, match="déjà servi"):
            prouver(porte, compte, used)


@pytest.mark.parametrize(("decalage", "passe"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_away_and_no_more(porte: Base, compte: CompteDAcces, heure, decalage, passe):
    secret, _ = inscrire(porte, compte)
    heure(minutes=5)
    if passe:
        assert prouver(porte, compte, code(secret, decalage))
    else:
        with pytest.raises(ConnexionRefusee):
            prouver(porte, compte, code(secret, decalage))


def test_five_wrong_codes_make_the_account_wait_whatever_passwords_are_right_between(
    porte: Base, compte: CompteDAcces, heure
):
    secret, codes = inscrire(porte, compte)
    heure(minutes=5)
    entry = commencer(porte, compte)
    for _ in range(essais_manques.ECHECS_MAX):
        mots_de_passe.verifier(porte, compte.courriel, reseau.MOT_DE_PASSE)
        with pytest.raises(ConnexionRefusee):
            entrees_a_deux_pas.prouver(porte, entry, "000000", "")
    assert comptes.trouver(porte, compte.compte_id).est_bloque
    for right in (code(secret), codes[0]):
        with pytest.raises(ConnexionRefusee):
            entrees_a_deux_pas.prouver(porte, entry, right, "")
    with pytest.raises(ConnexionRefusee):
        mots_de_passe.verifier(porte, compte.courriel, reseau.MOT_DE_PASSE)
    heure(minutes=16)
    assert prouver(porte, compte, code(secret))
    assert not comptes.trouver(porte, compte.compte_id).a_echoue


def test_a_recovery_code_serves_once_for_its_own_account_however_it_is_typed(porte: Base, compte, magasin: Base):
    _, codes = inscrire(porte, compte)
    other = reseau.ouvrir_compte(magasin, "b@exemple.fr", RoleDAcces.LECTEUR)
    _, others = inscrire(porte, other)
    assert prouver(porte, compte, codes[0].lower().replace(" ", "-"))
    for wrong in (codes[0], others[0], codes[1][:-1]):
        with pytest.raises(ConnexionRefusee):
            prouver(porte, compte, wrong)
    assert second_facteur.nb_codes_restants(porte, compte.compte_id) == second_facteur.NB_CODES - 1
    line = next(one for one in reversed(journal.lire(porte)) if "second_facteur" in one.detail)
    assert line.detail == {"second_facteur": "code de secours"}


def test_new_recovery_codes_are_drawn_for_who_knows_the_password_and_end_those_of_before(porte: Base, compte):
    entry = commencer(porte, compte)
    jeton, codes = entrees_a_deux_pas.inscrire(porte, entry, code(secret_de(entry)), "")
    session = sessions.lire(porte, jeton)
    store = porte.au_nom_de(session.personne)
    with pytest.raises(GesteRefuse):
        mots_de_passe.refaire_les_codes(store, session, "un autre mot de passe")
    drawn = mots_de_passe.refaire_les_codes(store, session, reseau.MOT_DE_PASSE)
    assert not set(drawn) & set(codes)
    with pytest.raises(ConnexionRefusee):
        prouver(porte, compte, codes[0])
    assert prouver(porte, compte, drawn[0])


def test_an_administrator_resets_it_which_closes_the_sessions_and_is_in_the_journal(porte: Base, compte, magasin: Base):
    secret, codes = inscrire(porte, compte)
    inside, begun = prouver(porte, compte, codes[0]), commencer(porte, compte)
    with pytest.raises(AccesRefuse):
        comptes.reinitialiser_le_second_facteur(porte, compte.compte_id)
    comptes.reinitialiser_le_second_facteur(magasin.au_nom_de(AU_POSTE), compte.compte_id)
    assert sessions.lire(porte, inside) is None and not second_facteur.inscrits(porte)
    for right in (code(secret, 1), codes[1]):
        with pytest.raises(ConnexionRefusee):
            entrees_a_deux_pas.prouver(porte, begun, right, "")
    said = [one.objet for one in journal.lire(porte) if one.geste == "reinitialiser_second_facteur"]
    assert said == [f"compte:{compte.compte_id}"]
    fresh = commencer(porte, compte)
    assert fresh.secret and secret_de(fresh) != secret


def test_a_half_entry_ends_with_its_ten_minutes_its_password_or_its_account(porte: Base, compte, magasin: Base, heure):
    def is_open() -> bool:
        with magasin.lire() as con:
            return bool(con.execute(select(tables_d_entree.entree_commencee)).all())

    with porte.ecrire("se_connecter") as ecriture:
        jeton = entrees_a_deux_pas.entrer(ecriture, compte.compte_id, "").jeton
    heure(minutes=9)
    assert entrees_a_deux_pas.lire(porte, jeton)
    heure(minutes=1)
    assert entrees_a_deux_pas.lire(porte, jeton) is None and is_open()
    commencer(porte, compte)
    with magasin.ecrire("changer_mot_de_passe") as ecriture:
        mots_de_passe.donner(ecriture, compte.compte_id, "cinq girafes bavardes sous la pluie")
    assert not is_open()
    reseau.ouvrir_compte(magasin, "b@exemple.fr", RoleDAcces.ADMINISTRATEUR)
    with porte.ecrire("se_connecter") as ecriture:
        entrees_a_deux_pas.entrer(ecriture, compte.compte_id, "")
    comptes.fermer(magasin, compte.compte_id)
    assert not is_open()


def test_the_store_keeps_no_secret_that_its_reader_could_use(porte: Base, compte, magasin: Base, monkeypatch):
    secret, codes = inscrire(porte, compte)
    names = (tables_d_entree.second_facteur, tables_d_entree.code_de_secours, tables_d_entree.entree_commencee)
    with magasin.lire() as con:
        kept = con.scalar(select(tables_d_entree.second_facteur.c.secret))
        told = " ".join(str(row) for table in names for row in con.execute(select(table)))
    clear = code_temporel.en_texte(secret).replace(" ", "")
    assert clear not in told and repr(secret) not in told
    assert not [one for one in codes if code_temporel.normaliser(one) in told or one in told]
    assert second_facteur.descelle(compte.compte_id, kept) == secret
    assert second_facteur.descelle(compte.compte_id + 1, kept) is None, "moved to another account"
    assert second_facteur.descelle(compte.compte_id, kept[:-4] + "AAA=") is None
    monkeypatch.setenv("TI_DASHBOARD_SECRET", reseau.SECRET[::-1])
    assert second_facteur.descelle(compte.compte_id, kept) is None
    assert prouver(porte, compte, codes[0]), "the paper still opens once the secret of the service was changed"


def test_what_is_sealed_twice_is_not_written_twice_the_same():
    assert scellement.sceller(b"x", "a") != scellement.sceller(b"x", "a")
    assert scellement.desceller("pas du base64 é", "a") is None and scellement.desceller("", "a") is None


def test_a_closed_network_may_do_without_it(porte: Base, compte, monkeypatch):
    monkeypatch.setenv(second_facteur.VARIABLE, "non")
    with porte.ecrire("se_connecter") as ecriture:
        passage = entrees_a_deux_pas.entrer(ecriture, compte.compte_id, "192.0.2.1")
    assert passage.est_fini and sessions.lire(porte, passage.jeton)


def test_accepting_an_invitation_is_one_line_of_the_journal(magasin: Base, monkeypatch):
    monkeypatch.setenv(second_facteur.VARIABLE, "non")
    account = reseau.ouvrir_compte(magasin, "c@exemple.fr", RoleDAcces.LECTEUR)
    with magasin.ecrire("accepter_invitation") as ecriture:
        journal.noter(ecriture, "", f"compte:{account.compte_id}", None, invitation=1)
        sessions.ouvrir(ecriture, account.compte_id, "")
    lines = [one for one in journal.lire(magasin) if one.geste == "accepter_invitation"]
    assert [one.detail for one in lines] == [{"invitation": 1}, {"invitation": 1}]


def test_a_session_is_read_by_one_question(porte: Base, compte):
    jeton = prouver(porte, compte, inscrire(porte, compte)[1][0])
    asked = []
    with porte.lire() as con:
        engine = con.engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert sessions.lire(porte, jeton).personne == compte.personne()
    assert len([one for one in asked if one.lstrip().upper().startswith("SELECT")]) == 1


def test_a_store_of_before_asks_its_accounts_to_enrol_at_their_next_entry(url_vide: str):
    with tel_qu_il_est(url_vide, ecrire=True) as con:
        mise_a_niveau.mettre_a_niveau(con, "0009")
        row = {"courriel": "a@exemple.fr", "fonction": "Direction", "roles": "lecteur", "region": "", "operateur": ""}
        con.execute(insert(tables.compte).values(**row, echecs=0, cree_le=maintenant()))
    store = Base(url_vide).au_nom_de(visiteur())
    (account,) = comptes.lister(store)
    with store.ecrire("accepter_invitation") as ecriture:
        mots_de_passe.donner(ecriture, account.compte_id, reseau.MOT_DE_PASSE)
    assert commencer(store, account).secret and not second_facteur.inscrits(store)
    assert inscrire(store, account) and second_facteur.inscrits(store) == {account.compte_id}
    store.fermer()
