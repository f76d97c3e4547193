"""Whether an address is a page of this application: what is kept, or come back to, must lead nowhere else."""

from urllib.parse import urlsplit

TAILLE_MAX = 4_000


def est_interne(adresse: str) -> bool:
    """A path with its query. A browser drops tabs, and reads « \\ » as « / »: « /⇥/x.fr » leads to x.fr."""
    if not adresse.startswith("/") or adresse.startswith("//") or len(adresse) > TAILLE_MAX:
        return False
    if "\\" in adresse or any(ord(letter) < 0x20 or ord(letter) == 0x7F for letter in adresse):
        return False
    try:
        parts = urlsplit(adresse)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
