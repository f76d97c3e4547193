"""Decisions searched by their words, whatever their accents, and by what each is; the due date of one in a calendar."""

from datetime import date

from icalendar import Calendar

from ti_dashboard.comite.recherche_de_decisions import EN_RETARD, Recherche, chercher, responsables
from ti_dashboard.exports.echeance_en_agenda import echeance
from ti_dashboard.live.decisions import Decision

JOUR = date(2026, 11, 29)


def une(number: int, said: str, owner: str = "", due: date | None = None, **others: str) -> Decision:
    values = {"statut": "ouverte", "genre": "decision"} | others
    return Decision(number, "AAAAAA", said, owner, due, adresse="/", arrete=JOUR, cree_le="2026-01-01", **values)


TOUTES = [
    une(1, "Payer l'été prochain", "ADEME", date(2026, 1, 1)),
    une(2, "Signer en Île-de-France", "Banque des Territoires", date(2027, 1, 1)),
    une(3, "Constat partagé", genre="accord", statut="constatee"),
    une(4, "Payer en Bretagne", "adème", date(2026, 1, 1), statut="tenue"),
]


def trouvees(**asked: str) -> list[int]:
    return [one.decision_id for one in chercher(TOUTES, Recherche(**asked), JOUR, {"AAAAAA": "Comité du printemps"})]


def test_accents_case_and_order_of_the_words_tell_nothing():
    assert trouvees(mots="ETE payer") == [1]
    assert trouvees(mots="ile de france") == [2]
    assert trouvees(mots="ademe") == [1, 4]
    assert trouvees(mots="printemps constat") == [3]
    assert trouvees(mots="absent") == [] and trouvees() == [1, 2, 3, 4]


def test_an_owner_a_kind_and_a_status_narrow_it():
    assert trouvees(responsable="ADEME") == [1, 4]
    assert trouvees(genre="accord") == [3]
    assert trouvees(situation="tenue") == [4]
    assert trouvees(situation=EN_RETARD) == [1]
    assert trouvees(mots="payer", situation="ouverte") == [1]
    assert responsables(TOUTES) == ["ADEME", "Banque des Territoires"]


def test_a_due_date_is_a_whole_day_of_any_calendar_with_its_reminder():
    (event,) = Calendar.from_ical(echeance(7, "Payer, enfin", "ADEME", date(2026, 12, 24), "COPIL")).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 24), date(2026, 12, 25))
    assert event["summary"] == "Échéance : Payer, enfin" and event["uid"].startswith("decision-7@")
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger").days == -7
