"""The rest of a territory's sheet: posts, milestones, members, and what was said of it in public."""

from collections.abc import Mapping

import streamlit as st

from ti_dashboard.cadre.navigation import lien
from ti_dashboard.langue.citation import Markdown, citer, citer_lignes
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.langue.noms import avec_article
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.colonnes import Colonne, en_textes

POSTES = (
    Colonne("date_effet", "Date", "jour"),
    Colonne("etat_poste", "État du poste", code="etat_poste"),
    Colonne("date_fin_financement", "Fin du cofinancement", "jour"),
    Colonne("taux_cofinancement", "Part de l'État", "taux"),
    Colonne("emetteur", "Émetteur"),
)
MEMBRES = (
    Colonne("nom", "Membre"),
    Colonne("nature", "Nature"),
    Colonne("siren", "SIREN"),
    Colonne("population", "Habitants", "entier"),
)


def postes(rows: tuple[Ligne, ...]) -> None:
    st.header("Chef de projet", anchor=False)
    tableau("Chef de projet", en_textes(POSTES, rows), Markdown("Aucun poste connu à cet arrêté."))


def jalons(rows: tuple[Ligne, ...]) -> None:
    """From the oldest to the latest, each with the line it came from."""
    st.header("Jalons", anchor=False)
    lines = [
        f"- **{jour(r['date_effet'])}** {citer(r['libelle'])}"
        + (f" ({citer(r['motif_blocage'])})" if r["motif_blocage"] else "")
        + (" — correction" if r["cause"] == "correction" else "")
        + f"  \n  :small[:gray[su le {jour(r['date_connaissance'])} par {citer(avec_article(str(r['emetteur'])))}, "
        + f"{citer(r['livraison_id'])}, "
        + f"ligne {citer(r['ligne'])}]]"
        for r in rows
    ]
    st.markdown("\n".join(lines) or "Aucun jalon connu à cet arrêté : l'état du territoire est inconnu.")


def membres(rows: tuple[Ligne, ...], millesimes: Mapping[str, str]) -> None:
    st.header(f"{accord(len(rows), 'membre')} du périmètre", anchor=False)
    tableau("Membres du périmètre", en_textes(MEMBRES, rows), Markdown("Aucun membre."))
    st.caption(f"Membres de la liste officielle, {citer(millesimes['communes'])}, {citer(millesimes['population'])}.")


def chiffres_publies() -> None:
    """Figures said in public are national: none names a territory, and the sheet says so."""
    st.header("Chiffres publiés", anchor=False)
    st.markdown("Aucun chiffre public connu ne porte sur ce seul territoire : ceux du programme sont nationaux.")
    lien("methode", Markdown("Les chiffres publiés et leurs sources"))


def tableau(titre: str, rows: list[dict[str, str]], empty: Markdown) -> None:
    if rows:
        st.table(citer_lignes(rows), border="horizontal", hide_index=True, alt=titre)
    else:
        st.markdown(empty)
