"""The due date of a decision as a file that any calendar opens: a whole day, announced a week before."""

from datetime import date, timedelta

from icalendar import Alarm, Calendar, Event

from ti_dashboard import horloge

GENRE = "text/calendar"
PRODUIT = "-//Tableau de bord Territoires d'industrie//Échéances//FR"
RAPPEL = timedelta(days=-7)


def echeance(numero: int, texte: str, responsable: str, jour: date, seance: str) -> bytes:
    """``numero`` names it: taken twice, it is one entry of the calendar."""
    event = Event()
    event.add("uid", f"decision-{numero}@territoires-d-industrie")
    event.add("dtstamp", horloge.maintenant())
    event.add("dtstart", jour)
    event.add("dtend", jour + timedelta(days=1))
    event.add("summary", f"Échéance : {texte}")
    event.add("description", f"Décision prise en séance « {seance} ». Responsable : {responsable}.")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Échéance dans une semaine : {texte}")
    alarm.add("trigger", RAPPEL)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", PRODUIT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
