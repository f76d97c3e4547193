"""Before a séance: what it is convened for, who is expected, its documents, the points that are proposed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.magasin import AU_POSTE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces, Personne
from ti_dashboard.errors import AccesRefuse, GesteRefuse, SeanceInconnue
from ti_dashboard.live import (
    attendus,
    comptes,
    convocation,
    etapes,
    journal,
    liste_collee,
    marche,
    pieces,
    points,
    presences,
    seances,
)
from ti_dashboard.live.base import Base
from ti_dashboard.live.liste_collee import attendu_dit
from ti_dashboard.live.prevision import Prevision

COPIL = date(2019, 9, 24)
PREVUE = Prevision(datetime(2026, 12, 3, 14, 30), 90, "Bercy, salle 7")
PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
LECTEUR = Personne("Région Bretagne", frozenset({RoleDAcces.LECTEUR}))


@pytest.fixture
def brouillon(magasin: Base) -> seances.Seance:
    return seances.preparer(magasin, "COPIL", "Direction du programme", COPIL, PREVUE)


@pytest.fixture(autouse=True)
def donnees(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    return tmp_path / "donnees"


def test_a_draft_says_when_and_where_and_its_instants_are_those_of_paris(magasin: Base, brouillon):
    assert (
        brouillon.prevue == PREVUE
        and PREVUE.en_mots() == "3\u00a0décembre\u00a02026 à 14\u00a0h\u00a030, Bercy, salle 7"
    )
    assert PREVUE.debut.astimezone(UTC) == datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
    assert PREVUE.fin.astimezone(UTC) == datetime(2026, 12, 3, 15, 0, tzinfo=UTC)
    assert Prevision().en_mots() == "" and Prevision(lieu="Bercy").en_mots() == "Bercy" and Prevision().debut is None


def test_what_it_is_convened_for_changes_until_it_is_closed_and_the_journal_keeps_what_was_said(magasin, brouillon):
    later = Prevision(datetime(2026, 12, 10, 9, 0), 60, "Ségur")
    assert convocation.convoquer(magasin, brouillon.code, "COPIL de fin d'année", later).prevue == later
    assert seances.lire(magasin, brouillon.code).titre == "COPIL de fin d'année"
    convocation.convoquer(magasin, brouillon.code, "COPIL de fin d'année", later)
    told = [line for line in journal.lire(magasin) if line.geste == "convoquer"]
    assert len(told) == 1 and told[0].detail["avant"]["lieu"] == "Bercy, salle 7"
    marche.commencer(magasin, brouillon.code)
    convocation.convoquer(magasin, brouillon.code, "COPIL", Prevision())
    assert seances.lire(magasin, brouillon.code).prevue_le is None
    marche.clore(magasin, brouillon.code, "Direction")
    with pytest.raises(GesteRefuse, match="close"):
        convocation.convoquer(magasin, brouillon.code, "Autre", later)


@pytest.mark.parametrize(
    ("prevue", "dit"),
    [
        (Prevision(datetime(1999, 1, 1)), "La date prévue va de 2018"),
        (Prevision(minutes=2000), "dure de 0 à"),
        (Prevision(lieu="x" * 3000), "dépasse"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_no_draft_is_made(magasin: Base, prevue, dit):
    with pytest.raises(GesteRefuse, match=dit):
        seances.preparer(magasin, "COPIL", "Direction", COPIL, prevue)
    assert seances.lister(magasin) == []


def test_a_pasted_list_gives_who_is_understood_and_gives_back_the_rest_with_its_reason():
    pasted = (
        "Région Bretagne ; Vice-présidente ; Dir@bretagne.fr\n\nBpifrance\tDirecteur\t\nCGET\n"
        "ANCT ; Chef de projet ; pas un courriel\nBpifrance ; Directeur\na;b;c@d.fr;e\n ; Préfet"
    )
    found = liste_collee.lire(pasted, {("CGET", "Directrice")})
    assert [(a.organisme, a.fonction, a.courriel) for a in found.attendus] == [
        ("Région Bretagne", "Vice-présidente", "dir@bretagne.fr"),
        ("Bpifrance", "Directeur", ""),
    ]
    refused = dict(found.refus)
    assert list(refused) == [
        "CGET",
        "ANCT ; Chef de projet ; pas un courriel",
        "Bpifrance ; Directeur",
        "a;b;c@d.fr;e",
        "; Préfet",
    ]
    assert "adresse électronique" in refused["ANCT ; Chef de projet ; pas un courriel"]
    assert refused["Bpifrance ; Directeur"] == "déjà sur la liste" and "organisme" in refused["; Préfet"]
    with pytest.raises(GesteRefuse, match="plus de 500 lignes"):
        liste_collee.lire("a;b\n" * 501)


def test_who_is_expected_is_kept_without_a_mail_in_the_journal_and_the_mails_are_forgotten(magasin: Base, brouillon):
    code = brouillon.code
    attendus.attendre(magasin, code, [attendu_dit("CGET", "Directrice", "d@cget.fr"), attendu_dit("ANCT", "Préfet")])
    with pytest.raises(GesteRefuse, match="déjà attendu"):
        attendus.attendre(magasin, code, [attendu_dit("Autre", "Élu"), attendu_dit("CGET", "Directrice")])
    first, second = attendus.lister(magasin, code)
    attendus.noter_convies(magasin, code, [first.attendu_id])
    assert [bool(a.convie_le) for a in attendus.lister(magasin, code)] == [True, False]
    assert "d@cget.fr" not in repr(journal.lire(magasin))
    attendus.ne_plus_attendre(magasin, second.attendu_id)
    with pytest.raises(SeanceInconnue, match="plus sur la liste"):
        attendus.ne_plus_attendre(magasin, second.attendu_id)
    closed = marche.clore(magasin, code, "Direction").close_le
    assert attendus.oublier_les_courriels(magasin, closed) == 0
    assert attendus.courriels_perimes(magasin, f"{closed}~") == 1
    assert attendus.oublier_les_courriels(magasin, f"{closed}~") == 1
    assert [(a.organisme, a.courriel) for a in attendus.lister(magasin, code)] == [("CGET", "")]


def test_a_document_is_kept_by_its_content_under_the_name_it_was_sent_with(magasin: Base, brouillon, donnees: Path):
    step = etapes.ajouter(magasin, brouillon.code, "Argent", "", 5, "/financements")
    piece = pieces.joindre(magasin, brouillon.code, "C:\\Dossiers\\Note \u202efdp.PDF", PDF, step.etape_id)
    assert piece.nom == "Note fdp.pdf" and pieces.contenu(piece).read_bytes() == PDF
    assert pieces.contenu(piece) == donnees / "pieces" / piece.sha256
    with pytest.raises(GesteRefuse, match="octet pour octet"):
        pieces.joindre(magasin, brouillon.code, "autre.pdf", PDF, step.etape_id)
    whole = pieces.joindre(magasin, brouillon.code, "autre", PDF)
    assert [p.nom for p in pieces.lister(magasin, brouillon.code)] == ["Note fdp.pdf", "autre.pdf"]
    pieces.retirer(magasin, piece.piece_id)
    assert pieces.retirees(magasin) == {} and pieces.lister(magasin, brouillon.code) == [whole]
    pieces.retirer(magasin, whole.piece_id)
    assert list(pieces.retirees(magasin)) == [donnees / "pieces" / piece.sha256]
    with pytest.raises(SeanceInconnue):
        pieces.retirer(magasin, whole.piece_id)


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"PK\x03\x04 not a pdf", "pas un PDF entier"),
        (b"%PDF-1.7 cut short", "pas un PDF entier"),
        (b"", "pas un PDF entier"),
        (PDF + b"0" * pieces.OCTETS_MAX, "au plus"),
    ],
)
def test_what_is_no_pdf_or_is_too_big_is_refused_and_not_written(magasin, brouillon, donnees: Path, contenu, dit):
    with pytest.raises(GesteRefuse, match=dit):
        pieces.joindre(magasin, brouillon.code, "note.pdf", contenu)
    assert pieces.lister(magasin, brouillon.code) == [] and not (donnees / "pieces").exists()


def test_a_document_that_changed_on_the_disk_or_left_it_is_said(magasin: Base, brouillon):
    piece = pieces.joindre(magasin, brouillon.code, "note.pdf", PDF)
    (pieces.dossier() / piece.sha256).write_bytes(b"x")
    with pytest.raises(GesteRefuse, match="n'est plus celui"):
        pieces.contenu(piece)
    (pieces.dossier() / piece.sha256).unlink()
    with pytest.raises(GesteRefuse, match="ne se lit pas"):
        pieces.contenu(piece)


def test_the_room_reads_a_document_once_the_seance_is_open_and_its_step_reached(magasin: Base, brouillon):
    code = brouillon.code
    step = etapes.ajouter(magasin, code, "Secret", "", 5, "/financements")
    etapes.annoter(magasin, step.etape_id, "", est_sous_embargo=True)
    whole, held = (
        pieces.joindre(magasin, code, "a.pdf", PDF),
        pieces.joindre(magasin, code, "b.pdf", PDF, step.etape_id),
    )

    def seen() -> list[str]:
        seance, agenda = seances.lire(magasin, code), etapes.lister(magasin, code)
        return [p.nom for p in (whole, held) if pieces.est_visible(p, seance, agenda)]

    assert seen() == []
    marche.commencer(magasin, code)
    assert seen() == ["a.pdf"]
    marche.deplacer(magasin, code, "/financements", 1, step.etape_id)
    assert seen() == ["a.pdf", "b.pdf"]
    etapes.retirer(magasin, step.etape_id)
    assert seen() == ["a.pdf"]


def test_a_reader_proposes_a_point_and_reads_what_became_of_it(magasin: Base, brouillon):
    region = magasin.au_nom_de(LECTEUR)
    asked = points.proposer(region, "Friches", "Trois sites attendent", 15, "/territoires?region=53", "Région Bretagne")
    other = points.proposer(region, "Fibre", "Débit", 5, "/projets", "Région Bretagne")
    with pytest.raises(AccesRefuse):
        points.retenir(region, asked.point_id, brouillon.code)
    step = points.retenir(magasin, asked.point_id, brouillon.code)
    assert (step.titre, step.intervenant, step.minutes, step.adresse) == (
        "Friches",
        "Région Bretagne",
        15,
        "/territoires?region=53",
    )
    with pytest.raises(GesteRefuse, match="déjà reçu sa réponse"):
        points.ecarter(magasin, asked.point_id, "Non")
    with pytest.raises(GesteRefuse, match="Il manque la raison"):
        points.ecarter(magasin, other.point_id, " ")
    points.ecarter(magasin, other.point_id, "Au prochain comité")
    read = {p.titre: p for p in points.lister(region)}
    assert read["Friches"].est_retenu and read["Friches"].seance_code == brouillon.code
    assert not read["Fibre"].est_retenu and read["Fibre"].issue == "Au prochain comité"


def test_a_point_is_signed_by_the_function_of_the_account_and_leads_nowhere_else(magasin: Base):
    with magasin.ecrire("accepter_invitation") as ecriture:
        number = comptes.creer(
            ecriture, "a@b.fr", comptes.Droits("Bpifrance", frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())
        )
    account = Personne("Bpifrance", frozenset({RoleDAcces.LECTEUR}), compte_id=number)
    assert points.proposer(magasin.au_nom_de(account), "T", "M", 5, "/", "Menteur").organisme == "Bpifrance"
    for address in ("https://x.fr/", "//x.fr", "projets"):
        with pytest.raises(GesteRefuse, match="n'est pas celle d'une page"):
            points.proposer(magasin.au_nom_de(AU_POSTE), "T", "M", 5, address, "Bpifrance")
    with pytest.raises(GesteRefuse, match="Il manque qui propose"):
        points.proposer(magasin, "T", "M", 5, "/", " ")


def _compte(magasin: Base, fonction: str) -> Base:
    """The store, in the name of a new account."""
    rights = comptes.Droits(fonction, frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())
    with magasin.ecrire("accepter_invitation") as ecriture:
        number = comptes.creer(ecriture, f"{len(fonction)}@b.fr", rights)
    return magasin.au_nom_de(Personne(fonction, frozenset({RoleDAcces.LECTEUR}), compte_id=number))


def test_one_account_does_not_take_the_places_of_all_the_others(magasin: Base, brouillon):
    first, second = (_compte(magasin, name) for name in ("Région Bretagne", "Bpifrance"))
    asked = [points.proposer(first, f"Point {n}", "M", 5, "/", "").point_id for n in range(points.PAR_COMPTE_MAX)]
    before = len(journal.lire(magasin))
    with pytest.raises(GesteRefuse, match="20 points proposés par votre compte attendent déjà une réponse"):
        points.proposer(first, "Encore", "M", 5, "/", "")
    assert len(journal.lire(magasin)) == before
    points.proposer(second, "Le nôtre", "M", 5, "/", "")
    # What was answered leaves its place.
    points.ecarter(magasin, asked[0], "Au prochain comité")
    points.proposer(first, "Encore", "M", 5, "/", "")


@pytest.mark.parametrize("url_vide", ["postgresql"], indirect=True)
def test_two_proposals_of_one_account_at_once_do_not_pass_its_bound(magasin: Base, ouvrir, monkeypatch):
    monkeypatch.setattr(points, "PAR_COMPTE_MAX", 3)
    account = _compte(magasin, "Bpifrance")._personne
    replicas = [magasin.au_nom_de(account), ouvrir().au_nom_de(account)]

    def ask(rank: int) -> bool:
        try:
            points.proposer(replicas[rank % 2], f"Point {rank}", "M", 5, "/", "")
        except GesteRefuse:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(ask, range(16)))
    assert sum(done) == len(points.lister(magasin)) == 3


@pytest.mark.parametrize("url_vide", ["postgresql"], indirect=True)
@pytest.mark.parametrize("quoi", ["attendu", "piece", "etape"])
def test_what_two_replicas_take_away_at_once_is_taken_away_once(magasin: Base, brouillon, monkeypatch, quoi: str):
    """SQLite has one writer; on PostgreSQL the other may write between what this one reads and its lock."""
    attendus.attendre(magasin, brouillon.code, [attendu_dit("DGE", "Cheffe de service", "")])
    (expected,) = attendus.lister(magasin, brouillon.code)
    joined = pieces.joindre(magasin, brouillon.code, "note.pdf", PDF).piece_id
    step = etapes.ajouter(magasin, brouillon.code, "Accueil", "", 5, "/").etape_id
    module, take_away = {
        "attendu": (attendus, lambda: attendus.ne_plus_attendre(magasin, expected.attendu_id)),
        "piece": (pieces, lambda: pieces.retirer(magasin, joined)),
        "etape": (seances, lambda: etapes.retirer(magasin, step)),
    }[quoi]
    really = module.ouverte

    def after_the_other(ecriture, code):
        patch.undo()
        take_away()
        return really(ecriture, code)

    before = len(journal.lire(magasin))
    with monkeypatch.context() as patch:
        patch.setattr(module, "ouverte", after_the_other)
        with pytest.raises(SeanceInconnue, match="n'est plus"):
            take_away()
    assert len(journal.lire(magasin)) == before + 1


def test_nobody_is_there_before_it_opens_and_who_came_is_expected_no_more_however_they_wrote_it(magasin, brouillon):
    said = (("Bpifrance", "Directeur"), ("Région Île-de-France", "Présidente"), ("ANCT", "Préfet"), ("DGE", "Chef"))
    attendus.attendre(magasin, brouillon.code, [attendu_dit(*one) for one in said])
    with pytest.raises(GesteRefuse, match="n'est pas ouverte"):
        presences.arriver(magasin, brouillon.code, "Bpifrance", "Directeur")
    marche.commencer(magasin, brouillon.code)
    for came in (("bpifrance", "DIRECTEUR"), ("ANCT", "Sous-préfet", "Préfet"), ("Ville", "Maire", "DGE (Chef)")):
        presences.arriver(magasin, brouillon.code, *came)
    missing = attendus.manquants(attendus.lister(magasin, brouillon.code), presences.lister(magasin, brouillon.code))
    assert [one.nomme for one in missing] == ["Région Île-de-France (Présidente)"]
