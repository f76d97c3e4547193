"""Deposits: all or nothing, compared with the ledger, never told twice, kept as received."""

import hashlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import A2019, filtres
from tests.depot import AUTEUR, LANNION, accepter, deposer, fichier, financement, interroger, publier, somme, verifier
from ti_dashboard import horloge
from ti_dashboard.dossier import depots, journal
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import ControleEchoue, DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.connu import registre_connu
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import COMPLEMENT, ETAT_COMPLET, Livraison
from ti_dashboard.magasin.guichet import ouvrir
from ti_dashboard.questions.releve import relever


def test_a_good_file_is_accepted_published_and_leads_back_to_its_bytes(base):
    path = fichier(base, "financements", [financement("C", "1 234,56")])
    depot = deposer(path)
    assert somme() == Decimal("140.50")
    publier()
    assert somme() == Decimal("1375.06")
    ((sha, line),) = interroger(
        "SELECT sha256, ligne FROM flux JOIN livraison USING (livraison_id) WHERE reference = 'C'"
    )
    assert line == 2
    assert (depots.recus() / sha).read_bytes() == path.read_bytes()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == sha == depot.fichiers[0].sha256


def test_one_bad_row_stops_the_whole_file_unless_valid_rows_are_asked_for(base):
    path = fichier(base, "financements", [financement("C", "10"), financement("D", "dix"), financement("E", 5, "P9")])
    depot = verifier(path)
    assert (depot.nb_lignes, depot.nb_valides, depot.nb_rejets) == (3, 1, 2)
    told = " ".join(c.en_phrase() for c in depot.constats)
    assert "financements.csv, ligne 3, colonne montant : « dix »" in told
    assert "ligne 4, colonne projet_id : « P9 » n'est déclaré par aucune livraison. Déposez d'abord" in told
    with pytest.raises(DepotRefuse, match="2\xa0anomalies et rien n'est accepté à moitié"):
        atelier.accepter(depot.depot_id, AUTEUR)
    accepted = atelier.accepter(depot.depot_id, AUTEUR, lignes_valides=True)
    rejects = (depots.dossier() / accepted.depot_id / accepted.feuilles[0].rejets).read_text(encoding="utf-8-sig")
    assert len(rejects.splitlines()) == 3 and "dix" in rejects and "n'est déclaré par aucune livraison" in rejects
    publier()
    assert interroger(
        "SELECT nb_lignes, nb_rejets FROM livraison WHERE fichier = 'financements.csv' AND nb_rejets > 0"
    ) == [(1, 2)]


def test_the_same_file_again_is_refused_and_the_same_rows_again_are_counted_once(base):
    path = fichier(base, "financements", [financement("C", "10")])
    deposer(path)
    with pytest.raises(DepotRefuse, match="a déjà été accepté, octet pour octet, dans le dépôt"):
        deposer(path)
    deposer(fichier(base, "financements", [financement("C", "10"), financement("D", "1")], "suite.csv"))
    publier()
    assert somme() == Decimal("151.50")
    # Of two deposits of one day, either may be read first: their names, drawn from their bytes and that day, say which.
    assert interroger("SELECT sum(nb_deja_connues) FROM livraison") == [(1,)]


def test_a_changed_amount_becomes_a_signed_correction_and_the_first_line_stays(base):
    deposer(fichier(base, "financements", [financement("A", "90,25")]))
    publier()
    assert interroger("SELECT montant_eur, cause FROM flux WHERE reference = 'A' ORDER BY montant_eur DESC") == [
        (Decimal("100.50"), "initial"),
        (Decimal("-10.25"), "correction"),
    ]


def test_an_amount_told_at_last_takes_the_place_of_the_unknown_one(base):
    deposer(fichier(base, "financements", [financement("N", "", "P2")]))
    deposer(fichier(base, "financements", [financement("N", "7", "P2")], "suite.csv"))
    atelier.arreter(horloge.aujourd_hui(), "Comité d'essai", AUTEUR)
    assert interroger(
        "SELECT e.montant_eur FROM etat_flux e JOIN flux f USING (livraison_id, ligne) WHERE f.reference = 'N'"
    ) == [(Decimal("7.00"),)]


def test_a_complete_state_withdraws_what_it_leaves_out_and_only_there(base):
    rows = [financement("A", "100,50")]
    deposer(fichier(base, "financements", rows), mode=ETAT_COMPLET)
    publier()
    assert interroger("SELECT reference, sum(montant_eur) FROM flux GROUP BY 1 ORDER BY 1") == [
        ("A", Decimal("100.50")),
        ("B", Decimal("0.00")),
    ]
    assert interroger(
        "SELECT feuille, nb_lignes, nb_retirees FROM livraison WHERE mode = 'etat_complet' ORDER BY 1"
    ) == [
        ("", 1, 1),
        ("retraits", 0, 0),
    ]


def test_another_sender_s_complete_state_withdraws_nothing_of_ours(base):
    deposer(fichier(base, "financements", [financement("Z", "1")]), mode=ETAT_COMPLET, emetteur="ADEME")
    publier()
    assert somme() == Decimal("141.50")


def test_a_declared_total_that_differs_is_said_with_both_sums(base):
    path = fichier(base, "financements", [financement("C", "10")])
    depot = verifier(path, totaux={"": Decimal("12.00")})
    assert (
        "total de contrôle déclaré 12,00\u00a0€, somme des lignes valides 10,00\u00a0€" in depot.constats[0].en_phrase()
    )
    with pytest.raises(DepotRefuse):
        atelier.accepter(depot.depot_id, AUTEUR)


def test_two_references_for_one_act_and_close_titles_are_shown_as_pairs_and_both_count(base):
    money = fichier(base, "financements", [financement("A-BIS", "100,50")])
    project = fichier(base, "projets", [{"projet_id": "P3", "territoire_id": LANNION, "intitule": "Halle  techniques"}])
    depot = verifier(money, project)
    motifs = [p.motif for p in depot.doublons]
    assert any(m.startswith("Deux références pour un même acte") for m in motifs)
    assert any(m.startswith("Intitulés proches dans le même territoire") for m in motifs)
    atelier.accepter(depot.depot_id, AUTEUR)
    publier()
    assert somme() == Decimal("241.00")


def test_a_project_and_its_money_may_come_in_one_deposit(base):
    depot = deposer(
        fichier(base, "projets", [{"projet_id": "P7", "territoire_id": LANNION, "intitule": "Ligne pilote"}]),
        fichier(base, "financements", [financement("P7-1", "3", "P7")]),
    )
    assert depot.est_sans_faute and depot.nb_valides == 2


def test_the_preview_gives_rows_and_figures_before_and_after_with_causes_that_sum(base):
    path = fichier(base, "financements", [financement("A", "90,50"), financement("C", "30", date_effet="02/01/2026")])
    depot = verifier(path)
    found = atelier.apercevoir(depot.depot_id)
    assert [(r["nb_ajoutees"], r["nb_corrigees"], r["nb_deja_connues"]) for r in found.feuilles] == [(1, 1, 0)]
    engaged = next(c for c in found.changements if c.indicateur_id == "montant_engage" and c.phase == 1)
    assert engaged.apres - engaged.avant == sum(engaged.causes.values()) == Decimal("20.00")
    assert engaged.causes == {"correction": Decimal("-10.00"), "progres_reel": Decimal("30.00")}
    assert somme() == Decimal("140.50"), "a preview publishes nothing"


def test_a_deposit_that_breaks_the_ladder_is_refused_at_the_preview_and_at_publication(base):
    path = fichier(base, "financements", [financement("A", "500", type_montant="paye")])
    depot = verifier(path)
    with pytest.raises(ControleEchoue, match=r"plus de payé que de conventionné.*à ce jour P1 bpifrance"):
        atelier.apercevoir(depot.depot_id)
    atelier.accepter(depot.depot_id, AUTEUR)
    with pytest.raises(ControleEchoue):
        publier()
    assert somme() == Decimal("140.50")
    atelier.ecarter(depot.depot_id, AUTEUR)
    assert depots.acceptes() == [] and [d.depot_id for d in depots.ecartes()] == [depot.depot_id]


def test_what_comes_after_a_closing_waits_and_never_changes_the_arrete(base):
    today = horloge.aujourd_hui()
    atelier.arreter(today, "Comité d'essai", AUTEUR)
    before = interroger("SELECT empreinte FROM arrete_empreinte ORDER BY arrete_id DESC LIMIT 1")
    depot = deposer(fichier(base, "financements", [financement("C", "10")]))
    assert depot.date_connaissance == today + timedelta(days=1)
    publier()
    assert interroger("SELECT empreinte FROM arrete_empreinte ORDER BY arrete_id DESC LIMIT 1") == before
    assert interroger("SELECT count(*) FROM etat_flux GROUP BY arrete_id ORDER BY arrete_id DESC LIMIT 1") == [(2,)]
    with pytest.raises(DepotRefuse, match=r"existe déjà et ne change jamais[\s\S]*Engagé, État et opérateurs"):
        atelier.arreter(today, "Encore", AUTEUR)


def test_a_past_arrete_gives_the_same_figures_to_the_cent_whatever_came_since(base):
    def figures() -> dict:
        pointer = lire_pointeur(base / "publications")
        with closing(ouvrir(base / "publications", pointer)) as publication:
            return relever(publication, filtres(A2019))[A2019]

    before = figures()
    deposer(fichier(base, "financements", [financement("A", "1"), financement("C", "10")]), mode=ETAT_COMPLET)
    publier()
    atelier.arreter(horloge.aujourd_hui(), "Comité d'essai", AUTEUR)
    assert figures() == before


def test_an_arrete_needs_a_name_and_a_closing_that_is_past(base):
    with pytest.raises(DepotRefuse, match="n'a pas de nom"):
        atelier.arreter(horloge.aujourd_hui(), " ", AUTEUR)
    with pytest.raises(DepotRefuse, match="est à venir"):
        atelier.arreter(
            horloge.aujourd_hui() + timedelta(days=2), "X", AUTEUR, cloture=horloge.aujourd_hui() + timedelta(days=1)
        )
    with pytest.raises(DepotRefuse, match="après la date de l'arrêté"):
        atelier.arreter(date(2020, 1, 1), "X", AUTEUR, cloture=date(2020, 1, 2))


def test_going_back_serves_the_previous_figures_and_sets_the_deposit_aside(base):
    depot = deposer(fichier(base, "financements", [financement("C", "10")]))
    publier()
    atelier.revenir(AUTEUR)
    assert somme() == Decimal("140.50")
    assert [d.depot_id for d in depots.ecartes()] == [depot.depot_id]
    with pytest.raises(DepotRefuse, match="Rien de neuf à publier"):
        publier()
    atelier.reprendre(depot.depot_id, AUTEUR)
    publier()
    assert somme() == Decimal("150.50")


def test_a_deposit_read_first_and_accepted_last_changes_nothing_of_what_was_frozen_between(base):
    early = verifier(fichier(base, "financements", [financement("C", "5")], "premier.csv"))
    deposer(fichier(base, "financements", [financement("C", "7")], "second.csv"))
    atelier.arreter(horloge.aujourd_hui(), "Comité d'essai", AUTEUR)
    accepter(early)
    publier()
    assert interroger("SELECT montant_eur FROM flux WHERE reference = 'C' ORDER BY date_connaissance") == [
        (Decimal("7.00"),),
        (Decimal("-2.00"),),
    ]


def test_before_any_publication_the_same_references_are_known_as_after_one(base):
    known = registre_connu(base / "publications", []).connaissances
    assert registre_connu(base / "nulle-part", []).connaissances == replace(known, projets=set(), phases={})


def test_the_journal_tells_every_gesture_and_how_it_ended(base):
    path = fichier(base, "financements", [financement("C", "dix")])
    with pytest.raises(DepotRefuse):
        deposer(path)
    told = [(e.geste, e.issue_dite, e.auteur) for e in journal.gestes(journal.lire(base))]
    assert told == [("deposer", "refusé", AUTEUR), ("construire", "fait", AUTEUR)]


@pytest.mark.parametrize(
    ("autres", "said"),
    [
        ({"emetteur": " "}, "L'émetteur manque"),
        ({"mode": "tout"}, "Le mode « tout » n'existe pas"),
        ({"date_reception": horloge.aujourd_hui() + timedelta(days=1)}, "est dans l'avenir"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_its_reason(base, autres, said):
    with pytest.raises(DepotRefuse, match=said):
        verifier(fichier(base, "financements", [financement("C", "1")]), **autres)


montants = st.decimals(min_value=1, max_value=10**6, places=2)
actes = st.dictionaries(st.sampled_from("ABCDEF"), montants, max_size=6)


def _livraison(rang: int, actes_dits: dict[str, Decimal], mode: str) -> Livraison:
    rows = [
        (i, {"reference": r, "phase": 1, "projet_id": "P1", "territoire_id": None, "operateur_id": "bpifrance",
             "instrument_id": "aides-bpifrance", "type_montant": "engage", "nature_aide": "subvention", "montant": m,
             "date_effet": date(2019, 3, 1), "cause": "initial"})
        for i, (r, m) in enumerate(actes_dits.items(), 2)
    ]  # fmt: skip
    return Livraison(
        "d", "f.csv", "", "financements", "Bpifrance", date(2019, 9, 1), len(rows), None, True, "0", rows, mode,
        rang=rang,
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(actes, st.sampled_from([COMPLEMENT, ETAT_COMPLET])), min_size=1, max_size=5))
def test_after_any_series_of_deliveries_the_ledger_holds_what_was_said_last(series):
    known, ledger, expected = Connu(), [], {}
    for rank, (said, mode) in enumerate(series):
        written, balance = known.confronter(_livraison(rank, said, mode))
        assert balance.nb_ajoutees + balance.nb_corrigees + balance.nb_deja_connues == len(said)
        ledger += [row for sheet in written for _, row in sheet.lignes]
        expected = (expected | said) if mode == COMPLEMENT or not said else dict(said)
    totals = {r: Decimal(0) for r in "ABCDEF"}
    for row in ledger:
        totals[row["reference"]] += row["montant"]
    assert totals == {r: expected.get(r, Decimal(0)) for r in "ABCDEF"}


def test_a_clock_one_year_ahead_takes_no_deposit_away_and_changes_no_rank(base, monkeypatch):
    waiting = verifier(fichier(base, "financements", [financement("A", "90,25")], "attend.csv"))
    with monkeypatch.context() as patch:
        patch.setattr(horloge, "maintenant", lambda: datetime.now(UTC) + timedelta(days=366))
        early = deposer(fichier(base, "financements", [financement("A", "80")], "premier.csv"))
    assert [d.depot_id for d in depots.prepares()] == [waiting.depot_id]
    late = atelier.accepter(waiting.depot_id, AUTEUR)
    assert [d.depot_id for d in depots.acceptes()] == [early.depot_id, late.depot_id]
    assert depots.prepares() == []


def test_only_who_asks_forgets_a_deposit_that_waits_and_the_journal_says_so(base):
    waiting = verifier(fichier(base, "financements", [financement("C", "5")]))
    atelier.oublier(waiting.depot_id, AUTEUR)
    assert depots.prepares() == [] and not list(depots.attente().iterdir())
    assert journal.gestes(journal.lire(base))[0].detail == {"emetteur": "Bpifrance", "fichiers": ["financements.csv"]}
    accepted = deposer(fichier(base, "financements", [financement("C", "5")]))
    for depot_id in (waiting.depot_id, accepted.depot_id, "../" + accepted.depot_id, ""):
        with pytest.raises(DepotRefuse, match="n'est pas en attente"):
            atelier.oublier(depot_id, AUTEUR)
