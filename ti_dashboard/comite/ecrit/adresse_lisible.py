"""A kept address as a document writes it: the one a browser understands, letters and dates as they are read. Pure."""

from urllib.parse import parse_qsl, urlsplit

from ti_dashboard.adresse.comprise import Vocabulaire
from ti_dashboard.adresse.gardee import en_etiquettes

RESERVES = str.maketrans({"%": "%25", "&": "%26", "#": "%23", "+": "%2B", " ": "+"})
"""What would mean something else in a query; the rest stays."""


def lisible(adresse: str, vocabulaire: Vocabulaire) -> str:
    parts = urlsplit(en_etiquettes(adresse, vocabulaire))
    words = "&".join(f"{key.translate(RESERVES)}={word.translate(RESERVES)}" for key, word in parse_qsl(parts.query))
    return parts.path + (f"?{words}" if words else "")
