"""French values as people and spreadsheets write them → typed values, or a refusal that says how to mend it."""

import re
import unicodedata
from datetime import datetime, time

from ti_dashboard.langue.formats import accord, nombre
from ti_dashboard.langue.nombres import ESPACES

LONGUEUR_TEXTE = 1000

_VRAI, _FAUX = {"oui", "vrai", "true", "1", "o"}, {"non", "faux", "false", "0", "n"}
_INVISIBLES = ("Cc", "Cs", "Co", "Cn")
# Invisible marks of format that change nothing of what is read: U+200B, U+FEFF, U+00AD, U+2060, U+200E…
_FORMAT = "Cf"
# Marks that turn the reading direction over: « 12 345 » can then show as something else.
_SENS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
# Of those, the ones that show « A12 » as « 21A »: an identifier that holds one is no longer what it shows.
_RENVERSENT = frozenset("\u202b\u202d\u202e\u2067\u2068")
_MOINS = "\u2212"
# A reference that a spreadsheet took for a number: « 3,27744E+13 » has lost its last digits.
_EXPOSANT = re.compile(r"[0-9][.,][0-9]+[eE]\+[0-9]{1,3}")
# A number that a spreadsheet or an export opened as one: it lost its zeros, or took a decimal.
_NUMERO = re.compile(r"0*([0-9]+)(?:[.,]0+)?")
# What people write in place of a reference they do not have: every row would then have the same one.
_SANS_NOM = frozenset(
    (
        "idem",
        "avenir",
        "adefinir",
        "acompleter",
        "arenseigner",
        "encours",
        "enattente",
        "tbd",
        "sansreference",
        "sansnumero",
        "xxx",
    )
)
# What a spreadsheet would run: « @SUM(1) », « +cmd|' /C calc'!A0 »; « @CTION EXEMPLE » and « + de 10 » are words.
_FORMULE = re.compile(r"=|[@+-](?=[^ ]*[(|!])")
# What people write in a cell when they do not know; and what may be a zero as well.
_INCONNU = frozenset(
    (
        "nc",
        "nd",
        "noncommunique",
        "noncommuniquee",
        "nonconnu",
        "nonconnue",
        "nondisponible",
        "inconnu",
        "inconnue",
        "nonrenseigne",
        "nonrenseignee",
    )
)
_MOT_LONG = 30
_ZERO_OU_RIEN = frozenset(("neant", "aucun", "aucune", "so", "sansobjet", "na"))
_TIRET = re.compile(r"[\s\u2010-\u2015\u2212_.*?-]*[\u2010-\u2015\u2212_.*?-][\s\u2010-\u2015\u2212_.*?-]*€?\s*")


class ValeurRefusee(ValueError):
    """``constat`` says what is wrong (it follows the value in a sentence), ``remede`` how to mend it."""

    def __init__(self, constat: str, remede: str) -> None:
        self.constat, self.remede = constat, remede
        super().__init__(f"{constat} {remede}".strip())


# A code that a program took for a number before it wrote it.
_FLOTTANT = re.compile(r"([0-9]+)[.,]0+")


def code_ecrit(text: str) -> str:
    """« 1004.0 » and « 1004,00 » are the code 1004, and never 10040."""
    return number[1] if (number := _FLOTTANT.fullmatch(text)) else text


def sans_accent(text: str) -> str:
    """Lower case, without accents: what two spellings of one word have in common."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def mot_cle(text: object) -> str:
    """Key under which headers and labels are compared: letters and digits only."""
    return "".join(c for c in sans_accent(str(text)) if c.isalnum())


def _texte_brut(raw: object) -> str:
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))  # a spreadsheet keeps the reference 12345 as 12345.0
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date().isoformat()
    return str(raw)


def lire_texte(raw: object) -> str:
    text = unicodedata.normalize("NFC", _texte_brut(raw))
    text = ESPACES.sub(" ", text).strip()
    if _FORMULE.match(text):
        raise ValeurRefusee("commence comme une formule de tableur.", "Collez la valeur plutôt que la formule.")
    if not text.isprintable() and any(unicodedata.category(c) in _INVISIBLES or c in _SENS for c in text):
        raise ValeurRefusee("contient un caractère de contrôle invisible.", "Effacez la case et retapez le texte.")
    if len(text) > LONGUEUR_TEXTE:
        raise ValeurRefusee(
            f"fait {accord(len(text), 'caractère')}, {nombre(LONGUEUR_TEXTE)} au plus sont admis.",
            "Raccourcissez le texte.",
        )
    return text


def sans_invisible(text: str) -> str:
    """A number or a date without the marks nobody sees; those that turn the reading over stay, to be refused."""
    if text.isascii():
        return text
    return "".join(c for c in text if unicodedata.category(c) != _FORMAT or c in _RENVERSENT)


def epurer(text: str) -> str:
    """An identifier without what nobody sees: no mark of format, one kind of hyphen, one kind of space, in NFC."""
    if text.isascii():
        return ESPACES.sub(" ", text).strip()
    plain = "".join("-" if c == _MOINS or unicodedata.category(c) == "Pd" else c for c in sans_invisible(text))
    return ESPACES.sub(" ", unicodedata.normalize("NFC", plain)).strip()


def cle_identifiant(text: str) -> str:
    """What the spellings of one identifier have in common: « BPI\u2011001\u200b », « bpi-001 »; « 012 », « 12.0 »."""
    plain = unicodedata.normalize("NFC", epurer(text).casefold())
    return number[1] if (number := _NUMERO.fullmatch(plain)) else plain


def lire_identifiant(raw: object) -> str:
    """A reference, cleaned of what cannot be seen; its case is kept."""
    text = lire_texte(epurer(_texte_brut(raw)))
    if _EXPOSANT.fullmatch(text):
        raise ValeurRefusee(
            "est en notation scientifique et a perdu des chiffres.",
            "Mettez la colonne au format Texte et retapez la référence.",
        )
    if len(text) <= _MOT_LONG and (mot_cle(text) in _SANS_NOM or mot_cle(text) in _ZERO_OU_RIEN):
        raise ValeurRefusee("ne désigne rien.", "Donnez la référence de votre gestion, la même d'un envoi à l'autre.")
    return text


def completer(text: str, forme: str) -> str:
    """« 8419 », « TI 8419 », « ti_8419 » → ti-8419, when ``forme`` is ti-0000; any other text is left to be judged."""
    prefix = forme.rstrip("0")
    match = re.fullmatch(rf"((?:{re.escape(prefix.rstrip('-'))})?)[ _.-]*([0-9]+)", text, re.IGNORECASE)
    if match is None:
        return text
    return prefix + (match[2] if match[1] else match[2].zfill(len(forme) - len(prefix)))


def dit_inconnu(text: str) -> bool:
    """« n.c. », « non communiqué », « - »."""
    return mot_cle(text) in _INCONNU or _TIRET.fullmatch(text) is not None


def veut_dire_inconnu(text: str, genre: str) -> bool:
    """« n.c. », and « - » where no zero could be meant; raises ValeurRefusee where it might be one."""
    if len(text) > _MOT_LONG or any(c.isdigit() for c in text):
        return False
    is_unknown, word = dit_inconnu(text), mot_cle(text)
    if genre in ("number", "integer") and word not in _INCONNU and (is_unknown or word in _ZERO_OU_RIEN):
        raise ValeurRefusee(
            "ne dit pas si la valeur est nulle ou inconnue.",
            "Écrivez 0 s'il n'y a rien, videz la case si la valeur n'est pas connue.",
        )
    return is_unknown


def lire_booleen(raw: object) -> bool:
    word = sans_accent(_texte_brut(raw)).strip()
    if word not in _VRAI | _FAUX:
        raise ValeurRefusee("doit être « oui » ou « non ».", "Écrivez oui ou non.")
    return word in _VRAI
