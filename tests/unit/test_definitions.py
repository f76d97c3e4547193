"""Definitions are dated: no question, selection or text changes without the register saying so, and it only grows."""

import hashlib
import itertools
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outils import definitions_signees
from ti_dashboard import horloge
from ti_dashboard.planche.definitions import anciennes, en_vigueur
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES
from ti_dashboard.programme.indicateurs.regles import Regle
from ti_dashboard.programme.indicateurs.versions import FICHIER, Version, lire, ranger, registre, versions
from ti_dashboard.questions import definitions
from ti_dashboard.questions.poser import fichiers

# What was written the day the register was opened: a line of it is never corrected, a new one says what changed.
OUVERTURE = (73, "271720bb8839edd3b233dfc923b6197695b9c0f9c03db7d22f82abb5a3e46ef1")
RESTE, ENGAGE = CATALOGUE["montant_reste_a_payer"], CATALOGUE["montant_engage"]


def _reecrire(monkeypatch: pytest.MonkeyPatch, question: str, change) -> None:
    said = definitions.texte
    monkeypatch.setattr(definitions, "texte", lambda nom: change(said(nom)) if nom == question else said(nom))


def test_the_register_says_every_definition_and_question_of_the_catalogue_as_they_stand():
    found = definitions.ecarts()
    assert not found, definitions.consigne(found)


def test_a_version_is_numbered_dated_worded_and_signed():
    for known in registre().values():
        assert [v.version for v in known] == list(range(1, len(known) + 1))
        assert all(re.fullmatch(r"[0-9a-f]{64}", v.empreinte) and v.definition and v.formule for v in known)
        assert all(v.depuis is not None for v in known[1:])
        dates = [v.depuis or date.min for v in known]
        assert dates == sorted(set(dates)), known[0].indicateur_id
        for before, after in itertools.pairwise(known):
            assert (before.definition, before.formule) != (after.definition, after.formule)


def test_a_line_of_the_register_never_changes():
    count, expected = OUVERTURE
    lines = FICHIER.read_bytes().splitlines(keepends=True)
    assert hashlib.sha256(b"".join(lines[:count])).hexdigest() == expected
    assert all(line.endswith(b"\n") for line in lines)


def test_what_is_left_to_pay_keeps_the_words_of_its_first_version():
    first, second = versions("montant_reste_a_payer")
    assert RESTE.version == 2 and (second.definition, second.formule) == (RESTE.definition, RESTE.formule)
    assert "mois révolus" in second.definition and "mois révolus" not in first.definition
    assert "L'âge est celui du premier engagement : qui change de classe" in first.definition
    assert first.empreinte != second.empreinte


@pytest.mark.parametrize("question", ["lignes_reste", "dossiers_reste", "financements_reste"])
def test_a_changed_question_is_caught_and_the_message_says_what_to_do(monkeypatch, question):
    _reecrire(monkeypatch, question, lambda sql: f"{sql}\nLIMIT 1")
    found = definitions.ecarts()
    assert found == {"montant_reste_a_payer": "ses questions, ou ce qu'il y retient"}
    said = definitions.consigne(found)
    assert "montant_reste_a_payer" in said and "versions.csv" in said
    assert "VALEUR=change" in said and "VALEUR=inchangee" in said and "pytest" in said


@pytest.mark.parametrize("question", ["lignes_montants", "montants_bilan"])
def test_a_question_of_many_indicators_names_them_all(monkeypatch, question):
    _reecrire(monkeypatch, question, lambda sql: sql.replace("$phase", "1"))
    assert set(definitions.ecarts()) == {i for i, one in CATALOGUE.items() if one.lignes == "lignes_montants"}


def test_every_question_that_gives_a_figure_is_signed():
    signed = {name for key, read in SORTES.items() for name in (key, read.sur, read.bilan)}
    assert {n for n in fichiers() if n.startswith("lignes_") or n.endswith("_bilan")} <= signed | {"depot_bilan"}


def test_comments_and_white_space_do_not_count(monkeypatch):
    signed = definitions.empreinte(RESTE)
    _reecrire(monkeypatch, "dossiers_reste", lambda sql: "/* a\nb */" + sql.replace("\n", "\n\t -- said otherwise\n  "))
    assert definitions.empreinte(RESTE) == signed


def test_the_order_of_the_rows_does_not_count_unless_it_chooses_them():
    read = definitions.lecture(Chiffre("montant_reste_a_payer"))

    def signed(*orders: str) -> set[str]:
        asked = "WITH a AS (SELECT x, row_number() OVER (ORDER BY x) AS n FROM t) SELECT x FROM a"
        return {definitions.signer(RESTE, read, [f"{asked}{order}"]) for order in orders}

    assert len(signed("", " ORDER BY x", " ORDER BY n, x DESC")) == 1
    assert len(signed("", " ORDER BY x LIMIT 1", " ORDER BY n LIMIT 1")) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda sql: sql.replace("'engage'", "'engage '"),
        lambda sql: sql.replace("'engage'", "'en--gage'"),
        lambda sql: sql.replace("<=", "<"),
        lambda sql: sql.replace("min(", "max("),
        lambda sql: sql.replace("AND", "OR"),
    ],
)
def test_what_is_between_quotes_and_every_word_count(monkeypatch, change):
    signed = definitions.empreinte(RESTE)
    _reecrire(monkeypatch, "dossiers_reste", change)
    assert definitions.empreinte(RESTE) != signed


@pytest.mark.parametrize(
    "change",
    [
        {"selection": {"types": ("paye",), "categories": ("etat", "operateur")}},
        {"agregat": "compte"},
        {"sujet": "projet_id"},
        {"numerateur": "est_engage"},
        {"filtres": ("region",)},
        {"regles": (Regle("categorie", ("etat",)),)},
        {"parmi": (Regle("categorie", ("etat",)),)},
        {"lignes": "lignes_reste"},
    ],
)
def test_what_an_indicator_retains_and_how_it_is_added_up_count(change):
    changed = replace(ENGAGE, **change)
    assert definitions.ecart(changed) == "ses questions, ou ce qu'il y retient"


def test_how_the_rows_are_read_and_the_bounds_of_ages_count(monkeypatch):
    signed = definitions.empreinte(RESTE)
    with monkeypatch.context() as other:
        other.setitem(SORTES, "lignes_reste", replace(SORTES["lignes_reste"], valeur="montant_livre"))
        assert definitions.empreinte(RESTE) != signed
    ages = definitions.classes_age.PARAMETRES
    monkeypatch.setitem(ages, "age_mois", [0, 6, 12, 36])
    assert definitions.empreinte(RESTE) != signed
    assert "age_mois" in ages and definitions.ecarts().keys() == {"montant_reste_a_payer"}


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    target = tmp_path / "versions.csv"
    target.write_bytes(FICHIER.read_bytes())
    return target


def _changer(monkeypatch: pytest.MonkeyPatch, **change: object) -> None:
    monkeypatch.setitem(CATALOGUE, "montant_engage", replace(ENGAGE, **change))


def test_make_definitions_numbers_a_new_version_after_what_is_written(monkeypatch, copie, capsys):
    _changer(monkeypatch, definition="Autre chose.", selection={"types": ("paye",), "categories": ("etat",)})
    assert definitions_signees.main(["--valeur", "change"], copie) == 0
    assert copie.read_bytes().startswith(FICHIER.read_bytes())
    *_, last = lire(copie)
    changed = CATALOGUE["montant_engage"]
    assert last == Version(
        "montant_engage", 2, horloge.aujourd_hui(), definitions.empreinte(changed), "Autre chose.", changed.formule
    )
    assert definitions.ecart(changed, (last,)) is None
    assert "montant_engage : version 2" in capsys.readouterr().out


def test_make_definitions_signs_a_version_again_and_keeps_since_when_it_is_in_force(monkeypatch, copie):
    _reecrire(monkeypatch, "lignes_reste", lambda sql: sql + " LIMIT 1000000")
    assert definitions_signees.main(["--valeur", "inchangee"], copie) == 0
    known = ranger(lire(copie))["montant_reste_a_payer"]
    assert definitions.ecart(RESTE, known) is None
    assert [(v.version, v.depuis) for v in known] == [(1, None), (2, date(2026, 11, 26))]


def test_make_definitions_does_not_choose_and_refuses_a_version_without_its_words(monkeypatch, copie, capsys):
    before = copie.read_bytes()
    _changer(monkeypatch, selection={"types": ("paye",), "categories": ("etat",)})
    assert definitions_signees.main([], copie) == 1
    assert "VALEUR=inchangee" in capsys.readouterr().out
    assert definitions_signees.main(["--valeur", "change"], copie) == 1
    assert "dites-y d'abord ce qui change" in capsys.readouterr().out
    assert copie.read_bytes() == before


def test_make_definitions_writes_a_new_indicator_at_its_first_version(monkeypatch, copie):
    monkeypatch.setitem(CATALOGUE, "montant_engage_bis", replace(ENGAGE, indicateur_id="montant_engage_bis"))
    with pytest.raises(LookupError, match="lancez « make definitions »"):
        _ = CATALOGUE["montant_engage_bis"].version
    assert definitions_signees.main([], copie) == 0
    *_, last = lire(copie)
    assert (last.indicateur_id, last.version, last.depuis) == ("montant_engage_bis", 1, horloge.aujourd_hui())


def test_a_version_says_since_when_and_those_of_before_until_when():
    one = Version("x", 1, None, "", "A.", "a")
    two, three = replace(one, version=2, depuis=date(2026, 11, 26)), replace(one, version=3, depuis=date(2028, 3, 1))
    assert en_vigueur(one) == "Version 1, en vigueur depuis le premier arrêté"
    assert en_vigueur(three) == "Version 3, en vigueur pour les arrêtés figés à partir du 01/03/2028"
    assert anciennes((one, two, three)) == [
        ("Version 2, pour les arrêtés figés du 26/11/2026 au 29/02/2028", two),
        ("Version 1, pour les arrêtés figés jusqu'au 25/11/2026", one),
    ]
    assert anciennes((one,)) == []
