"""Arrêtés: dates within bounds, what is frozen shown first, one frozen by mistake withdrawn, kept and sealed."""

import errno
import json
import os
from contextlib import closing
from datetime import date, timedelta

import pytest

from tests.conftest import A2019
from tests.depot import AUTEUR, deposer, fichier, financement, interroger, publier, verifier
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, disque, journal
from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import ControleEchoue, DepotRefuse, DisqueRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.figer.dits import deja_dits
from ti_dashboard.ingest.publier.construction import Resume, verifier_arretes
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.questions.options import arretes as montres

ERREUR = date(2025, 10, 2)


def _offerts() -> set[date]:
    """What the filter « Arrêté » offers."""
    with closing(ouvrir(chemins.publications(), lire_pointeur(chemins.publications()))) as publication:
        return {a.arrete_id for a in montres(publication)}


@pytest.mark.parametrize(
    ("jour", "cloture", "dit"),
    [
        (date(26, 1, 1), None, "précède le programme, lancé le 22/11/2018"),
        (date(1900, 1, 1), None, "précède le programme"),
        (date(2024, 1, 1), date(1900, 1, 1), "La clôture, 01/01/1900, précède le programme"),
        (horloge.aujourd_hui() + timedelta(days=400), DEBUT_PROGRAMME, "est dans plus d'un an"),
        (date(2018, 12, 1), None, "l'arrêté serait vide"),
    ],
)
def test_a_slip_of_the_fingers_freezes_nothing(base, jour, cloture, dit):
    for gesture in (atelier.projeter, atelier.arreter):
        with pytest.raises(DepotRefuse, match=dit):
            gesture(jour, "Comité d'essai", AUTEUR, cloture)
    assert arretes.lire(base) == () and jour not in _offerts()


@pytest.mark.parametrize("day", [date(26, 1, 1), date(1900, 1, 1)])
def test_a_reception_before_the_programme_is_refused(base, day):
    with pytest.raises(DepotRefuse, match=r"La date de réception.*précède le programme"):
        verifier(fichier(base, "financements", [financement("C", "1")]), date_reception=day)


def test_what_is_shown_before_is_what_is_frozen_and_nothing_else(base):
    seen = atelier.projeter(ERREUR, "Comité d'essai", AUTEUR)
    assert arretes.lire(base) == () and not list(chemins.publications().glob(".*"))
    assert any("Projets 2" in line and "141\u00a0€" in line for line in seen.en_phrases())
    with pytest.raises(DepotRefuse, match="a changé depuis que vous l'avez regardé"):
        atelier.arreter(ERREUR, "Comité d'essai", AUTEUR, vue="0" * 64)
    atelier.arreter(ERREUR, "Comité d'essai", AUTEUR, vue=seen.empreinte)
    (frozen,) = arretes.lire(base)
    assert frozen.empreinte == seen.empreinte


def test_a_withdrawn_arrete_is_kept_sealed_and_shown_nowhere_whatever_is_published_next(base):
    atelier.arreter(ERREUR, "Figé trop tôt", AUTEUR)
    (frozen,) = arretes.lire(base)
    assert ERREUR in _offerts()
    atelier.retirer(ERREUR, "  mauvaise   date ", "secrétariat")
    sealed = json.loads((base / "arretes" / "2025-10-02.json").read_text(encoding="utf-8"))
    assert sealed["empreinte"] == frozen.empreinte
    _nulle_part(frozen)
    deposer(fichier(base, "financements", [financement("C", "10")]))
    publier()
    _nulle_part(frozen)
    (kept,) = arretes.lire(base)
    assert kept.retrait.motif == "mauvaise date"
    told = journal.gestes(journal.lire(base))
    assert [(e.auteur, e.detail["motif"]) for e in told if e.geste == "retirer"] == [("secrétariat", "mauvaise date")]


def _nulle_part(frozen: arretes.ArreteDecide) -> None:
    """Neither offered nor compared; its seal and its reason are in the publication."""
    assert frozen.arrete_id not in _offerts()
    for table in ("arrete", "arrete_empreinte", "etat_territoire", "etat_projet", "etat_flux", "etat_candidature"):
        assert (frozen.arrete_id,) not in interroger(f"SELECT DISTINCT arrete_id FROM {table}")  # noqa: S608
    assert interroger("SELECT empreinte, motif, retire_par FROM arrete_retire") == [
        (frozen.empreinte, "mauvaise date", "secrétariat")
    ]


def test_a_withdrawn_date_is_never_used_again_and_nothing_brings_it_back(base):
    atelier.arreter(ERREUR, "Figé trop tôt", AUTEUR)
    atelier.retirer(ERREUR, "mauvaise date", AUTEUR)
    with pytest.raises(DepotRefuse, match=r"a été retiré le .* \(mauvaise date\)\. Sa date ne sert plus"):
        atelier.arreter(ERREUR, "Encore", AUTEUR)
    with pytest.raises(DepotRefuse, match="a été retiré le"):
        atelier.retirer(ERREUR, "encore", AUTEUR)
    with pytest.raises(DepotRefuse, match=r"montre l'arrêté du 02/10/2025, retiré depuis"):
        atelier.revenir(AUTEUR)
    with pytest.raises(DepotRefuse, match="Rien de neuf à publier"):
        publier()
    atelier.arreter(ERREUR + timedelta(days=1), "Le bon", AUTEUR)
    assert ERREUR + timedelta(days=1) in _offerts()


def test_a_withdrawal_cut_before_its_publication_is_finished_by_the_next_one(base):
    atelier.arreter(ERREUR, "Figé trop tôt", AUTEUR)
    now = arretes.lire(base)[0].arrete_le
    arretes.retirer(base, ERREUR, arretes.Retrait("coupure", AUTEUR, now))
    publier()
    assert ERREUR not in _offerts()


def test_a_publication_that_changes_a_withdrawn_arrete_is_refused(base):
    atelier.arreter(ERREUR, "Figé trop tôt", AUTEUR)
    atelier.retirer(ERREUR, "mauvaise date", AUTEUR)
    served = dict(interroger("SELECT arrete_id::VARCHAR, empreinte FROM arrete_empreinte"))
    forged = Resume(
        chemins.publications() / lire_pointeur(chemins.publications())["publication"],
        0,
        0,
        served,
        {"2025-10-02": "0" * 64},
    )
    with pytest.raises(ControleEchoue, match="l'arrêté du 02/10/2025 changerait"):
        verifier_arretes(forged, deja_dits(chemins.publications(), arretes.lire(base)))


@pytest.mark.parametrize(
    ("jour", "motif", "dit"),
    [
        (A2019, "x", "vient des sources"),
        (date(2024, 1, 1), "x", "Aucun arrêté n'a été figé ici au 01/01/2024"),
        (ERREUR, "  ", "Dites pourquoi"),
    ],
)
def test_what_was_not_frozen_here_is_not_withdrawn(base, jour, motif, dit):
    with pytest.raises(DepotRefuse, match=dit):
        atelier.retirer(jour, motif, AUTEUR)


def test_a_withdrawn_arrete_hinders_neither_a_preview_nor_a_date_already_taken(base):
    """Both are read in a draft that nobody will serve, where nothing is sealed."""
    atelier.arreter(ERREUR, "Figé trop tôt", AUTEUR)
    atelier.retirer(ERREUR, "mauvaise date", AUTEUR)
    other = ERREUR + timedelta(days=1)
    atelier.arreter(other, "Le bon", AUTEUR)
    waiting = verifier(fichier(base, "financements", [financement("C", "10")]))
    assert atelier.apercevoir(waiting.depot_id).feuilles
    with pytest.raises(DepotRefuse, match=rf"L'arrêté du {other:%d/%m/%Y} existe déjà et ne change jamais"):
        atelier.arreter(other, "Encore", AUTEUR)


def test_a_disk_that_fills_up_between_its_two_files_leaves_nothing_of_an_arrete(base, monkeypatch):
    def poser(cible, contenu, poser=disque.poser):
        if cible.name == "2025-10-02.json":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(cible))
        poser(cible, contenu)

    monkeypatch.setattr(disque, "poser", poser)
    with pytest.raises(DisqueRefuse, match=r"2025-10-02\.json ne peut pas être écrit : le disque est plein"):
        atelier.arreter(ERREUR, "Comité d'essai", AUTEUR)
    assert not list(arretes.dossier(base).iterdir())


def test_an_arrete_frozen_but_not_shown_yet_asks_to_be_published(base):
    """Cut between its files and the pointer, or set aside by a return to an earlier publication."""
    atelier.arreter(ERREUR, "Comité d'essai", AUTEUR)
    atelier.revenir(AUTEUR)
    with pytest.raises(DepotRefuse, match=r"du 02/10/2025 est déjà figé, et n'est pas encore affiché : publiez"):
        atelier.arreter(ERREUR, "Comité d'essai", AUTEUR)
    publier()
    assert ERREUR in _offerts()
