"""What is kept holds codes; a kept address not wholly understood any more is listed as such, and used for nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.app.application import ouvrir, tuile
from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.magasin import base
from ti_dashboard.adresse.comprise import Vocabulaire
from ti_dashboard.adresse.gardee import en_codes, en_etiquettes, incomprise, lire
from ti_dashboard.comite import diffusion
from ti_dashboard.compositions.corrigees import lue
from ti_dashboard.live import corrections, decisions, etapes, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.tables import correction, decision, etape
from ti_dashboard.questions.options import contexte, vocabulaire

LABELS = (
    "/projets?arrete=24%2F09%2F2019&phase=Phase+I+%282018-2022%29&compare=30%2F04%2F2019&operateur=Bpifrance&page=2"
)
CODES = "/projets?arrete=2019-09-24&phase=1&compare=2019-04-30&operateur=bpifrance&page=2"
PERDUE = "/?arrete=24%2F09%2F2019&phase=Phase+I+%282018-2022%29&operateur=Banque+disparue"
DIT = "adresse qui n'est plus comprise : opérateur « Banque disparue »"


@pytest.fixture
def mots(demo) -> Vocabulaire:
    return vocabulaire(demo)


@pytest.fixture
def magasin(donnees_servies, tmp_path, monkeypatch) -> Base:
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seance.sqlite'}")
    return base()


@pytest.fixture
def seance(magasin: Base) -> seances.Seance:
    return seances.ouvrir(magasin, "COPIL", "Direction du programme", A2019)


def sans(mots: Vocabulaire, operateur: str) -> Vocabulaire:
    """The vocabulary of a publication where this operator has left, or has changed its name."""
    others = {code: label for code, label in mots.listes["operateur"].items() if code != operateur}
    return replace(mots, listes={**mots.listes, "operateur": others})


def test_labels_and_codes_are_two_ways_of_writing_one_address(mots):
    assert en_codes(LABELS, mots) == CODES == en_codes(CODES, mots)
    assert en_etiquettes(CODES, mots) == LABELS == en_etiquettes(LABELS, mots)
    assert lire(CODES, mots) == lire(LABELS, mots) and incomprise(CODES, mots) == ""


def test_a_body_that_changes_its_name_keeps_what_was_kept_about_it(mots):
    renamed = replace(
        mots, listes={**mots.listes, "operateur": mots.listes["operateur"] | {"bpifrance": "Bpifrance (2027)"}}
    )
    assert "operateur=Bpifrance+%282027%29" in en_etiquettes(CODES, renamed)
    assert lire(CODES, renamed)[0].operateurs == ("bpifrance",) and incomprise(CODES, renamed) == ""
    assert incomprise(LABELS, sans(mots, "bpifrance")) == "adresse qui n'est plus comprise : opérateur « Bpifrance »"


def test_a_correction_whose_operator_left_takes_the_identity_of_no_other_figure(demo, mots, magasin, seance):
    where = Perimetre("montant_engage", A2019, LABELS, "Phase I · opérateur Bpifrance")
    values = (Decimal(1), Decimal(2))
    one = corrections.proposer(magasin, seance.code, where, values, "Oubli", "Bpifrance")
    here = contexte(demo, filtres(compare=A2019_AVRIL))
    assert lue(here, one)[1].operateurs == ("bpifrance",)
    assert lue(replace(here, vocabulaire=sans(mots, "bpifrance")), one) is None
    elsewhere = replace(one, perimetre=replace(where, chiffre="montant_engage~operateur:bpifrance", adresse="/"))
    assert lue(replace(here, vocabulaire=sans(mots, "bpifrance")), elsewhere) is None


def test_a_correction_not_understood_any_more_is_listed_and_laid_over_nothing(magasin, seance):
    where = Perimetre("montant_engage", A2019, PERDUE, "Phase I · opérateur Banque disparue")
    corrections.proposer(magasin, seance.code, where, (Decimal(1), Decimal(110_200_000)), "Oubli", "Banque")
    app = ouvrir(arrete="24/09/2019")
    assert "corrige" not in tuile(app, "montant_engage") and tuile(app, "montant_engage")["valeur"] == "108,0\u00a0M€"
    assert any(DIT in m.value for m in app.markdown) and not app.exception
    app = ouvrir("donnees", arrete="24/09/2019", volet="Corrections")
    assert not app.exception


def test_a_step_and_a_decision_not_understood_any_more_are_listed(magasin, seance):
    etapes.ajouter(magasin, seance.code, "Les prêts", "", 5, PERDUE)
    decisions.prendre(magasin, seance.code, "Relancer", "CGET", date(2030, 1, 1), adresse=PERDUE, arrete=A2019)
    app = ouvrir("seance", arrete="24/09/2019", animer=seance.cle)
    said = [w.value for w in app.warning]
    assert f"Étape 1, {DIT}." in said and f"Décision « Relancer », {DIT}." in said and not app.exception


def test_a_step_may_be_added_hidden_from_the_room(magasin, seance):
    app = ouvrir("projets", arrete="24/09/2019", animer=seance.cle)
    app.text_input(key="saisie_etape").input("Zircon")
    app.checkbox(key="saisie_embargo").check()
    next(b for b in app.button if b.label == "Ajouter l'étape").click().run()
    (step,) = etapes.lister(magasin, seance.code)
    assert step.est_cachee and not app.checkbox(key="saisie_embargo").value and not app.exception
    assert "Zircon" not in str(diffusion.composer(magasin, seance.code))


def test_what_the_room_keeps_is_written_in_codes(magasin, seance):
    app = ouvrir("projets", arrete="24/09/2019", operateur="Bpifrance", animer=seance.cle)
    app.text_input(key="saisie_etape").input("Les prêts")
    next(b for b in app.button if b.label == "Ajouter l'étape").click().run()
    app.text_area(key="saisie_decision").input("Relancer")
    app.text_input(key="saisie_responsable").input("CGET")
    next(b for b in app.button if b.label == "Enregistrer la décision").click().run()
    app = ouvrir(arrete="24/09/2019", operateur="Bpifrance", animer=seance.cle, chiffre="montant_engage")
    value, why, _ = [t for t in app.text_input if t.key.startswith("corriger_")]
    value.input("110,2 M€")
    why.input("Oubli")
    next(b for b in app.button if b.label == "Corriger").click().run()
    with magasin.lire() as con:
        kept = [con.execute(select(t.c.adresse)).scalar_one() for t in (etape, decision, correction)]
    assert all("arrete=2019-09-24&phase=1&compare=2019-04-30&operateur=bpifrance" in address for address in kept), kept
    shown = ouvrir(arrete="24/09/2019", operateur="Bpifrance")
    assert tuile(shown, "montant_engage")["valeur"] == "110,2\u00a0M€"
    assert "corrige" not in tuile(ouvrir(arrete="24/09/2019"), "montant_engage")
