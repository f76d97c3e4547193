"""One territory at the arrêté: state, members, milestones, projects and amounts, each with where it comes from."""

import streamlit as st

from ti_dashboard.filters import PHASES, Filtres
from ti_dashboard.formats import accord, euros, jour, nombre
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication
from ti_dashboard.views.navigation import lien


def dessiner(publication: Publication, choix: Filtres) -> None:
    territoire_id = st.query_params.get("id", "")
    bound = {"arrete": choix.arrete, "phase": choix.phase, "territoire_id": territoire_id}
    rows = poser(publication, "territoire", **bound)
    if not rows:
        _dire_inconnu(territoire_id, choix)
        return
    _entete(publication, rows[0], choix)
    if rows[0]["est_dans_le_programme"]:
        left, right = st.columns([3, 2], gap="large")
        with left:
            _projets(poser(publication, "territoire_projets", **bound))
        with right:
            _montants(poser(publication, "territoire_montants", **bound), choix)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _jalons(poser(publication, "territoire_jalons", **bound))
    with right:
        _membres(poser(publication, "territoire_membres", **bound))


def _dire_inconnu(territoire_id: str, choix: Filtres) -> None:
    asked = f"Le territoire « {territoire_id} » n'existe pas" if territoire_id else "Aucun territoire n'est choisi"
    st.warning(
        f"{asked} en {PHASES[choix.phase]}. Choisissez un territoire sur la carte de l'accueil, ou l'autre phase."
    )
    lien("accueil", "Retour à l'accueil")


def _entete(publication: Publication, row: Ligne, choix: Filtres) -> None:
    st.title(str(row["nom"]), anchor=False)
    facts = [str(row["region"]), f"{accord(row['population'], 'habitant')}", f"{accord(row['nb_communes'], 'commune')}"]
    st.markdown(" · ".join([PHASES[choix.phase], *facts, str(row["territoire_id"])]))
    if not row["est_dans_le_programme"]:
        st.info(f"Ce territoire n'était pas dans le programme à l'arrêté du {jour(choix.arrete)}.")
        return
    since = f", depuis le {jour(row['date_dernier_jalon'])}" if row["date_dernier_jalon"] else ""
    pair = {True: "désigné", False: "non désigné", None: "inconnu"}[row["a_binome"]]
    words = [f"**{row['etat']}**{since}", f"binôme {pair}"]
    words += ["chef de projet cofinancé"] if row["est_appuye"] else []
    words += [f"motif : {row['motif_blocage']}"] if row["motif_blocage"] else []
    st.markdown(" · ".join(words))
    linked = poser(publication, "territoire_lies", phase=row["phase"], territoire_id=row["territoire_id"])
    if linked:
        other = PHASES[linked[0]["phase"]].partition(" (")[0]
        st.caption(f"Partage sa population, en {other}, avec : {', '.join(str(t['nom']) for t in linked)}")


def _projets(rows: tuple[Ligne, ...]) -> None:
    counted = sum(1 for r in rows if r["est_compte"])
    st.subheader(
        f"{accord(counted, 'projet recensé', 'projets recensés')}, {nombre(len(rows) - counted)} sortis", anchor=False
    )
    table = [
        {
            "Projet": r["intitule"], "Statut": r["statut"], "Depuis": jour(r["date_statut"]),
            "Engagé": _montant(r["montant_engage"], r["nb_engagements_inconnus"]),
            "Payé": _montant(r["montant_paye"], 0),
        }
        for r in rows
    ]  # fmt: skip
    _tableau(table, "Aucun projet connu à cet arrêté.")


def _montant(value: object, unknown: object) -> str:
    """No line is a dash, an act without its amount is unknown: never a zero."""
    if value is None:
        return "inconnu" if unknown else "—"
    return euros(value) + (" + inconnu" if unknown else "")


def _montants(rows: tuple[Ligne, ...], choix: Filtres) -> None:
    st.subheader(f"Montants au {jour(choix.arrete)}", anchor=False)
    table = [
        {"Nature": r["libelle"], "Montant": _montant(r["montant"], r["nb_inconnus"]), "Lignes": r["nb_lignes"],
         "Sans montant": r["nb_inconnus"]}
        for r in rows
    ]  # fmt: skip
    _tableau(table, "Aucun montant.")
    st.caption("Tous financeurs publics, régions comprises. Ces natures ne s'additionnent jamais.")


def _jalons(rows: tuple[Ligne, ...]) -> None:
    st.subheader("Jalons", anchor=False)
    table = [
        {
            "Date": jour(r["date_effet"]), "Jalon": r["libelle"], "Motif": r["motif_blocage"] or "—",
            "Su le": jour(r["date_connaissance"]), "Émetteur": r["emetteur"],
            "Ligne d'origine": f"{r['livraison_id']}, ligne {r['ligne']}",
        }
        for r in rows
    ]  # fmt: skip
    _tableau(table, "Aucun jalon connu à cet arrêté : l'état du territoire est inconnu.")


def _membres(rows: tuple[Ligne, ...]) -> None:
    st.subheader(f"{accord(len(rows), 'membre')} du périmètre", anchor=False)
    table = [
        {"Membre": r["nom"], "Nature": r["nature"], "SIREN": r["siren"], "Habitants": nombre(r["population"])}
        for r in rows
    ]
    _tableau(table, "Aucun membre.")
    st.caption("Membres de la liste officielle, communes et populations de 2026.")


def _tableau(rows: list[dict[str, object]], empty: str) -> None:
    if rows:
        st.table(rows, border="horizontal", hide_index=True)
    else:
        st.markdown(empty)
