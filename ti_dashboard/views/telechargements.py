"""Two download buttons under a table: CSV and XLSX, made only when asked for."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from ti_dashboard.charts import portee
from ti_dashboard.charts.portee import Suit
from ti_dashboard.colonnes import Colonne, Ligne
from ti_dashboard.contexte import Contexte
from ti_dashboard.exports.tableur import Notice, en_csv, en_xlsx
from ti_dashboard.views.pied import ATTRIBUTION

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notice(contexte: Contexte, titre: str, suit: Suit, *rubriques: tuple[str, str]) -> Notice:
    """What every download says of itself, then what is proper to this table. ``suit``: the filters its rows follow."""
    arrete = contexte.arrete
    own = [
        ("Filtres", contexte.en_mots()),
        *([("Filtres non suivis", said)] if (said := portee.dire(contexte.choix, suit)) else []),
        ("Arrêté", f"{arrete.etiquette}, {arrete.libelle}"),
        ("Empreinte de l'arrêté", arrete.empreinte),
        ("Publication", contexte.publication.publication_id),
    ]
    if arrete.est_demonstration:
        own.append(("Avertissement", "Données de démonstration"))
    if contexte.incompris:
        said = " ; ".join(mot.en_mots() for mot in contexte.incompris)
        own.append(("Mots de l'adresse non compris, sans effet", said))
    return Notice(titre, [*own, *rubriques, ("Sources", ATTRIBUTION)])


def boutons(cle: str, entete: Notice, colonnes: Sequence[Colonne], rows: Callable[[], Sequence[Ligne]]) -> None:
    """``rows`` is asked only at the click."""
    why = dict.fromkeys(c.sans_objet.partition(" : ")[2] for c in colonnes if c.sans_objet)
    entete = replace(entete, rubriques=[*entete.rubriques, *(("Sans objet", said) for said in why)])
    with st.container(horizontal=True, gap="xsmall"):
        for suffix, mime, write in (("csv", "text/csv", en_csv), ("xlsx", XLSX, en_xlsx)):
            st.download_button(
                f"Télécharger en {suffix.upper()}",
                data=lambda write=write: write(entete, colonnes, rows()),
                file_name=f"{cle}.{suffix}",
                mime=mime,
                key=f"telecharger-{cle}-{suffix}",
                on_click="ignore",
                type="tertiary",
            )
