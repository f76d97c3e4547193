"""The Plotly figures of the two comparison pages.

Bars and lines come from ``plotly.express``, as in both documentations; BENCH_FIGURES=objets draws the same with
``graph_objects``, which costs the server less. The map is made of filled scatter traces, one per state: any ``geo``
figure asks a public server for its background. ``layout.meta`` carries the state of the page for the probe.
"""

import json
import os
from functools import cache

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

from tests.bench.calculs import Contenu
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.planche.theme import COULEURS

EXPRESS = os.environ.get("BENCH_FIGURES", "express") == "express"
HAUTEURS = {"carte": 560, "echelle": 270, "operateurs": 270, "themes": 300, "progression": 300}
TEINTES = [COULEURS["accent"], COULEURS["accent-doux"], COULEURS["bon"]]


def figures(contenu: Contenu, phase: int) -> dict[str, go.Figure]:
    """One figure per block, in the order of the page."""
    drawn = {
        "carte": _carte(contenu.carte, phase),
        "echelle": _barres(contenu.echelle, "De l'annonce au paiement"),
        "operateurs": _barres(contenu.operateurs, "Qui engage"),
        "themes": _barres(contenu.themes, "Sur quoi portent les projets"),
        "progression": _lignes(contenu.progression, "Le chemin parcouru, arrêté par arrêté"),
    }
    for nom, figure in drawn.items():
        figure.update_layout(
            meta={"etat": contenu.etat},
            height=HAUTEURS[nom],
            margin={"l": 8, "r": 8, "t": 40, "b": 8},
            legend_title=None,
        )
    return drawn


def _barres(table: pd.DataFrame, titre: str) -> go.Figure:
    if EXPRESS:
        figure = px.bar(
            table,
            x="valeur",
            y="libelle",
            color="serie",
            text="texte",
            orientation="h",
            barmode="group",
            title=titre,
            color_discrete_sequence=TEINTES,
        )
    else:
        bars = [
            go.Bar(x=t["valeur"], y=t["libelle"], text=t["texte"], name=serie, orientation="h", marker_color=teinte)
            for (serie, t), teinte in zip(table.groupby("serie", sort=False), TEINTES, strict=False)
        ]
        figure = go.Figure(bars).update_layout(barmode="group", title=titre)
    return figure.update_yaxes(title=None, autorange="reversed").update_xaxes(title=None)


def _lignes(table: pd.DataFrame, titre: str) -> go.Figure:
    if EXPRESS:
        figure = px.line(
            table, x="date", y="valeur", color="serie", markers=True, title=titre, color_discrete_sequence=TEINTES
        )
    else:
        lines = [
            go.Scatter(x=t["date"], y=t["valeur"], name=serie, mode="lines+markers", line_color=teinte)
            for (serie, t), teinte in zip(table.groupby("serie", sort=False), TEINTES, strict=False)
        ]
        figure = go.Figure(lines).update_layout(title=titre)
    return figure.update_yaxes(title=None, rangemode="tozero").update_xaxes(title=None)


def _carte(table: pd.DataFrame, phase: int) -> go.Figure:
    formes = _formes(f"territoires_phase{phase}", "id_ti")
    figure = go.Figure(_trace(list(_formes("regions", "code").values()), "Régions", None))
    for rang, (libelle, groupe) in enumerate(table.groupby("etat_libelle", sort=False)):
        couleur = COULEURS[f"carte-{min(rang, 5)}"]
        figure.add_trace(_trace([formes[i] for i in groupe["territoire_id"]], libelle, couleur))
    centres = np.array([np.nanmean(formes[i], axis=0) for i in table["territoire_id"]]).reshape(-1, 2)
    figure.add_scatter(
        x=centres[:, 0],
        y=centres[:, 1],
        mode="markers",
        marker_opacity=0,
        showlegend=False,
        text=table["nom"] + ", " + table["etat_libelle"],
        hoverinfo="text",
    )
    figure.update_xaxes(visible=False).update_yaxes(visible=False, scaleanchor="x", scaleratio=1.44)
    return figure.update_layout(title="État d'engagement des territoires")


def _trace(formes: list[np.ndarray], nom: str, couleur: str | None) -> go.Scatter:
    """Several outlines in one trace, cut by missing points; no colour: outlines only."""
    points = np.concatenate(formes)
    trait = {"width": 0.5, "color": COULEURS["fond"] if couleur else COULEURS["region-trait"]}
    return go.Scatter(
        x=points[:, 0],
        y=points[:, 1],
        mode="lines",
        line=trait,
        name=nom,
        fillcolor=couleur,
        fill="toself" if couleur else None,
        hoverinfo="skip",
        showlegend=couleur is not None,
    )


@cache
def _formes(fichier: str, cle: str) -> dict[str, np.ndarray]:
    """Code → outline as points, its rings cut by missing points; read once."""
    source = json.loads((REFERENTIELS / "geo" / f"{fichier}.geojson").read_text(encoding="utf-8"))
    return {f["properties"][cle]: _points(f["geometry"]) for f in source["features"]}


def _points(geometrie: dict) -> np.ndarray:
    polygones = [geometrie["coordinates"]] if geometrie["type"] == "Polygon" else geometrie["coordinates"]
    coupure = [(np.nan, np.nan)]
    return np.concatenate([np.array(anneau + coupure) for polygone in polygones for anneau in polygone])
