"""Leaf « Formats »: the contract of each kind of delivery, and its workbook to fill in."""

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from ti_dashboard.cadre.personne import courante
from ti_dashboard.cadre.telechargements import XLSX
from ti_dashboard.dossier.commande import lancer
from ti_dashboard.langue.citation import citer, citer_lignes
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.referentiels.natures import ACTES, NATURES
from ti_dashboard.referentiels.schemas import lire

TYPES = {"string": "texte", "number": "nombre", "integer": "entier", "date": "date", "boolean": "oui ou non"}


def dessiner(contexte: Contexte) -> None:

    st.header("Formats acceptés", anchor="formats")
    st.markdown(
        "CSV (tout séparateur et encodage usuels), XLSX ou ODS (un XLS s'enregistre d'abord en "
        "XLSX) ; nombres et dates à la française "
        "(`1 234,56`, `24/09/2019`) ; des lignes de titre peuvent précéder l'en-tête, les colonnes viennent dans "
        "n'importe quel ordre. Sont aussi acceptés tels quels la liste officielle des périmètres "
        "(`insee_com, lib_com, id_ti, lib_ti`) et le format légal des conventions de subvention (SCDL). Un émetteur "
        "dont les colonnes diffèrent a un fichier de correspondance dans `data/correspondances/`."
    )
    _etats_complets(contexte)
    for nature in NATURES:
        contract = lire(nature)
        with st.expander(f"{citer(contract['title'])} : {citer(contract['description'])}"):
            st.download_button(
                f"Télécharger le modèle « {nature} »",
                data=partial(_modele, nature),
                mime=XLSX,
                file_name=f"modele_{nature}.xlsx",
                key=f"modele-{nature}",
                on_click="ignore",
            )
            fields = citer_lignes(_champ(f) for f in contract["fields"])
            st.table(fields, border="horizontal", hide_index=True, alt=f"Colonnes attendues, {contract['title']}")


def _etats_complets(contexte: Contexte) -> None:
    """What a sender told last, to correct and send back: only the differences enter."""
    rows = poser(contexte.publication, "livraisons")
    senders = sorted({str(row["emetteur"]) for row in rows if row["nature"] in ACTES})
    if not senders:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sender = st.selectbox(
            "Ce qu'un émetteur a dit en dernier de ses montants",
            senders,
            index=None,
            placeholder="Émetteur",
            key="etat-emetteur",
        )
        if sender:
            st.download_button(
                "Télécharger son état complet",
                data=lambda: _modele("financements", sender),
                mime=XLSX,
                file_name="etat_financements.xlsx",
                key="etat-complet",
                on_click="ignore",
            )
    st.caption(
        "Corrigez les montants dans le classeur, puis déposez-le en « État complet » : seules les différences entrent."
    )


def _modele(nature: str, etat_de: str = "") -> bytes:
    """The workbook to fill in, or what a sender told last, written by the same verb as on the command line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "modele.xlsx"
        who = courante()
        for _ in lancer("modele", nature, compte=who.compte_id, origine=who.origine, vers=str(path), etat_de=etat_de):
            pass
        return path.read_bytes()


def _champ(field: Mapping[str, Any]) -> dict[str, str]:
    rules = field.get("constraints", {})
    return {
        "Colonne": field["name"],
        "Type": TYPES[field["type"]],
        "Obligatoire": "oui" if rules.get("required") else "ou un lieu" if field.get("lieu_requis") else "non",
        "Sens": field.get("description", ""),
        "Valeurs": ", ".join(map(str, rules.get("enum", ()))) or "—",
    }
