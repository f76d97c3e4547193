"""One territory at the arrêté: state, projects, who pays, jobs, posts, milestones, members, and its neighbours."""

import streamlit as st

from ti_dashboard.chiffre import Chiffre
from ti_dashboard.colonnes import Colonne, en_textes
from ti_dashboard.filters import PHASES, Filtres
from ti_dashboard.formats import accord, jour, nombre
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication
from ti_dashboard.views import panneau, telechargements, territoire_detail
from ti_dashboard.views.navigation import aller_au_territoire, lien

PROJETS = (
    Colonne("intitule", "Projet"),
    Colonne("statut", "Statut"),
    Colonne("date_statut", "Depuis", "jour"),
    Colonne("montant_engage", "Engagé", "euros", absent="—"),
    Colonne("montant_paye", "Payé", "euros", absent="—"),
    Colonne("nb_engagements_inconnus", "Engagements sans montant", "entier"),
)
ORIGINES = {"nb_projets": "Projets", "montant_engage_regions_comprises": "Engagé", "montant_paye": "Payé"}


def dessiner(publication: Publication, choix: Filtres) -> None:
    territoire_id = st.query_params.get("id", "")
    bound = {"arrete": choix.arrete, "phase": choix.phase, "territoire_id": territoire_id}
    rows = poser(publication, "territoire", **bound)
    if not rows:
        _dire_inconnu(territoire_id, choix)
        return
    _voisins(publication, choix, territoire_id)
    _entete(publication, rows[0], choix)
    left, right = st.columns([3, 2], gap="large")
    with left:
        projects = poser(publication, "territoire_projets", **bound)
        if rows[0]["est_dans_le_programme"]:
            _projets(publication, choix, projects, str(rows[0]["nom"]))
            territoire_detail.financeurs(poser(publication, "territoire_financeurs", **bound), choix)
    with right:
        if rows[0]["est_dans_le_programme"]:
            counted = sum(1 for p in projects if p["est_compte"])
            territoire_detail.emplois(poser(publication, "territoire_emplois", **bound), counted)
            territoire_detail.postes(poser(publication, "territoire_postes", **bound))
        territoire_detail.jalons(poser(publication, "territoire_jalons", **bound))
        territoire_detail.membres(poser(publication, "territoire_membres", **bound))


def _dire_inconnu(territoire_id: str, choix: Filtres) -> None:
    asked = f"Le territoire « {territoire_id} » n'existe pas" if territoire_id else "Aucun territoire n'est choisi"
    st.warning(
        f"{asked} en {PHASES[choix.phase]}. Choisissez un territoire sur la carte de l'accueil, ou l'autre phase."
    )
    lien("accueil", "Retour à l'accueil")


def _voisins(publication: Publication, choix: Filtres, territoire_id: str) -> None:
    """Previous and next territory, by button or by Alt + PageUp / PageDown."""
    bound = choix.parametres() | {"arrete": choix.arrete, "territoire_id": territoire_id}
    rows = poser(publication, "territoire_voisins", **bound)
    if not rows:
        return
    row = rows[0]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for side, arrow, shortcut in (("precedent", "←", "Alt+PageUp"), ("suivant", "→", "Alt+PageDown")):
            if row[f"{side}_id"] and st.button(f"{arrow} {row[side]}", key=f"territoire-{side}", shortcut=shortcut):
                aller_au_territoire(str(row[f"{side}_id"]))
        st.caption(f"{nombre(row['position'])} sur {nombre(row['nb'])}, par région puis par nom")


def _entete(publication: Publication, row: Ligne, choix: Filtres) -> None:
    st.title(str(row["nom"]), anchor=False)
    facts = [str(row["region"]), accord(row["population"], "habitant"), accord(row["nb_communes"], "commune")]
    st.markdown(" · ".join([PHASES[choix.phase], *facts, str(row["territoire_id"])]))
    if row["est_dans_le_programme"]:
        st.markdown(" · ".join(_etat(row)))
    else:
        st.info(f"Ce territoire n'était pas dans le programme à l'arrêté du {jour(choix.arrete)}.")
    linked = poser(publication, "territoire_lies", phase=row["phase"], territoire_id=row["territoire_id"])
    if linked:
        other = PHASES[linked[0]["phase"]].partition(" (")[0]
        st.caption(f"Partage sa population, en {other}, avec : {', '.join(str(t['nom']) for t in linked)}")


def _etat(row: Ligne) -> list[str]:
    since = f", depuis le {jour(row['date_dernier_jalon'])}" if row["date_dernier_jalon"] else ""
    pair = {True: "désigné", False: "non désigné", None: "inconnu"}[row["a_binome"]]
    words = [f"**{row['etat']}**{since}", f"binôme {pair}"]
    words += ["chef de projet cofinancé"] if row["est_appuye"] else []
    return words + ([f"motif : {row['motif_blocage']}"] if row["motif_blocage"] else [])


def _projets(publication: Publication, choix: Filtres, rows: tuple[Ligne, ...], nom: str) -> None:
    counted = sum(1 for r in rows if r["est_compte"])
    exits = accord(len(rows) - counted, "sorti", "sortis")
    st.subheader(f"{accord(counted, 'projet recensé', 'projets recensés')}, {exits}", anchor=False)
    territoire_detail.tableau(en_textes(PROJETS, rows), "Aucun projet connu à cet arrêté.")
    with st.container(horizontal=True, gap="xsmall"):
        for indicateur_id, label in ORIGINES.items():
            figure = Chiffre(indicateur_id, (("territoire", st.query_params["id"]),))
            st.button(f"{label} : d'où vient ce chiffre ?", key=f"origine-{indicateur_id}", type="tertiary",
                      on_click=panneau.demander, args=(figure,))  # fmt: skip
    header = telechargements.notice(publication, choix, f"Projets de {nom}")
    telechargements.boutons(f"projets-{st.query_params['id']}", header, PROJETS, lambda: rows)
