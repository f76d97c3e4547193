"""Two download buttons under a table: CSV and XLSX, made only when asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from ti_dashboard.acces.actions import TELECHARGER
from ti_dashboard.cadre.personne import peut
from ti_dashboard.exports.tableur import en_csv, en_xlsx
from ti_dashboard.langue.citation import citer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import Mots, Tableau, TableauCompose
from ti_dashboard.tableaux.modele import notice

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def boutons(
    tableau: Tableau, contexte: Contexte, mots: Mots | None = None, composer: Callable[[], TableauCompose] | None = None
) -> None:
    """``mots``: the parameters the rows depend on. Composed again only at the click, from these and the context alone;
    ``composer`` where the browser holds what they need beside (a file it brought)."""
    if not peut(TELECHARGER):
        return
    asked = mots or {}
    name = tableau.fichier(asked)

    def ecrire(write: Callable[..., bytes]) -> bytes:
        content = composer() if composer else tableau.composer(contexte, asked)
        return write(notice(tableau, contexte, asked, content), content.colonnes, content.lignes)

    with st.container(horizontal=True, gap="xsmall"):
        for suffix, mime, write in (("csv", "text/csv", en_csv), ("xlsx", XLSX, en_xlsx)):
            st.download_button(
                f"Télécharger en {suffix.upper()}",
                data=partial(ecrire, write),
                file_name=f"{name}.{suffix}",
                mime=mime,
                key=f"telecharger-{name}-{suffix}",
                on_click="ignore",
                type="tertiary",
                help=f"Télécharger en {suffix.upper()} : {citer(name)}",
            )
