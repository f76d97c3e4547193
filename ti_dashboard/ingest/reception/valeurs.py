"""French values as people and spreadsheets write them → typed values, or a refusal that says how to mend it."""

import unicodedata
from datetime import datetime, time

from ti_dashboard.formats import accord, nombre
from ti_dashboard.nombres import ESPACES

LONGUEUR_TEXTE = 1000

_VRAI, _FAUX = {"oui", "vrai", "true", "1", "o"}, {"non", "faux", "false", "0", "n"}
_INVISIBLES = ("Cc", "Cs", "Co", "Cn")
# Marks that turn the reading direction over: « 12 345 » can then show as something else.
_SENS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


class ValeurRefusee(ValueError):
    """``constat`` says what is wrong (it follows the value in a sentence), ``remede`` how to mend it."""

    def __init__(self, constat: str, remede: str) -> None:
        self.constat, self.remede = constat, remede
        super().__init__(f"{constat} {remede}".strip())


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
    if text[:1] in ("=", "@", "+", "\t"):
        raise ValeurRefusee("commence comme une formule de tableur.", "Collez la valeur plutôt que la formule.")
    text = ESPACES.sub(" ", text).strip()
    if not text.isprintable() and any(unicodedata.category(c) in _INVISIBLES or c in _SENS for c in text):
        raise ValeurRefusee("contient un caractère de contrôle invisible.", "Effacez la case et retapez le texte.")
    if len(text) > LONGUEUR_TEXTE:
        raise ValeurRefusee(
            f"fait {accord(len(text), 'caractère')}, {nombre(LONGUEUR_TEXTE)} au plus sont admis.",
            "Raccourcissez le texte.",
        )
    return text


def lire_booleen(raw: object) -> bool:
    word = sans_accent(_texte_brut(raw)).strip()
    if word not in _VRAI | _FAUX:
        raise ValeurRefusee("doit être « oui » ou « non ».", "Écrivez oui ou non.")
    return word in _VRAI
