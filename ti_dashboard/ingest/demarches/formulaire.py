"""The form of a démarche against the mapping file: which champs to ask, and which labels the form does not have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ti_dashboard.dossier.chemins import CORRESPONDANCES
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.demarches.nettoyage import NATURE
from ti_dashboard.ingest.reception.correspondances import lire_correspondance
from ti_dashboard.ingest.reception.plans import LecturePrevue
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.langue.formats import enumeration

FICHIER = CORRESPONDANCES / "demarches.toml"
# What the platform says of every file: property of the API → header of its whole export, then of an export model.
SYSTEME = {
    "number": ("ID", "N° dossier"),
    "state": ("État du dossier",),
    "dateDerniereModification": ("Dernière mise à jour le", "Date du dernier évènement"),
    "dateDepot": ("Déposé le", "Date de dépôt"),
    "datePassageEnConstruction": ("Passé en construction le", "Date de passage en construction"),
    "datePassageEnInstruction": ("Passé en instruction le", "Date de passage en instruction"),
    "dateTraitement": ("Traité le", "Date de traitement"),
}
# Champs that name a body by its number: what is read of a repeated block that the mapping names as a whole.
_IDENTIFIANTS = {"EpciChampDescriptor", "SiretChampDescriptor"}
_RESSEMBLANCE = 0.6


def correspondance() -> LecturePrevue:
    """The mapping of the platform, as it is on disk. Raises DepotRefuse naming the key at fault."""
    try:
        mapping = lire_correspondance(FICHIER)
    except FichierRefuse as refusal:
        said = str(refusal)
        raise DepotRefuse(said[:1].upper() + said[1:]) from None
    reading = next(reading for reading in mapping.lectures if reading.nature == NATURE)
    if reading.identifiants or "numero_dossier" not in reading.colonnes:
        raise DepotRefuse(
            "demarches.toml : un dossier a le numéro de la plateforme. Donnez sa seule colonne à numero_dossier, sans "
            "table [identifiants]."
        )
    return reading


def en_tetes(mapping: LecturePrevue) -> list[str]:
    """Every header the mapping speaks of, in its order."""
    composed = (header for headers in mapping.composees.values() for header in headers)
    return list(dict.fromkeys([*mapping.colonnes.values(), *composed, *mapping.filtre]))


def lecture() -> str:
    """The mapping as written, to know when it changed."""
    return FICHIER.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Formulaire:
    """``champs`` and ``annotations``: identifier asked → {identifier of the champ that holds the value → label}.

    The two differ for a repeated block only: the block is asked, some champs of its rows are kept.
    """

    champs: dict[str, dict[str, str]]
    annotations: dict[str, dict[str, str]]
    avis: tuple[str, ...]


def confronter(demarche: Mapping[str, Any], mapping: LecturePrevue) -> Formulaire:
    """What to ask for; labels only are compared, no value is known yet.

    Raises DepotRefuse when the form lacks a label of the mapping: what is not asked would be unknown without a word.
    """
    system = {mot_cle(header) for names in SYSTEME.values() for header in names}
    wanted = {key: header for header in en_tetes(mapping) if (key := mot_cle(header)) not in system}
    kept: dict[str, dict[str, dict[str, str]]] = {"champDescriptors": {}, "annotationDescriptors": {}}
    unknown: dict[str, None] = {}
    for kind, asked in kept.items():
        for revision in demarche["revisions"]:
            for champ in revision[kind]:
                values, others = _lus(champ, wanted)
                unknown |= dict.fromkeys(others)
                if values:
                    asked.setdefault(champ["id"], {}).update(values)
    seen = {mot_cle(label) for asked in kept.values() for values in asked.values() for label in values.values()}
    if missing := [header for key, header in wanted.items() if key not in seen]:
        raise DepotRefuse("\n".join(_manques(demarche.get("number"), missing, list(unknown))))
    return Formulaire(kept["champDescriptors"], kept["annotationDescriptors"], tuple(_avis(list(unknown))))


def _lus(champ: Mapping[str, Any], wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Champs to keep (identifier → label) of one descriptor, and the labels that the mapping does not name."""
    inner = champ.get("champDescriptors")
    if inner is None:
        named = mot_cle(champ["label"]) in wanted
        return ({champ["id"]: champ["label"]}, []) if named else ({}, [champ["label"]])
    if mot_cle(champ["label"]) in wanted:
        bodies = [c for c in inner if c["__typename"] in _IDENTIFIANTS] or inner[:1]
        return {c["id"]: champ["label"] for c in bodies}, [c["label"] for c in inner if c not in bodies]
    kept = [c for c in inner if mot_cle(c["label"]) in wanted]
    others = [c["label"] for c in inner if c not in kept]
    return {c["id"]: c["label"] for c in kept}, others if kept else [champ["label"], *others]


def _manques(numero: object, missing: list[str], unknown: list[str]) -> Iterator[str]:
    yield (
        f"Le formulaire de la démarche {numero} n'a pas {enumeration([cite(m) for m in missing])}, que demarches.toml "
        "nomme. Rien n'est lu ni déposé."
    )
    keys = {mot_cle(label): label for label in unknown}
    for header in missing:
        if near := get_close_matches(mot_cle(header), list(keys), 1, _RESSEMBLANCE):
            yield f"  {cite(header)} ressemble à {cite(keys[near[0]])}, que le formulaire a."
    if unknown:
        yield f"  Libellés du formulaire que demarches.toml ne nomme pas : {enumeration([cite(u) for u in unknown])}."
    yield "Dans data/correspondances/demarches.toml, écrivez ces libellés comme le formulaire, ou ôtez leurs lignes."


def _avis(unknown: list[str]) -> Iterator[str]:
    if unknown:
        yield f"Non repris, absents de data/correspondances/demarches.toml : {enumeration([cite(u) for u in unknown])}."


def cite(label: str) -> str:
    return f"« {' '.join(label.split())[:80]} »"
