"""Accueil as a naive Streamlit script: what an ordinary developer writes in an afternoon, without mistakes."""

import streamlit as st

from tests.bench import calculs, donnees
from tests.bench.figures import figures
from ti_dashboard.langue.formats import jour
from ti_dashboard.programme.filtres import Filtres

AUCUNE = "Aucune comparaison"

st.set_page_config(page_title="Territoires d'industrie", layout="wide")


@st.cache_data
def lire():
    tables = donnees.charger()
    return tables, donnees.options(tables), donnees.par_defaut(tables)


tables, options, defaut = lire()

colonnes = st.columns(6)
arretes, phases = list(options["arrete"]), list(options["phase"])
arrete = colonnes[0].selectbox("Arrêté", arretes)
compare = colonnes[1].selectbox("Comparé à", [AUCUNE, *arretes], index=1 + arretes.index(jour(defaut.compare)))
phase = colonnes[2].selectbox("Phase", phases, index=list(options["phase"].values()).index(defaut.phase))
regions = colonnes[3].multiselect("Région", list(options["region"]))
themes = colonnes[4].multiselect("Thème", list(options["theme"]))
operateurs = colonnes[5].multiselect("Opérateur", list(options["operateur"]))

choix = Filtres(
    options["arrete"][arrete],
    options["phase"][phase],
    options["arrete"].get(compare),
    tuple(options["region"][r] for r in regions),
    tuple(options["theme"][t] for t in themes),
    tuple(options["operateur"][o] for o in operateurs),
)
contenu = calculs.composer(tables, choix)

st.title(f"Où en est-on au {jour(choix.arrete)} ?")
for colonne, (libelle, valeur, evolution) in zip(st.columns(8), contenu.tuiles, strict=True):
    colonne.metric(libelle, valeur, evolution)

dessins = figures(contenu, choix.phase)
gauche, droite = st.columns(2)
gauche.plotly_chart(dessins["carte"], key="carte")
droite.plotly_chart(dessins["echelle"], key="echelle")
droite.plotly_chart(dessins["operateurs"], key="operateurs")
gauche, droite = st.columns(2)
gauche.plotly_chart(dessins["themes"], key="themes")
droite.plotly_chart(dessins["progression"], key="progression")
st.caption("Données de démonstration")
