"""Communes by which a territory is looked for, under the names they have and had."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.ingest.figer.tables import en_table
from ti_dashboard.ingest.publier.referentiels import etat_des_fichiers, verifier

# Kind of another name of a commune → what a search says of it.
_GENRES = {"fusionnee": "ancienne commune", "renommee": "ancien nom", "arrondissement": "arrondissement"}


def communes(dossier: Path = REFERENTIELS) -> pa.Table:
    """Communes by which a territory can be looked for, by the names they had too (« ancien nom → nom d'aujourd'hui »).

    Its own names are in the tables already filled.
    """
    return _communes(dossier, etat_des_fichiers(dossier))


@lru_cache(maxsize=2)
def _communes(dossier: Path, _etat: object) -> pa.Table:
    tables = verifier(dossier)
    members: dict[int, dict[str, str]] = {1: {}, 2: {}}
    for _, r in tables["territoire_groupement"]:
        members[int(r["phase"])][r["siren_membre"]] = r["territoire_id"]
    others = defaultdict(list)
    for _, alias in tables["commune_alias"]:
        others[alias["code_commune"]].append((_GENRES[alias["genre"]], alias["nom"]))
    rows = [
        [phase, found, genre, f"{nom} → {c['nom']}" if nom else c["nom"], c["code_departement"]]
        for _, c in tables["commune"]
        for phase, of in members.items()
        if (found := of.get(c["siren_commune"]) or of.get(c["siren_ept"]) or of.get(c["siren_epci"]))
        for genre, nom in [("commune", ""), *others[c["code_commune"]]]
    ]
    return en_table(["phase", "territoire_id", "genre", "nom", "code_departement"], rows)
