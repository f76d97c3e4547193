"""The code of a séance as people write it: in small letters, with blanks, with a letter that no code has."""

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live.seances import ALPHABET, TAILLE_CODE

# More than these are no slip of the hand.
DITES_MAX = 4


def comprendre(dit: str) -> str:
    """The code that is meant. Raises GesteRefuse, saying which letters no code holds, or how many are missing."""
    typed = [one for one in dit.upper() if one.isalnum()]
    if strange := list(dict.fromkeys(one for one in typed if one not in ALPHABET)):
        named = " ni ".join(f"« {one} »" for one in strange[:DITES_MAX])
        raise GesteRefuse(f"Aucun code ne contient {named} : relisez-le, une autre lettre ou un chiffre lui ressemble.")
    if len(typed) != TAILLE_CODE:
        raise GesteRefuse(f"Un code de séance a {TAILLE_CODE} caractères ; celui-ci en a {len(typed)}.")
    return "".join(typed)
