"""Accueil as a Plotly Dash page: the same pandas, the same figures, one ``dcc.Graph`` per block, one callback."""

import sys

from dash import Dash, Input, Output, dcc, html

from tests.bench import calculs, donnees
from tests.bench.figures import HAUTEURS, figures
from ti_dashboard.langue.formats import jour
from ti_dashboard.programme.filtres import Filtres

AUCUNE = "Aucune comparaison"
LISTES = {"region": "Région", "theme": "Thème", "operateur": "Opérateur"}
RANGEE = {"display": "flex", "gap": "12px", "padding": "4px 12px"}
COLONNE = {"flex": "1", "minWidth": 0}

tables = donnees.charger()
options = donnees.options(tables)
defaut = donnees.par_defaut(tables)
# The phase says which tiles there are, never how many.
RANGS = range(len(calculs.TUILES[defaut.phase]))


def _choix() -> list[html.Div]:
    arretes, phases = list(options["arrete"]), list(options["phase"])
    lists = {
        "arrete": dcc.Dropdown(arretes, arretes[0], id="arrete", clearable=False),
        "compare": dcc.Dropdown([AUCUNE, *arretes], jour(defaut.compare), id="compare", clearable=False),
        "phase": dcc.Dropdown(
            phases, phases[list(options["phase"].values()).index(defaut.phase)], id="phase", clearable=False
        ),
    } | {cle: dcc.Dropdown(list(options[cle]), [], id=cle, multi=True) for cle in LISTES}
    noms = {"arrete": "Arrêté", "compare": "Comparé à", "phase": "Phase"} | LISTES
    return [html.Div([html.Label(noms[cle]), liste], style=COLONNE) for cle, liste in lists.items()]


def _tuiles() -> list[html.Div]:
    return [
        html.Div(
            [
                html.Div(id=f"libelle-{rang}"),
                html.Div(id=f"valeur-{rang}", className="tuile-valeur", style={"fontSize": "28px"}),
                html.Div(id=f"evolution-{rang}"),
            ],
            style=COLONNE,
        )
        for rang in RANGS
    ]


def _graphiques(*noms: str) -> html.Div:
    graphs = [dcc.Graph(id=nom, style={"height": HAUTEURS[nom]}) for nom in noms]
    return html.Div(graphs, style=COLONNE)


app = Dash(__name__, title="Territoires d'industrie")
app.layout = html.Div(
    [
        html.Div(_choix(), style=RANGEE),
        html.H1(id="titre"),
        html.Div(_tuiles(), style=RANGEE),
        html.Div([_graphiques("carte"), _graphiques("echelle", "operateurs")], style=RANGEE),
        html.Div([_graphiques("themes"), _graphiques("progression")], style=RANGEE),
        html.P("Données de démonstration"),
    ],
    style={"fontFamily": "sans-serif"},
)


@app.callback(
    output=(
        Output("titre", "children"),
        [Output(f"libelle-{rang}", "children") for rang in RANGS],
        [Output(f"valeur-{rang}", "children") for rang in RANGS],
        [Output(f"evolution-{rang}", "children") for rang in RANGS],
        [Output(nom, "figure") for nom in HAUTEURS],
    ),
    inputs=[Input(cle, "value") for cle in ("arrete", "compare", "phase", *LISTES)],
)
def actualiser(arrete, compare, phase, regions, themes, operateurs):
    choix = Filtres(
        options["arrete"][arrete],
        options["phase"][phase],
        options["arrete"].get(compare),
        tuple(options["region"][r] for r in regions or ()),
        tuple(options["theme"][t] for t in themes or ()),
        tuple(options["operateur"][o] for o in operateurs or ()),
    )
    contenu = calculs.composer(tables, choix)
    drawn = figures(contenu, choix.phase)
    return (
        f"Où en est-on au {jour(choix.arrete)} ?",
        [libelle for libelle, *_ in contenu.tuiles],
        [valeur for _, valeur, _ in contenu.tuiles],
        [evolution for *_, evolution in contenu.tuiles],
        [drawn[nom] for nom in HAUTEURS],
    )


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
