"""The date of an arrêté, everyone's default for ever: an unlikely one is frozen by who spells it out, or not at all."""

import re
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.depot import AUTEUR, fonder
from ti_dashboard import horloge
from ti_dashboard.__main__ import main
from ti_dashboard.dossier import arretes
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.errors import DepotRefuse, ReferentielInvalide
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.publier.referentiels import verifier
from ti_dashboard.langue.formats import jour_en_lettres

CLOTURE = date(2026, 11, 26)
LOIN, PRES = date(2027, 5, 27), date(2027, 2, 26)


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 26, 12, tzinfo=UTC))
    return tmp_path


def _arreter(day: date, epelee: str | None = None) -> None:
    atelier.arreter(day, "Comité d'essai", AUTEUR, CLOTURE, epelee=epelee)


def test_a_date_far_from_its_closing_is_frozen_only_by_who_spells_it(base):
    with pytest.raises(DepotRefuse, match=r"27/05/2027, est à 182.jours de sa clôture.*en toutes lettres"):
        _arreter(LOIN)
    for other in ("27 mai 2026", "27/05/2027", "oui", "28 mai 2027", " "):
        with pytest.raises(DepotRefuse, match="rien n'est figé"):
            _arreter(LOIN, other)
    assert arretes.lire(base) == ()
    assert atelier.projeter(LOIN, "Comité d'essai", AUTEUR, CLOTURE).a_epeler
    _arreter(LOIN, "27  Mai 2027")
    assert [a.arrete_id for a in arretes.lire(base)] == [LOIN]


def test_a_date_near_its_closing_needs_no_word_and_a_wrong_word_is_refused_all_the_same(base):
    assert atelier.projeter(PRES, "Comité d'essai", AUTEUR, CLOTURE).a_epeler is None
    with pytest.raises(DepotRefuse, match="n'est pas la date de l'arrêté"):
        _arreter(PRES, "26 février 2026")
    _arreter(PRES, "26 fevrier 2027")
    assert [a.arrete_id for a in arretes.lire(base)] == [PRES]


def test_no_word_makes_an_arrete_of_2091(base):
    for gesture in (atelier.projeter, atelier.arreter):
        with pytest.raises(DepotRefuse, match="est dans plus d'un an"):
            gesture(date(2091, 5, 27), "Comité d'essai", AUTEUR, CLOTURE)
    with pytest.raises(DepotRefuse, match="est dans plus d'un an"):
        _arreter(date(2091, 5, 27), "27 mai 2091")


def test_a_clock_that_says_2091_is_doubted_before_it_dates_an_arrete(base, monkeypatch):
    """The date, its closing and « today » agree with one another: only what was published tells."""
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2091, 5, 27, 12, tzinfo=UTC))
    day = date(2091, 5, 27)
    with pytest.raises(DepotRefuse, match=r"l'horloge de cette machine dit le 27/05/2091 : est-elle à l'heure"):
        atelier.arreter(day, "Comité d'essai", AUTEUR)
    assert arretes.lire(base) == ()


def test_the_verb_asks_for_the_words_and_takes_them(base, capsys):
    asked = ["arreter", "27/05/2027", "--libelle=Comité", "--cloture=26/11/2026", "--oui"]
    assert main([*asked, "--essai"]) == 0 and "à écrire en toutes lettres" in capsys.readouterr().out
    assert main(asked) == 1 and arretes.lire(base) == ()
    assert "--en-toutes-lettres" in capsys.readouterr().out
    assert main([*asked, "--en-toutes-lettres=27 mai 2027"]) == 0
    assert [a.arrete_id for a in arretes.lire(base)] == [LOIN]


@pytest.mark.parametrize(("row", "said"), [
    ("2091-05-27;2091-05-27", "la clôture est à venir"),
    ("2091-05-27;2025-05-27", r"le comité est à 24.106.jours de sa clôture"),
    ("2025-06-27;2025-06-28", "la clôture est après le comité"),
    ("2025-06-27;1925-06-27", "la clôture précède le programme"),
    ("2025-05-32;2025-05-27", "date_copil = « 2025-05-32 » n'est pas une date"),
])  # fmt: skip
def test_a_committee_of_the_sources_is_held_to_the_same(tmp_path, row, said):
    folder = shutil.copytree(REFERENTIELS, tmp_path / "referentiels")
    day, _, closing = row.partition(";")
    with (folder / "copil.csv").open("a", encoding="utf-8") as file:
        file.write(f"{day};Comité;;{closing};2;compte rendu\n")
    with pytest.raises(ReferentielInvalide, match=rf"copil\.csv, ligne [0-9]+ : {said}"):
        verifier(folder)


def test_every_day_has_its_own_words():
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(731)]
    words = [jour_en_lettres(day) for day in days]
    assert len(set(words)) == len(days) and words[0] == "1er\u00a0janvier\u00a02024"
    assert all(re.fullmatch(r"[0-9]{1,2}(er)?.[a-zéû]+.[0-9]{4}", w) for w in words)
