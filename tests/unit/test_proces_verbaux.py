"""Minutes in the store: written once, amended for some days, sealed in time, then never changed by anybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.magasin import AU_POSTE
from ti_dashboard import horloge
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import Personne
from ti_dashboard.errors import AccesRefuse, GesteRefuse, SeanceInconnue
from ti_dashboard.live import amendements, copie, journal, marche, proces_verbaux, seances
from ti_dashboard.live.base import Base

CONTENU = '{"recette":"proces-verbal-1"}'
LECTEUR = Personne("Déléguée", frozenset({RoleDAcces.LECTEUR}), compte_id=4)


@pytest.fixture
def close(magasin: Base, seance: seances.Seance) -> str:
    marche.clore(magasin, seance.code, "Direction du programme")
    return seance.code


@pytest.fixture
def plus_tard(monkeypatch):
    """The clock, so many days from now."""
    now = datetime.now(UTC)
    return lambda days: monkeypatch.setattr(horloge, "maintenant", lambda: now + timedelta(days=days))


def test_they_are_written_once_and_amended_for_the_days_that_were_chosen(magasin: Base, close, monkeypatch):
    kept = proces_verbaux.rediger(magasin, close, CONTENU, 3)
    until, made = (datetime.fromisoformat(one) for one in (kept.amendable_jusqu_au, kept.redige_le))
    assert until - made == timedelta(days=3)
    assert proces_verbaux.rediger(magasin, close, "autre chose", 8) == kept
    assert [line.geste for line in journal.lire(magasin, close)][-1] == "rediger_proces_verbal"
    monkeypatch.setenv(proces_verbaux.VARIABLE, "mardi")
    with pytest.raises(GesteRefuse, match="nombre de jours"):
        proces_verbaux.jours_d_amendement()
    with pytest.raises(GesteRefuse, match="de 0 à 90 jours"):
        proces_verbaux.rediger(magasin, close, CONTENU, 365)
    with pytest.raises(SeanceInconnue, match="pas encore rédigé"):
        proces_verbaux.lire(magasin, "ZZZZZZ")


def test_they_are_sealed_by_who_reads_them_once_their_days_are_over_and_not_before(magasin: Base, close, plus_tard):
    proces_verbaux.rediger(magasin, close, CONTENU, 8)
    read_by = magasin.au_nom_de(LECTEUR)
    asked = amendements.proposer(read_by, close, "Présences", "Ajouter l'ADEME", "un autre nom")
    assert (asked.auteur, asked.compte_id) == ("Déléguée", 4)
    plus_tard(7.9)
    assert not proces_verbaux.sceller_a_l_echeance(read_by, close, "racine").est_scelle
    plus_tard(8.1)
    with pytest.raises(GesteRefuse, match="délai des amendements est passé"):
        amendements.proposer(read_by, close, "Présences", "Encore", "qui")
    sealed = proces_verbaux.sceller_a_l_echeance(read_by, close, "racine")
    assert sealed.est_scelle and sealed.racine == "racine"
    assert proces_verbaux.tient(sealed, amendements.lister(magasin, close))
    assert proces_verbaux.sceller_a_l_echeance(read_by, close, "autre") == sealed


def test_who_may_only_read_neither_judges_nor_seals_before_time(magasin: Base, close):
    read_by = magasin.au_nom_de(LECTEUR)
    with pytest.raises(AccesRefuse):
        proces_verbaux.rediger(read_by, close, CONTENU)
    proces_verbaux.rediger(magasin, close, CONTENU)
    with pytest.raises(AccesRefuse):
        proces_verbaux.sceller(read_by, close, None)
    assert not proces_verbaux.lire(magasin, close).est_scelle


def test_an_amendment_is_judged_once_and_a_refusal_says_why(magasin: Base, close):
    proces_verbaux.rediger(magasin, close, CONTENU)
    asked = amendements.proposer(magasin, close, "Présences", "Ajouter l'ADEME", "ADEME, directeur")
    with pytest.raises(AccesRefuse):
        amendements.juger(magasin.au_nom_de(LECTEUR), asked.amendement_id, "accepte", "Déléguée")
    with pytest.raises(GesteRefuse, match="n'est pas l'issue"):
        amendements.juger(magasin, asked.amendement_id, "oui", "Direction")
    amendements.juger(magasin, asked.amendement_id, "refuse", "Direction", "Il n'y était pas")
    (judged,) = amendements.lister(magasin, close)
    assert judged.issue_dite == "refusé par Direction : Il n'y était pas"
    with pytest.raises(GesteRefuse, match="déjà refusé"):
        amendements.juger(magasin, asked.amendement_id, "accepte", "Direction")
    with pytest.raises(GesteRefuse, match="pas encore rédigé"):
        amendements.proposer(magasin, "ZZZZZZ", "Présences", "Autre", "ADEME")


def test_the_seal_covers_the_accepted_amendments_each_whole():
    def one(passage: str, propose: str, issue: str | None) -> amendements.Amendement:
        return amendements.Amendement(1, "A", passage, propose, "ADEME", "2026-01-01", None, issue, None, None, "")

    bare = proces_verbaux.empreinte(CONTENU, [])
    assert proces_verbaux.empreinte(CONTENU, [one("a", "b", "refuse"), one("a", "b", None)]) == bare
    signed = {proces_verbaux.empreinte(CONTENU, [one(*said, "accepte")]) for said in (("a", "bc"), ("ab", "c"))}
    assert len(signed | {bare}) == 3


@pytest.mark.parametrize(
    "phrase",
    [
        "UPDATE proces_verbal SET contenu = 'autre'",
        "DELETE FROM proces_verbal",
        "UPDATE amendement SET propose = 'autre'",
        "DELETE FROM amendement",
        "INSERT INTO amendement (seance_code, passage, propose, auteur, propose_le, motif)"
        " SELECT seance_code, 'Présences', 'Encore', 'qui', redige_le, '' FROM proces_verbal",
    ],
)
def test_the_store_itself_refuses_to_change_what_is_sealed(magasin: Base, close, phrase):
    proces_verbaux.rediger(magasin, close, CONTENU)
    asked = amendements.proposer(magasin, close, "Présences", "Ajouter l'ADEME", "ADEME, directeur")
    amendements.juger(magasin, asked.amendement_id, "accepte", "Direction")
    sealed = proces_verbaux.sceller(magasin, close, "racine")
    with pytest.raises(DatabaseError, match="scellé ne change plus"), magasin._redacteur.begin() as con:
        con.execute(text(phrase))
    assert proces_verbaux.lire(magasin, close) == sealed


def test_no_amendment_of_other_minutes_is_moved_to_sealed_ones(magasin: Base, close):
    other = seances.ouvrir(magasin, "Autre", "Direction", date(2019, 9, 24)).code
    marche.clore(magasin, other, "Direction")
    for code in (close, other):
        proces_verbaux.rediger(magasin, code, CONTENU)
    amendements.proposer(magasin, other, "Présences", "Ajouter l'ADEME", "ADEME, directeur")
    proces_verbaux.sceller(magasin, close, "racine")
    with pytest.raises(DatabaseError, match="scellé ne change plus"), magasin._redacteur.begin() as con:
        con.execute(text("UPDATE amendement SET seance_code = :sealed"), {"sealed": close})
    with pytest.raises(GesteRefuse, match="Ce procès-verbal est scellé : il ne change plus"):
        amendements.proposer(magasin, close, "Présences", "Encore", "ADEME, directeur")
    assert (len(amendements.lister(magasin, close)), len(amendements.lister(magasin, other))) == (0, 1)


def test_sqlite_does_not_replace_sealed_minutes_whole(tmp_path):
    store = Base(f"sqlite:///{tmp_path / 'seance.sqlite'}").au_nom_de(AU_POSTE)
    code = seances.ouvrir(store, "COPIL", "Direction", date(2019, 9, 24)).code
    marche.clore(store, code, "Direction")
    proces_verbaux.rediger(store, code, CONTENU)
    sealed = proces_verbaux.sceller(store, code, "racine")
    with pytest.raises(DatabaseError, match="scellé ne change plus"), store._redacteur.begin() as con:
        con.execute(text("INSERT OR REPLACE INTO proces_verbal SELECT * FROM proces_verbal"))
    assert proces_verbaux.lire(store, code) == sealed
    store.fermer()


def test_sealed_minutes_come_back_with_their_amendments(magasin: Base, close, tmp_path):
    proces_verbaux.rediger(magasin, close, CONTENU)
    asked = amendements.proposer(magasin, close, "Présences", "Ajouter l'ADEME", "ADEME, directeur")
    amendements.juger(magasin, asked.amendement_id, "accepte", "Direction")
    sealed = proces_verbaux.sceller(magasin, close, "racine")
    url = magasin._lecteur.url.render_as_string(hide_password=False)
    version = copie.copier(url, tmp_path / "copie")
    back = f"sqlite:///{tmp_path / 'rendu.sqlite'}"
    copie.remplir(back, tmp_path / "copie", version, "essai")
    store = Base(back)
    assert proces_verbaux.lire(store, close) == sealed
    assert proces_verbaux.tient(sealed, amendements.lister(store, close))
    store.fermer()
