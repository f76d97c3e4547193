"""One act counts once: small real inputs that counted twice, or entered in silence, with the value that is right."""

import atexit
import shutil
import tempfile
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.depot import AUTEUR, accepter, deposer, interroger, verifier
from ti_dashboard.dossier import depots
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.edition import matiere
from ti_dashboard.ingest.publier.matiere import lire_matiere
from ti_dashboard.ingest.registre.arbitrage import Arbitre
from ti_dashboard.ingest.registre.ecarts import Connu

PETITS = Path(__file__).parents[1] / "donnees" / "petits" / "registre"
RECU, DEPUIS = date(2026, 11, 20), date(2026, 11, 24)


@cache
def _fonde() -> Path:
    """The perimeter, two projects and one engagement of 100,000 €, accepted and not published."""
    base = Path(tempfile.mkdtemp(prefix="registre-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        for name in ("perimetre", "projets", "01_engage"):
            deposer(PETITS / f"{name}.csv", date_reception=RECU)
    return base


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    return shutil.copytree(_fonde(), tmp_path, dirs_exist_ok=True)


def registre() -> list[dict[str, object]]:
    """Rows of money that the next publication will hold."""
    sheets = lire_matiere(matiere())
    known = Connu(Arbitre.de(sheets)).apprendre(sheets)
    return [row for _, written, _ in known for s in written if s.nature == "financements" for _, row in s.lignes]


def total() -> Decimal:
    return sum((row["montant"] for row in registre()), Decimal(0))


@pytest.mark.parametrize(
    ("nom", "attendu", "dit"),
    [
        ("01b_date_corrigee.csv", 100_000, "1\xa0acte déjà connu est corrigé, le montant ne change pas"),
        ("01e_projet_rattache.csv", 100_000, "« BPI-001 » (projet)"),
        ("02a_zwsp_reference.csv", 100_000, "BPI-001\\u200b"),
        ("02b_softhyphen.csv", 100_000, "BPI\\u00ad-001"),
        ("02c_bom_dans_case.csv", 100_000, "\\ufeffBPI-001"),
        ("02e_minuscules.csv", 100_000, "« bpi-001 » lu « BPI-001 »"),
        ("02f_tiret_insecable.csv", 100_000, "BPI‑001"),
        ("02g_espace_fine.csv", 100_000, "BPI-001"),
        ("02i_em_space.csv", 100_000, "BPI-001\\u2003"),
        ("03b_projet_minuscule.csv", 200_000, "« p1 » lu « P1 »"),
        ("03d_projet_declare_minuscule.csv", 100_000, "« p1 » lu « P1 »"),
        ("17_montant_revise.csv", 120_000, ""),
    ],
)  # fmt: skip
def test_a_spelling_or_one_attribute_makes_no_second_act_and_is_said(base, nom, attendu, dit):
    depot = verifier(PETITS / nom, date_reception=DEPUIS)
    assert depot.questions == () and dit in " ".join(depot.avis)
    accepter(depot)
    assert total() == attendu
    assert {row["projet_id"] for row in registre()} <= {"P1", "P2"}


def test_a_corrected_attribute_moves_the_money_with_its_event(base):
    deposer(PETITS / "01e_projet_rattache.csv", date_reception=DEPUIS)
    assert [(r["projet_id"], r["montant"], r["cause"]) for r in registre()] == [
        ("P1", 100_000, "initial"), ("P2", 100_000, "correction"), ("P1", -100_000, "correction"),
    ]  # fmt: skip


@pytest.mark.parametrize("emetteur", ["Bpi France", "BPIFRANCE", "  bpifrance ", "Bpifrance Financement"])
def test_a_sender_is_one_however_it_is_written(base, emetteur):
    depot = verifier(PETITS / "02k_emetteur_ecrit_autrement.csv", date_reception=DEPUIS, emetteur=emetteur)
    assert depot.emetteur == "Bpifrance"
    accepter(depot)
    assert total() == 110_000


def test_an_unknown_sender_is_refused_with_the_closest_known_one(base):
    with pytest.raises(DepotRefuse, match=r"« Bpi Franse » n'est pas connu\. Vouliez-vous dire « Bpifrance »"):
        verifier(PETITS / "17_montant_revise.csv", emetteur="Bpi Franse", nouvel_emetteur=False)


def test_the_same_bytes_are_refused_whoever_sends_them_unless_a_reason_is_kept(base):
    again = verifier(PETITS / "01_engage.csv", date_reception=DEPUIS, emetteur="Apec")
    with pytest.raises(DepotRefuse, match="a déjà été accepté, octet pour octet, dans le dépôt"):
        accepter(again)
    kept = accepter(again, motif="Renvoyé par l'Apec pour confirmation")
    assert depots.lire(depots.dossier() / kept.depot_id / depots.FICHE).motif_reprise.startswith("Renvoyé")
    assert total() == 100_000, "the same act of the same funder counts once, whoever says it"


@pytest.mark.parametrize(
    ("nom", "genre", "valeurs"),
    [
        ("04_meme_reference_deux_fois.csv", "ligne_repetee", {"derniere": 101_000, "toutes": 102_000}),
        ("04b_meme_reference_deux_montants.csv", "ligne_repetee",
         {"derniere": 102_500, "premiere": 101_000, "toutes": 103_500}),
        ("02h_nfd.csv", "ligne_repetee", {"derniere": 200_000, "toutes": 300_000}),
        ("07_montant_est_un_identifiant.csv", "montant_douteux", {"ecarter": 100_000, "juste": 6_000_106_397}),
        ("08_net_negatif.csv", "montant_douteux", {"ecarter": 100_000, "juste": -150_000}),
        ("08b_net_negatif_sans_projet.csv", "montant_douteux", {"ecarter": 220_000, "juste": -30_000}),
    ],
)  # fmt: skip
def test_what_only_a_person_can_say_is_asked_with_its_lines(base, nom, genre, valeurs):
    depot = verifier(PETITS / nom, date_reception=DEPUIS)
    assert [q.genre for q in depot.questions] == [genre]
    assert all(nom in line and "ligne " in line for line in depot.questions[0].lignes)
    with pytest.raises(DepotRefuse, match="question attend une réponse"):
        atelier.accepter(depot.depot_id, AUTEUR)
    for choice, expected in valeurs.items():
        accepted = accepter(verifier(PETITS / nom, date_reception=DEPUIS), reponses={genre: choice})
        assert total() == expected, choice
        atelier.ecarter(accepted.depot_id, AUTEUR)
        shutil.rmtree(depots.dossier() / accepted.depot_id)


def test_a_project_declared_twice_in_two_territories_is_a_question_naming_both_lines(base, tmp_path):
    path = tmp_path / "deux.csv"
    header, *rows = (PETITS / "projets.csv").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, rows[0], rows[0].replace("ti-8402", "ti-5304")]) + "\n", encoding="utf-8")
    (question,) = verifier(path, date_reception=DEPUIS).questions
    assert question.genre == "declare_deux_fois"
    assert [line.partition(" : ")[0] for line in question.lignes] == ["deux.csv, ligne 2", "deux.csv, ligne 3"]
    assert "territoire_id « ti-8402 »" in question.lignes[0]


def test_an_older_word_deposited_last_says_what_it_will_not_change(base):
    deposer(PETITS / "17_montant_revise.csv", date_reception=DEPUIS)
    late = verifier(PETITS / "02k_emetteur_ecrit_autrement.csv", date_reception=date(2026, 11, 22))
    assert any(
        "avant un fichier déjà connu, reçu le 24/11/2026" in a and "1\xa0ligne ne change rien" in a for a in late.avis
    )
    accepter(late)
    assert total() == 120_000


def test_what_was_between_two_words_is_not_set_aside_when_they_would_count_twice(base, tmp_path):
    """Without the word that moved the act, nobody said that its first word and its last one are one act."""
    between = deposer(PETITS / "01b_date_corrigee.csv", date_reception=date(2026, 11, 22))
    path = tmp_path / "suite.csv"
    text = (PETITS / "01b_date_corrigee.csv").read_text(encoding="utf-8")
    path.write_text(text.replace(";P1;", ";P2;").replace("100000", "120000"), encoding="utf-8")
    deposer(path, date_reception=DEPUIS, reponses={"meme_acte": "meme"})
    assert total() == 120_000
    with pytest.raises(DepotRefuse, match="la date, le projet et le montant changent") as refused:
        atelier.ecarter(between.depot_id, AUTEUR)
    assert "Déposez plutôt" in str(refused.value) and total() == 120_000


def test_two_words_of_one_day_are_asked_which_came_last(base):
    deposer(PETITS / "17_montant_revise.csv", date_reception=DEPUIS)
    other = verifier(PETITS / "02k_emetteur_ecrit_autrement.csv", date_reception=DEPUIS)
    assert [q.genre for q in other.questions] == ["meme_jour"]
    before = next(c.code for c in other.questions[0].choix if c.code != "dernier")
    accepter(other, reponses={"meme_jour": before})
    assert total() == 120_000


def test_two_bodies_behind_one_funder_have_each_their_own_reference(base, tmp_path):
    header = (
        "reference;phase;operateur_id;financeur_dit;instrument_id;type_montant;nature_aide;montant;date_effet;cause"
    )
    line = "12;2;collectivites;Ville de {};{};engage;subvention;{};15/03/2024;initial"
    instrument = "aides-collectivites"
    for k, (town, amount) in enumerate([("Lannion", 1000), ("Redon", 2500), ("LANNION", 1000)]):
        path = tmp_path / f"ville{k}.csv"
        path.write_text(f"{header}\n{line.format(town, instrument, amount)}\n", encoding="utf-8")
        depot = verifier(path, date_reception=DEPUIS.replace(day=21 + k), emetteur="Opérateur d'essai")
        assert depot.questions == () and depot.est_sans_faute, [c.en_phrase() for c in depot.constats]
        accepter(depot)
    assert total() == 103_500


def test_rows_kept_by_an_earlier_version_enter_beside_those_of_today(base):
    old = next(p for p in depots.dossier().glob("*/feuille-1.parquet") if "montant" in pq.read_schema(p).names)
    kept = pq.read_table(old).drop_columns(["financeur_dit", "statut_dit", "rattachement", "lieu_dit"])
    pq.write_table(kept, old)
    deposer(PETITS / "18_acte_2026.csv", date_reception=DEPUIS)
    atelier.publier(AUTEUR)
    assert interroger("SELECT reference, nature_aide, montant_eur FROM flux ORDER BY reference") == [
        ("BPI-001", "subvention", 100_000),
        ("BPI-900", "subvention", 100_000),
    ]
