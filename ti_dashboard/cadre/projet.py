"""The sheet of one project, in a drawer: identity, status history, funders and their shares, jobs."""

from collections.abc import Sequence

import streamlit as st

from ti_dashboard.cadre import ailleurs
from ti_dashboard.cadre.parametres import CHIFFRE, PROJET
from ti_dashboard.cadre.tableau import tableau
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import euros, jour, montant, part
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme import chiffre
from ti_dashboard.programme.colonnes import ORIGINE, Colonne
from ti_dashboard.programme.filtres import PHASES, Filtres
from ti_dashboard.programme.libelles import dire
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser

NATURES = ("demande", "engage", "conventionne", "paye", "annule")
FINANCEURS = (
    Colonne("operateur", "Financeur"),
    Colonne("nature_aide", "Nature d'aide"),
    *(Colonne(f"{kind}_dit", dire("type_montant", kind), "dit") for kind in NATURES),
    Colonne("part_dite", "Part de l'engagé", "dit"),
    Colonne("instruments", "Dispositifs"),
)
STATUTS = (
    Colonne("date_effet", "Date", "jour"),
    Colonne("statut", "Statut"),
    Colonne("date_connaissance", "Su le", "jour"),
    Colonne("cause", "Cause", code="acte"),
    *ORIGINE[:-1],
)
EMPLOIS = (
    Colonne("type_emploi", "Type", code="type_emploi"),
    Colonne("etat_emploi", "État", code="etat_emploi"),
    Colonne("nombre", "Emplois", "entier"),
    Colonne("verificateur", "Vérifié par", absent="non vérifié"),
    Colonne("date_effet", "Date", "jour"),
    *ORIGINE[:-1],
)


def demander(projet_id: str) -> None:
    """Called by the table: the address names the chosen project, so the sheet can be copied."""
    st.query_params[PROJET.nom] = projet_id


def fermer() -> None:
    st.query_params.pop(PROJET.nom, None)


def dessiner(contexte: Contexte) -> None:
    """Open the sheet when the address names a project; a figure's panel, if asked for, comes first."""
    choix = contexte.choix
    projet_id = st.query_params.get(PROJET.nom, "")
    figure = chiffre.lire_dans(st.query_params.get(CHIFFRE.nom, ""), contexte.vocabulaire.listes)
    if not projet_id or figure is not None:
        return
    rows = poser(contexte.publication, "projet_fiche", arrete=choix.arrete, projet_id=projet_id)
    if not rows:
        st.warning(f"Le projet « {citer(projet_id)} » n'est pas connu à l'{choix.arrete_en_mots()}.")
        known = poser(contexte.publication, "presences_projet", projet_id=projet_id)
        ailleurs.proposer(contexte, ailleurs.presences(known), Markdown("Voir ce projet"))
        return
    st.dialog("Fiche projet", width="large", position="right", on_dismiss=fermer)(_contenu)(contexte, rows[0])


def _contenu(contexte: Contexte, row: Ligne) -> None:
    publication = contexte.publication
    bound = {"arrete": contexte.choix.arrete, "projet_id": row["projet_id"]}
    _identite(row, contexte.choix)
    history = poser(publication, "projet_statuts", **bound)
    nothing = Markdown("Aucun statut connu à cet arrêté : le statut est inconnu.")
    _tableau("historique", Markdown("Historique des statuts"), STATUTS, history, nothing)
    funders = [_financeur(r) for r in poser(publication, "projet_financeurs", **bound)]
    nothing = Markdown("Aucun montant public connu à cet arrêté.")
    _tableau("financeurs-projet", Markdown("Qui finance, et pour quelle part"), FINANCEURS, funders, nothing)
    if funders:
        st.caption(
            "Ces natures de montant ne s'additionnent jamais. La part est celle de l'engagé du projet, régions "
            "comprises ; elle est inconnue dès qu'un engagement n'a pas de montant."
        )
    jobs = poser(publication, "projet_emplois", **bound)
    nothing = Markdown("Aucun emploi déclaré à cet arrêté : le nombre est inconnu.")
    _tableau("emplois-projet", Markdown("Emplois"), EMPLOIS, jobs, nothing)


def _identite(row: Ligne, choix: Filtres) -> None:
    st.header(citer(row["intitule"]), anchor=False)
    told = row["rattachement_dit"]
    place = (
        f"{citer(row['territoire'])} ({citer(row['regions'])}){f', rattaché {citer(told)}' if told else ''}"
        if row["territoire"]
        else citer(told or "non rattaché à un territoire")
    )
    since = f", depuis le {jour(row['date_statut'])}" if row["date_statut"] else ""
    out = "" if row["est_compte"] else " (sorti, hors des projets recensés)"
    st.markdown(
        f"**{citer(row['statut'])}**{since}{out}, {choix.arrete_en_mots()}  \n"
        f"{citer(row['projet_id'])} · {PHASES[row['phase']]} · {place}  \n"
        f"Axe : {citer(row['axe'] or 'inconnu')} · Thèmes : {citer(row['themes'] or 'inconnus')}  \n"
        f"Remonté le {jour(row['date_remontee'])} · Coût total : {euros(row['cout_total_eur'])}, argent privé "
        "compris ; ce n'est pas un montant public."
    )


def _financeur(row: Ligne) -> Ligne:
    """The row with its amounts in words, and its share."""
    amounts = {f"{kind}_dit": _montant(row[kind], row[f"{kind}_inconnus"]) for kind in NATURES}
    return {**row, **amounts, "part_dite": _part(row)}


def _montant(value: Nombre | None, unknown: int) -> str:
    """No line is a dash, an act without its amount is unknown: never a zero."""
    return montant(value, unknown) or "—"


def _part(row: Ligne) -> str:
    if not row["nb_engagements"]:
        return "—"
    return part(None if row["nb_parts_inconnues"] else row["engage"], row["total_engage"])


def _tableau(bloc_id: str, titre: Markdown, columns: Sequence[Colonne], rows: Sequence[Ligne], empty: Markdown) -> None:
    st.markdown(f"**{titre}**")
    if not rows:
        st.markdown(empty)
        return
    tableau(bloc_id, columns, rows, titre)
