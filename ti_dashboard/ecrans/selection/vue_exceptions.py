"""What a person sets against the ranking: bounds by region, picks with a reason; all in the address."""

from functools import partial

import streamlit as st

from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.ecrans.selection import adresse
from ti_dashboard.ecrans.selection.modele import Donnees, RegleDeSelection
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import nombre

BORNE = Saisie("poser-borne", "Borne non posée", {"borne_region": None, "borne_plancher": 0, "borne_plafond": None})
MANUEL = Saisie(
    "poser-manuel", "Choix manuel non ajouté", {"manuel_territoire": None, "manuel_sens": "Retenir", "manuel_motif": ""}
)


def bornes(donnees: Donnees, rule: RegleDeSelection) -> None:
    regions = {c.region: c.code_region for c in donnees.candidats}
    names = {code: region for region, code in regions.items()}
    for code, bounds in rule.bornes.items():
        name = citer(names.get(code, code))
        highest = "sans plafond" if bounds.plafond is None else f"au plus {nombre(bounds.plafond)}"
        st.button(
            f"Retirer : {name}, au moins {nombre(bounds.plancher)}, {highest}",
            key=f"retirer-borne-{code}",
            type="tertiary",
            on_click=retirer,
            args=(adresse.BORNES, code),
        )
    with st.form("poser-borne", border=False):
        BORNE.preparer()
        st.selectbox(
            "Région (obligatoire)", sorted(regions), index=None, placeholder="Choisir une région", key="borne_region"
        )
        st.number_input("Au moins", 0, adresse.NOMBRE_MAX, key="borne_plancher")
        st.number_input("Au plus", 0, adresse.NOMBRE_MAX, None, key="borne_plafond", placeholder="sans plafond")
        st.form_submit_button("Poser la borne", on_click=BORNE.enregistrer, args=(partial(_poser_borne, regions),))


def _poser_borne(regions: dict[str, str], region: str | None, low: int | None, high: int | None) -> None:
    if region is None:
        raise GesteRefuse("Une borne demande une région : rien n'a été posé.")
    if high is not None and high < (low or 0):
        raise GesteRefuse(f"« Au plus {nombre(high)} » est sous « au moins {nombre(low)} » : rien n'a été posé.")
    _poser(adresse.BORNES, regions[region], f"{low or ''}*{'' if high is None else high}")


def manuels(donnees: Donnees, rule: RegleDeSelection) -> None:
    names = {f"{c.nom} ({c.territoire_id})": c.territoire_id for c in donnees.candidats}
    known = {code: name for name, code in names.items()}
    for code, (kept, why) in rule.manuels.items():
        said = f"{'Retenu' if kept else 'Exclu'} : {citer(known.get(code, code))}, {citer(why)}"
        st.button(
            f"Retirer · {said}",
            key=f"retirer-manuel-{code}",
            type="tertiary",
            on_click=retirer,
            args=(adresse.RETENIR if kept else adresse.EXCLURE, code),
        )
    with st.form("poser-manuel", border=False):
        MANUEL.preparer()
        st.selectbox(
            "Territoire (obligatoire)",
            sorted(names),
            None,
            placeholder="Choisir un territoire",
            key="manuel_territoire",
        )
        st.segmented_control("Décision", ["Retenir", "Exclure"], key="manuel_sens", required=True)
        st.text_input("Motif (obligatoire)", key="manuel_motif", placeholder="Fermeture de site annoncée…")
        st.form_submit_button("Ajouter ce choix", on_click=MANUEL.enregistrer, args=(partial(_poser_manuel, names),))


def _poser_manuel(names: dict[str, str], name: str | None, kind: str, why: str) -> None:
    if name is None or not why.strip():
        raise GesteRefuse("Un choix manuel demande un territoire et un motif : rien n'a été ajouté.")
    _poser(adresse.RETENIR if kind == "Retenir" else adresse.EXCLURE, names[name], why.strip())


def _poser(key: str, code: str, rest: str) -> None:
    """Write one pick or bound in the address, in place of what was said of the same code."""
    for other in (adresse.RETENIR, adresse.EXCLURE) if key != adresse.BORNES else (adresse.BORNES,):
        retirer(other, code)
    st.query_params[key] = [*st.query_params.get_all(key), f"{code}*{rest}"]


def retirer(key: str, code: str) -> None:
    """Take what is said of this code out of one parameter of the address."""
    kept = [text for text in st.query_params.get_all(key) if text.partition("*")[0] != code]
    if kept:
        st.query_params[key] = kept
    else:
        st.query_params.pop(key, None)
