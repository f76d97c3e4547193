"""Figures, dates and amounts as French readers write them. The only place where a number becomes text.

Spaces are typographic: U+202F between thousands, U+00A0 before a unit. ``None`` is always « inconnu », never 0.
"""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import overload

from ti_dashboard.horloge import PARIS

FINE = "\u202f"
INSECABLE = "\u00a0"
INCONNU = "inconnu"
MONTANT_INCONNU = "montant inconnu"
SANS_OBJET = "sans objet"
MOINS = "\u2212"

Nombre = int | float | Decimal


def _rounded(value: Nombre, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def nombre(value: Nombre | None, decimals: int = 0) -> str:
    """``1234.5`` with one decimal → « 1 234,5 »."""
    if value is None:
        return INCONNU
    rounded = _rounded(value, decimals)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,f}".replace(",", FINE).replace(".", ",").replace("-", MOINS)


def euros(value: Nombre | None) -> str:
    """An amount to the cent, for tables that must reconcile: « 1 234,50 € »."""
    return INCONNU if value is None else f"{nombre(value, 2)}{INSECABLE}€"


def mio(octets: int) -> str:
    """A size on a disk: « 12 Mio », one at least."""
    return f"{nombre(max(1, round(octets / 1024**2)))}{INSECABLE}Mio"


def gio(octets: int) -> str:
    """The size of a disk: « 12,3 Gio »."""
    return f"{nombre(octets / 1024**3, 1)}{INSECABLE}Gio"


def nombre_exact(value: Decimal) -> str:
    """A number with every decimal it has: « 5 002,775 »."""
    digits = value.normalize().as_tuple().exponent
    # An infinity or a « not a number » has a letter for exponent: no delivery may hold one.
    return nombre(value, max(0, -digits) if isinstance(digits, int) else 0)


def euros_exacts(value: Decimal) -> str:
    """An amount with every decimal it has, two at least: « 5 002,775 € »."""
    return euros(value) if value == round(value, 2) else f"{nombre_exact(value)}{INSECABLE}€"


@overload
def montant(value: Nombre, unknown: int) -> str: ...
@overload
def montant(value: Nombre | None, unknown: int) -> str | None: ...
def montant(value: Nombre | None, unknown: int) -> str | None:
    """An amount with the lines that have none: « 1 234,50 € + inconnu », « montant inconnu »; no line at all: None."""
    if value is None:
        return MONTANT_INCONNU if unknown else None
    return plus_inconnu(euros(value)) if unknown else euros(value)


def plus_inconnu(text: str) -> str:
    """What is known of a sum, when a part of it is not: « 3 + inconnu »."""
    return f"{text} + {INCONNU}"


def millions(value: Nombre | None) -> str:
    """An amount in euros as it is said aloud: « 108,0 M€ », « 483 k€ », « 950 € »; ``108e6`` → « 108,0 M€ »."""
    if value is None:
        return INCONNU
    amount = Decimal(str(value))
    if abs(amount) >= 999_500:
        return f"{nombre(amount / 1_000_000, 1)}{INSECABLE}M€"
    if abs(amount) >= 1_000:
        return f"{nombre(amount / 1_000)}{INSECABLE}k€"
    return f"{nombre(amount)}{INSECABLE}€"


def taux(value: Nombre | None, decimals: int = 1) -> str:
    """A rate between 0 and 1: ``0.847`` → « 84,7 % »."""
    return INCONNU if value is None else f"{nombre(Decimal(str(value)) * 100, decimals)}{INSECABLE}%"


def part(over: Nombre | None, under: Nombre | None, decimals: int = 1) -> str:
    """A share of a whole: « 48,7 % »; of nothing, or of a total below zero, there is none: « sans objet »."""
    if over is None or under is None:
        return INCONNU
    return SANS_OBJET if under <= 0 else taux(Decimal(str(over)) / Decimal(str(under)), decimals)


def jour(value: date | None) -> str:
    """« 24/09/2019 »."""
    return INCONNU if value is None else f"{value:%d/%m/%Y}"


_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def jour_en_lettres(value: date) -> str:
    """« 27 mai 2025 », « 1er juin 2025 »: as it is said aloud, and typed by who must mean it."""
    return f"{value.day}{'er' if value.day == 1 else ''}{INSECABLE}{_MOIS[value.month - 1]}{INSECABLE}{value.year}"


def instant(iso: str) -> str:
    """2026-11-22T21:04:10.379+00:00 → 22/11/2026 21:04 UTC."""
    moment = datetime.fromisoformat(iso).astimezone(UTC)
    return f"{jour(moment.date())} {moment:%H:%M} UTC"


def heure(iso: str) -> str:
    """The hour on the wall of a room, in Paris: 2026-11-22T13:04:10.379+00:00 → « 14 h 04 »."""
    moment = datetime.fromisoformat(iso).astimezone(PARIS)
    return f"{moment.hour}{INSECABLE}h{INSECABLE}{moment:%M}"


def jour_et_heure(iso: str) -> str:
    """« 22 novembre 2026 à 14 h 04 », in Paris."""
    return f"{jour_en_lettres(datetime.fromisoformat(iso).astimezone(PARIS).date())} à {heure(iso)}"


def temps_passe(millisecondes: int) -> str:
    """How long a room has spent, to the second: « 1 h 05 min », « 3 min 20 s », « 12 s »."""
    seconds = round(millisecondes / 1000)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if hours:
        return f"{nombre(hours)}{INSECABLE}h{INSECABLE}{minutes:02}{INSECABLE}min"
    if minutes:
        return f"{minutes}{INSECABLE}min" + (f"{INSECABLE}{rest:02}{INSECABLE}s" if rest else "")
    return f"{rest}{INSECABLE}s"


def jours(value: Nombre | None) -> str:
    """A duration: « 1 jour », « 36 jours »; a median may fall between two days: « 36,5 jours »."""
    if value is None:
        return INCONNU
    return f"{nombre(value, 0 if value == int(value) else 1)}{INSECABLE}jour{'' if -2 < value < 2 else 's'}"


def duree(secondes: float) -> str:
    """How long something took or has lasted, in its largest unit: « 12,5 ms », « 3 min », « 2 h », « 36 jours »."""
    if secondes < 1:
        return f"{nombre(secondes * 1000, 1)}{INSECABLE}ms"
    for size, unit in ((86_400, ""), (3_600, "h"), (60, "min")):
        if secondes >= size:
            count = int(secondes // size)
            return f"{nombre(count)}{INSECABLE}{unit}" if unit else jours(count)
    return f"{nombre(secondes, 1)}{INSECABLE}s"


def ecart(value: Nombre | None, text: str) -> str:
    """A signed change; ``text`` is the absolute value already formatted: « + 93 », « − 2 », « = »."""
    if value is None:
        return INCONNU
    if value == 0:
        return "="
    return f"{'+' if value > 0 else MOINS}{INSECABLE}{text}"


def accord(count: Nombre | None, singular: str, plural: str | None = None) -> str:
    """« 1 projet », « 0 projet », « 2 projets »: French plurals start at two."""
    word = singular if count is not None and -2 < count < 2 else (plural or f"{singular}s")
    return f"{nombre(count)}{INSECABLE}{word}"


def selon(count: Nombre, aucun: str, un: str, plusieurs: str) -> str:
    """The sentence that agrees with ``count``, ``{n}`` in place of the number: « aucun reçu », « 2 reçus »."""
    chosen = aucun if count == 0 else un if -2 < count < 2 else plusieurs
    return chosen.replace("{n}", nombre(count))


def enumeration(words: list[str], lien: str = "et") -> str:
    """« a, b et c », « a, b ou c »."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {lien} {words[-1]}" if words else ""


def entre_guillemets(text: str) -> str:
    """A sentence whose guillemets are never left alone at the end of a line."""
    return text.replace("« ", f"«{INSECABLE}").replace(" »", f"{INSECABLE}»")
