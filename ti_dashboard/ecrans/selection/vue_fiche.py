"""« Règle et liste »: everything needed to redo the list by hand, on paper or in a workbook."""

import streamlit as st

from ti_dashboard.cadre import telechargements
from ti_dashboard.ecrans.selection import adresse, blocs, tableaux
from ti_dashboard.ecrans.selection.classement import Classement
from ti_dashboard.ecrans.selection.modele import Donnees, RegleDeSelection
from ti_dashboard.ecrans.selection.tableaux import REGLE_ET_LISTE
from ti_dashboard.langue.citation import citer, citer_lignes
from ti_dashboard.langue.formats import nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import notice


def dessiner(
    contexte: Contexte,
    donnees: Donnees,
    rule: RegleDeSelection,
    found: Classement,
    rows: list[Ligne],
    manques: list[str],
) -> None:
    st.subheader("Règle et liste (indicatif)", anchor=False)
    content = tableaux.composer(donnees, rule, found, rows, manques)
    mots = _mots(donnees, rule)
    said = [
        (name, text)
        for name, text in notice(REGLE_ET_LISTE, contexte, mots, content).rubriques
        if not name.startswith("Critère ")
    ]
    st.markdown("  \n".join(f"**{citer(name)}** : {citer(text)}" for name, text in said))
    rule_rows = citer_lignes(blocs.regle_par_critere(donnees, rule))
    st.table(rule_rows, border="horizontal", hide_index=True, alt="La règle, critère par critère")
    kept = [row for row in rows if str(row["etat"]).startswith("✓")]
    if kept:
        kept_rows = citer_lignes(_lisible(donnees, rule, kept))
        st.table(kept_rows, border="horizontal", hide_index=True, alt="Territoires retenus")
    else:
        st.markdown("Aucun territoire n'est retenu par cette règle.")
    telechargements.boutons(REGLE_ET_LISTE, contexte, mots, lambda: content)


def _mots(donnees: Donnees, rule: RegleDeSelection) -> dict[str, list[str]]:
    """The parameters of the list: the rule, the files it uses, what it weighs and nobody holds here."""
    known = {f"{adresse.POIDS}{c.critere_id}" for c in donnees.criteres}
    kept = [key for key in st.query_params if key == adresse.FICHIER or key.startswith(adresse.POIDS)]
    return {key: st.query_params.get_all(key) for key in kept if key not in known} | tableaux.ecrire_regle(
        rule, donnees
    )


def _lisible(donnees: Donnees, rule: RegleDeSelection, kept: list[Ligne]) -> list[dict[str, str]]:
    """One line a territory, narrow enough for paper; C1, C2… are the criteria of the table above."""
    used = [(k, c.critere_id) for k, c in enumerate(donnees.criteres, 1) if rule.poids.get(c.critere_id)]
    return [
        {
            "N°": nombre(position),
            "Rang": nombre(row["rang"]) if row["rang"] else "—",
            "Territoire": f"{row['nom']} ({row['territoire_id']})",
            "Région": str(row["region"]),
            "Score": str(row["score_dit"]),
        }
        | {f"C{k}": str(row[f"{key}_dit"]) for k, key in used}
        | {"Entrée": str(row["etat"]).removeprefix("✓ ") + (f" : {row['motif']}" if row["motif"] else "")}
        for position, row in enumerate(kept, 1)
    ]
