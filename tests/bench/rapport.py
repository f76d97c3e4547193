"""Medians, 95th percentiles and ratios of the rounds, as Markdown tables in French."""

import os
import platform
import statistics
from collections.abc import Iterable

from tests.bench.attendus import NOTRE, NU
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
    """One row per measure and page; the ratios to the pages we are compared with."""
    head = " | ".join(("mesure", "page", "médiane", "p95", *(f"÷ {nom}" for nom in _rivaux())))
    lines = [f"| {head} |", f"|---|---|{'--:|' * (2 + len(_rivaux()))}"]
    for cle, titre in cles.items():
        medians = {nom: statistics.median(values[cle]) for nom, values in mesures.items()}
        for nom in COMMANDES:
            values = mesures[nom]
            ratios = " | ".join(_ratio(medians[nom], medians[autre]) for autre in _rivaux())
            lines.append(f"| {titre} | {nom} | {_mots(medians[nom])} | {_mots(p95(values[cle]))} | {ratios} |")
    return "\n".join(lines)


def valeurs(mesures: Mesures, cles: dict[str, str]) -> str:
    """Every round of every page, in the order of the rounds."""
    lines = ["| mesure | page | toutes les valeurs |", "|---|---|---|"]
    for cle, titre in cles.items():
        lines += [f"| {titre} | {nom} | {' · '.join(map(_mots, mesures[nom][cle]))} |" for nom in COMMANDES]
    return "\n".join(lines)


def _rivaux() -> list[str]:
    return [nom for nom in COMMANDES if nom not in (NOTRE, NU)]


def _ratio(own: float, other: float) -> str:
    return nombre(own / other, 2) if other else "sans objet"


def tableau_serveur(releve: dict[str, list[float]]) -> str:
    lines = ["| `ecrans.accueil.composition.composer`, hors de Streamlit (ms) | médiane | p95 |", "|---|--:|--:|"]
    lines += [f"| {SERVEUR[c]} | {_mots(statistics.median(v))} | {_mots(p95(v))} |" for c, v in releve.items()]
    return "\n".join(lines)


# Measure → aim for its median, aim for its 95th percentile.
BUTS = {
    "filtre": (60, 100),
    "premier_filtre": (100, None),
    "ouverture_utile": (1_000, None),
    "ouverture_octets_utiles": (900_000, None),
    "filtre_cpu_serveur": (5, None),
}


def objectifs(mesures: Mesures) -> Iterable[str]:
    """Each aim, and whether it is reached; then how far the others are. Said, never asserted."""
    ours = mesures[NOTRE]
    for cle, buts in BUTS.items():
        for mot, calculer, but in zip(("médiane", "p95"), (statistics.median, p95), buts, strict=True):
            if but is not None:
                found = calculer(ours[cle])
                titre = (PRINCIPALES | DETAIL)[cle]
                yield f"- {titre}, {mot} : {_mots(found)}, visé {nombre(but)} au plus : {_verdict(found <= but)}"
    for cle in ("premier_filtre", "filtre"):
        median = statistics.median(ours[cle])
        said = (f"{_ratio(median, statistics.median(mesures[nom][cle]))} × {nom}" for nom in _rivaux())
        yield f"- {PRINCIPALES[cle]} : {', '.join(said)}"


def _verdict(est_atteint: bool) -> str:
    return "atteint" if est_atteint else "non atteint"


def machine() -> str:
    load = " / ".join(nombre(v, 2) for v in os.getloadavg())
    return f"{platform.system()}, {os.cpu_count()} cœurs, Python {platform.python_version()}, charge {load}"
