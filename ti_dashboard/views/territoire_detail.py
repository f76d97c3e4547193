"""The tables of a territory's sheet: who pays, jobs in their three states, posts, milestones, members."""

import streamlit as st

from ti_dashboard.colonnes import Colonne, en_textes
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, jour, nombre
from ti_dashboard.store import Ligne

FINANCEURS = (
    Colonne("operateur", "Financeur"),
    Colonne("demande", "Demandé", "euros", absent="—"),
    Colonne("engage", "Engagé", "euros", absent="—"),
    Colonne("conventionne", "Conventionné", "euros", absent="—"),
    Colonne("paye", "Payé", "euros", absent="—"),
    Colonne("annule", "Annulé", "euros", absent="—"),
    Colonne("nb_inconnus", "Sans montant", "entier"),
)
POSTES = (
    Colonne("date_effet", "Date", "jour"),
    Colonne("etat_poste", "État du poste"),
    Colonne("date_fin_financement", "Fin du cofinancement", "jour"),
    Colonne("taux_cofinancement", "Part de l'État", "taux"),
    Colonne("emetteur", "Émetteur"),
)
EMPLOIS = (
    Colonne("libelle", "Emplois"),
    Colonne("crees", "Créés", "entier"),
    Colonne("confortes", "Confortés", "entier"),
    Colonne("nb_projets", "Projets connus", "entier"),
)
MEMBRES = (
    Colonne("nom", "Membre"),
    Colonne("nature", "Nature"),
    Colonne("siren", "SIREN"),
    Colonne("population", "Habitants", "entier"),
)


def financeurs(rows: tuple[Ligne, ...], choix: Filtres) -> None:
    st.subheader(f"Qui paie, au {jour(choix.arrete)}", anchor=False)
    tableau(en_textes(FINANCEURS, rows), "Aucun financement connu à cet arrêté.")
    st.caption("Un tiret : aucune ligne connue. Ces natures de montant ne s'additionnent jamais.")


def emplois(rows: tuple[Ligne, ...], counted: int) -> None:
    st.subheader("Emplois déclarés", anchor=False)
    verified = next((r["nb_projets"] for r in rows if r["etat_emploi"] == "constates"), 0)
    tableau(en_textes(EMPLOIS, rows), "Aucun emploi déclaré.")
    st.caption(
        f"{accord(verified, 'projet vérifié', 'projets vérifiés')} sur {nombre(counted)}. "
        "Une prévision n'est pas un résultat ; créés et confortés ne s'additionnent pas."
    )


def postes(rows: tuple[Ligne, ...]) -> None:
    st.subheader("Chef de projet", anchor=False)
    tableau(en_textes(POSTES, rows), "Aucun poste connu à cet arrêté.")


def jalons(rows: tuple[Ligne, ...]) -> None:
    """From the oldest to the latest, each with the line it came from."""
    st.subheader("Jalons", anchor=False)
    lines = [
        f"- **{jour(r['date_effet'])}** {r['libelle']}"
        + (f" ({r['motif_blocage']})" if r["motif_blocage"] else "")
        + (" — correction" if r["cause"] == "correction" else "")
        + f"  \n  :small[:gray[su le {jour(r['date_connaissance'])} par {r['emetteur']}, {r['livraison_id']}, "
        + f"ligne {r['ligne']}]]"
        for r in rows
    ]
    st.markdown("\n".join(lines) or "Aucun jalon connu à cet arrêté : l'état du territoire est inconnu.")


def membres(rows: tuple[Ligne, ...]) -> None:
    st.subheader(f"{accord(len(rows), 'membre')} du périmètre", anchor=False)
    tableau(en_textes(MEMBRES, rows), "Aucun membre.")
    st.caption("Membres de la liste officielle, communes et populations de 2026.")


def tableau(rows: list[dict[str, str]], empty: str) -> None:
    if rows:
        st.table(rows, border="horizontal", hide_index=True)
    else:
        st.markdown(empty)
