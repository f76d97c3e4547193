"""Medians, 95th percentiles and ratios of the rounds, as Markdown tables in French."""

import os
import platform
import statistics
from collections.abc import Iterable

from tests.bench.attendus import NOTRE
from tests.bench.serveurs import COMMANDES
from ti_dashboard.langue.formats import nombre

Mesures = dict[str, dict[str, list[float]]]

PRINCIPALES = {
    "premier_filtre": "premier filtre après l'ouverture (ms)",
    "filtre": "filtre suivant (ms)",
    "ouverture_utile": "ouverture à froid, chiffres utiles (ms)",
    "ouverture_complete": "ouverture à froid, tout dessiné (ms)",
    "ouverture_octets_utiles": "ouverture, octets reçus aux chiffres utiles",
    "ouverture_octets": "ouverture, octets reçus",
    "ouverture_requetes": "ouverture, requêtes",
}
DETAIL = {
    "filtre_confirme": "confirmé par le serveur, rien d'ancien sur la page (ms)",
    "filtre_avant": "navigateur, du clic à la demande (ms)",
    "filtre_serveur": "serveur, de la demande au dernier message utile (ms)",
    "filtre_dessin": "navigateur, du dernier message à l'écran (ms)",
    "filtre_octets": "octets reçus par changement",
    "filtre_cpu_navigateur": "processeur, fil principal du navigateur (ms)",
    "filtre_cpu_scripts": "dont scripts (ms)",
    "filtre_cpu_serveur": "processeur, serveur (ms)",
}
SERVEUR = {
    "premiere": "réponse jamais demandée",
    "memorisee": "réponse déjà en mémoire",
    "sql": "dont questions SQL, jamais demandées",
}


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _mots(value: float) -> str:
    return nombre(value, 1 if value < 10 else 0)


def tableau(mesures: Mesures, cles: dict[str, str]) -> str:
    """One row per measure and page."""
    lines = ["| mesure | page | médiane | p95 | ÷ Dash | ÷ naïf |", "|---|---|--:|--:|--:|--:|"]
    for cle, titre in cles.items():
        medians = {nom: statistics.median(values[cle]) for nom, values in mesures.items()}
        for nom in COMMANDES:
            values = mesures[nom]
            ratios = " | ".join(_ratio(medians[nom], medians[autre]) for autre in ("Dash", "naïf"))
            lines.append(f"| {titre} | {nom} | {_mots(medians[nom])} | {_mots(p95(values[cle]))} | {ratios} |")
    return "\n".join(lines)


def _ratio(own: float, other: float) -> str:
    return nombre(own / other, 2) if other else "sans objet"


def tableau_serveur(releve: dict[str, list[float]]) -> str:
    lines = ["| `ecrans.accueil.composition.composer`, hors de Streamlit (ms) | médiane | p95 |", "|---|--:|--:|"]
    lines += [f"| {SERVEUR[c]} | {_mots(statistics.median(v))} | {_mots(p95(v))} |" for c, v in releve.items()]
    return "\n".join(lines)


def objectifs(mesures: Mesures) -> Iterable[str]:
    """Each aim, and whether it is reached; said, never asserted."""
    for cle, quoi in (("premier_filtre", "premier filtre"), ("filtre", "filtre suivant")):
        medians = {nom: statistics.median(values[cle]) for nom, values in mesures.items()}
        for autre, but in (("Dash", 0.6), ("naïf", 0.3)):
            ratio = medians[NOTRE] / medians[autre]
            yield f"- {quoi} : {nombre(ratio, 2)} × {autre}, visé {nombre(but, 1)} : {_verdict(ratio <= but)}"
    utile = statistics.median(mesures[NOTRE]["ouverture_utile"])
    yield f"- chiffres utiles à froid : {nombre(utile / 1000, 2)} s, visé 2,5 s : {_verdict(utile < 2500)}"


def _verdict(est_atteint: bool) -> str:
    return "atteint" if est_atteint else "non atteint"


def machine() -> str:
    load = " / ".join(nombre(v, 2) for v in os.getloadavg())
    return f"{platform.system()}, {os.cpu_count()} cœurs, Python {platform.python_version()}, charge {load}"
