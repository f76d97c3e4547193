"""Attached by hand: what no territory held has one, by a gesture with its author, undone the same way."""

from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.conftest import filtres
from tests.depot import (
    AUTEUR,
    LANNION,
    REDON,
    deposer,
    fichier,
    financement,
    interroger,
    laisser_sans_territoire,
    publier,
)
from ti_dashboard import horloge
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import chemins, journal, rattachements
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.dossier.rattachements import Sujet, en_vigueur
from ti_dashboard.errors import DepotRefuse, RattachementIllisible, RattachementRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.servie import lignes
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.origine import origine

ACTE_SEUL = "acte:bpifrance:K"
P3, P4, P5 = "projet:P3", "projet:P4", "projet:P5"


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    laisser_sans_territoire(tmp_path)
    return tmp_path


def _a_rattacher() -> dict[str, object]:
    rows = lignes("a_rattacher", sur="sujets_rattachables", phase=1, jour=horloge.aujourd_hui())
    return {Sujet(1, r["projet_id"], r["operateur_id"], r["reference"]).ecrire(): r for r in rows}


def _figer(jour: date | None = None) -> None:
    atelier.arreter(jour or horloge.aujourd_hui(), "Comité d'essai", AUTEUR)


def _montants() -> dict[str, tuple[object, str]]:
    """Reference → territory and how it was attached, at the last arrêté."""
    rows = interroger(
        "SELECT reference, e.territoire_id, rattachement_dit FROM etat_flux e JOIN flux USING (livraison_id, ligne) "
        "WHERE arrete_id = (SELECT max(arrete_id) FROM arrete)"
    )
    return {reference: (territory, told) for reference, territory, told in rows}


def test_what_no_territory_holds_is_listed_with_what_the_file_said_and_its_money(base):
    found = _a_rattacher()
    assert list(found) == [P5, P4, P3, ACTE_SEUL]
    assert found[P3]["lieu_dit"] is None
    assert found[P4]["lieu_dit"].startswith("commune 99999 : ")
    assert [found[s]["engage"] for s in found] == [Decimal(30), Decimal(20), Decimal(10), Decimal(5)]
    assert found[ACTE_SEUL]["intitule"] == "Bpifrance, K"


def test_a_project_attached_by_hand_carries_its_money_and_an_act_is_attached_alone(base):
    atelier.rattacher(LANNION, [P4, P5], AUTEUR, "adresse du four")
    atelier.rattacher(REDON, [ACTE_SEUL], AUTEUR)
    assert list(_a_rattacher()) == [P5, P4, P3, ACTE_SEUL], "nothing changes before publishing"
    publier()
    assert list(_a_rattacher()) == [P3]
    _figer()
    today = horloge.aujourd_hui().strftime("%d/%m/%Y")
    found, by_hand = _montants(), f"à la main par {AUTEUR}, le {today}"
    assert found["I"] == found["J"] == (LANNION, f"avec son projet, {by_hand} (adresse du four)")
    assert found["K"] == (REDON, by_hand)
    assert found["A"] == (LANNION, "avec son projet, par le code du territoire")
    assert found["H"] == (None, "non rattaché : aucun lieu n'est dit")
    assert interroger(
        "SELECT projet_id, territoire_id, code_region, rattachement_dit FROM etat_projet "
        "WHERE projet_id IN ('P3', 'P4') AND arrete_id = (SELECT max(arrete_id) FROM arrete) ORDER BY ALL"
    ) == [
        ("P3", None, None, "non rattaché : aucun lieu n'est dit"),
        ("P4", LANNION, "53", f"{by_hand} (adresse du four)"),
    ]


def test_the_lines_behind_a_figure_each_say_how_they_came_to_their_territory(base):
    deposer(fichier(base, "projets", [{"projet_id": "P6", "intitule": "Halle", "code_commune": "22113"}]))
    deposer(
        fichier(base, "financements", [financement("L", "40", "P6"), financement("M", "50", "", code_commune="22113")])
    )
    atelier.rattacher(REDON, [P4], AUTEUR)
    publier()
    _figer()
    by_hand = f"à la main par {AUTEUR}, le {horloge.aujourd_hui():%d/%m/%Y}"
    with closing(ouvrir(chemins.publications(), lire_pointeur(chemins.publications()))) as served:
        choix = filtres(horloge.aujourd_hui(), 1)
        money, projects, territories = (
            {row[key]: row["rattachement_dit"] for row in origine(served, Chiffre(name), choix).lignes}
            for name, key in (
                ("montant_engage", "reference"),
                ("nb_projets", "projet_id"),
                ("nb_territoires", "territoire"),
            )
        )
    assert (money["M"], money["L"]) == (
        "par la commune 22113 (Lannion)",
        "avec son projet, par la commune 22113 (Lannion)",
    )
    assert (projects["P6"], projects["P4"]) == ("par la commune 22113 (Lannion)", by_hand)
    assert projects["P1"] == "par le code du territoire"
    assert projects["P5"].startswith("non rattaché : commune 99999 : ")
    assert set(territories.values()) == {None}, "no line tells the state of these territories"


def test_it_is_undone_the_same_way_and_both_gestures_say_who(base):
    atelier.rattacher(LANNION, [P4, P5], AUTEUR)
    atelier.detacher([P4], "service régional", "mauvaise commune")
    publier()
    assert list(_a_rattacher()) == [P4, P3, ACTE_SEUL]
    told = [(e.geste, e.auteur, e.detail["sujets"]) for e in journal.lire(base) if "sujets" in e.detail]
    assert told == [("rattacher", AUTEUR, [P4, P5]), ("detacher", "service régional", [P4])]
    assert [g.auteur for g in rattachements.lire(base)] == [AUTEUR, "service régional"]
    with pytest.raises(RattachementRefuse, match=r"Pas rattaché à la main : projet:P4\."):
        atelier.detacher([P4, P5], AUTEUR)
    atelier.detacher([P5], AUTEUR)
    assert en_vigueur(rattachements.lire(base)) == {}


def test_the_last_gesture_decides_the_territory(base):
    atelier.rattacher(LANNION, [P3], AUTEUR)
    atelier.rattacher(REDON, [P3], AUTEUR)
    publier()
    _figer()
    assert _montants()["H"][0] == REDON


def test_an_arrete_already_frozen_and_its_seal_do_not_move(base):
    _figer()
    before = interroger("SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY ALL")
    done = atelier.rattacher(LANNION, [P3, ACTE_SEUL], AUTEUR)
    assert done.date_connaissance == horloge.aujourd_hui() + timedelta(days=1)
    atelier.construire(None, AUTEUR)
    assert interroger("SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY ALL") == before
    assert _montants()["H"][0] is None
    atelier.construire(None, AUTEUR, refonder=True)
    assert interroger("SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY ALL") == before


def test_it_survives_a_rebuild_and_a_new_delivery_of_the_same_lines(base):
    atelier.rattacher(LANNION, [P4, ACTE_SEUL], AUTEUR)
    publier()
    deposer(fichier(base, "projets", [{"projet_id": "P4", "intitule": "Four électrique", "code_commune": "99999"}]))
    deposer(fichier(base, "financements", [financement("I", "25", "P4"), financement("K", "7", "")]))
    publier()
    atelier.construire(None, AUTEUR, refonder=True)
    assert list(_a_rattacher()) == [P5, P3]
    _figer()
    assert [_montants()[reference][0] for reference in ("I", "K")] == [LANNION, LANNION]
    assert interroger("SELECT sum(montant_eur) FROM flux WHERE reference IN ('I', 'K')") == [(Decimal(32),)]


def test_a_sender_who_then_says_another_territory_changes_nothing_until_it_is_undone(base):
    atelier.rattacher(LANNION, [P4], AUTEUR)
    publier()
    deposer(fichier(base, "projets", [{"projet_id": "P4", "intitule": "Four", "territoire_id": REDON}]))
    publier()
    said = {
        r["projet_id"]: r["territoire_id"] for r in lignes("sujets_rattachables", phase=1, jour=horloge.aujourd_hui())
    }
    assert said["P4"] == REDON
    _figer()
    assert _montants()["I"][0] == LANNION
    atelier.detacher([P4], AUTEUR)
    publier()
    assert P4 not in _a_rattacher()


def test_only_what_has_no_territory_can_be_attached_and_only_to_the_programme(base):
    with pytest.raises(
        RattachementRefuse, match=r"Ni sans territoire .*, ni rattaché à la main : projet:P1, projet:X\."
    ):
        atelier.rattacher(LANNION, ["projet:P1", P3, "projet:X"], AUTEUR)
    with pytest.raises(RattachementRefuse, match="ti-5313 n'est pas un territoire du programme en phase 1"):
        atelier.rattacher("ti-5313", [P3], AUTEUR)
    with pytest.raises(RattachementRefuse, match=r"Ni sans territoire"):
        atelier.rattacher(LANNION, [P3], AUTEUR, phase=2)
    with pytest.raises(RattachementRefuse, match="Dites quoi"):
        atelier.rattacher(LANNION, [], AUTEUR)
    assert rattachements.lire(base) == ()
    with pytest.raises(DepotRefuse, match="Rien de neuf à publier : ni dépôt ni rattachement n'attend"):
        publier()


def test_a_place_in_a_territory_that_is_not_of_the_programme_today_is_to_be_attached_and_says_why(base):
    deposer(fichier(base, "projets", [{"projet_id": "P7", "intitule": "Quai", "code_commune": "29019"}]))
    publier()
    assert _a_rattacher()["projet:P7"]["lieu_dit"] == (
        "commune 29019 (Brest) : dans un territoire qui n'est pas du programme à cette date"
    )
    with pytest.raises(RattachementRefuse, match="ti-5313 n'est pas un territoire du programme"):
        atelier.rattacher("ti-5313", ["projet:P7"], AUTEUR)


def test_going_back_leaves_what_was_attached_since_waiting_and_says_so(base, capsys):
    atelier.rattacher(LANNION, [P3], AUTEUR)
    publier()
    assert main(["revenir"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "1 rattachement fait ou défait à la main attend d'être publié de nouveau : défaites-le au besoin." in told
    assert P3 in _a_rattacher() and len(rattachements.lire(base)) == 1
    publier()
    assert P3 not in _a_rattacher()


def test_a_gesture_lost_from_the_disk_is_said_and_nothing_is_published_without_it(base):
    for sujet in (P3, P4):
        atelier.rattacher(LANNION, [sujet], AUTEUR)
    publier()
    folder = rattachements.dossier(base)
    (folder / "000001.json").rename(folder / "ailleurs.json")
    with pytest.raises(RattachementIllisible, match=r"Le fichier 000001\.json .* ne se lit plus \(il manque\)"):
        atelier.construire(None, AUTEUR)
    (folder / "ailleurs.json").rename(folder / "000001.json")
    (folder / "000002.json").unlink()
    with pytest.raises(
        RattachementIllisible, match=r"1\xa0rattachement fait à la main et publié n'est plus sur le disque"
    ):
        atelier.construire(None, AUTEUR, refonder=True)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"numero": 1}', b"\xff"])
def test_a_gesture_that_does_not_read_is_named(base, content):
    atelier.rattacher(LANNION, [P3], AUTEUR)
    (rattachements.dossier(base) / "000001.json").write_bytes(content)
    with pytest.raises(RattachementIllisible, match=r"000001\.json d'un rattachement fait à la main ne se lit plus"):
        atelier.construire(None, AUTEUR)
