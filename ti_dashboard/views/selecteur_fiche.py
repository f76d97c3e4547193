"""« Règle et liste »: everything needed to redo the list by hand, on paper or in a workbook."""

import streamlit as st

from ti_dashboard.charts import selection as figures
from ti_dashboard.charts.portee import REGION
from ti_dashboard.citation import citer, citer_lignes
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import accord, enumeration, nombre
from ti_dashboard.referentiels import POPULATION
from ti_dashboard.selection.classement import Classement
from ti_dashboard.selection.modele import Donnees, Regle
from ti_dashboard.store import Ligne
from ti_dashboard.views import telechargements

ECHELONNEMENT = {
    "etendue": "(valeur − minimum) ÷ (maximum − minimum), entre 0 et 1",
    "rang": "(rang moyen − 1) ÷ (nombre de valeurs connues − 1), entre 0 et 1",
}


def dessiner(
    contexte: Contexte, donnees: Donnees, rule: Regle, found: Classement, rows: list[Ligne],
    manques: list[str],
) -> None:  # fmt: skip
    st.subheader("Règle et liste (indicatif)", anchor=False)
    titre = "Règle et liste indicative"
    said = [("Incomplet", missing) for missing in manques] + rubriques(donnees, rule, found)
    entete = telechargements.notice(contexte, titre, REGION, *said)
    criteres = figures.regle_par_critere(donnees, rule)
    st.markdown("  \n".join(f"**{citer(name)}** : {citer(text)}" for name, text in entete.rubriques))
    st.table(citer_lignes(criteres), border="horizontal", hide_index=True)
    kept = [row for row in rows if str(row["etat"]).startswith("✓")]
    if kept:
        st.table(citer_lignes(_lisible(donnees, rule, kept)), border="horizontal", hide_index=True)
    else:
        st.markdown("Aucun territoire n'est retenu par cette règle.")
    told = [
        (f"Critère {c['N°']}", " ; ".join(f"{name} : {text}" for name, text in c.items() if name != "N°"))
        for c in criteres
    ]
    entete = telechargements.notice(contexte, titre, REGION, *said, *told)
    telechargements.boutons("regle-et-liste", entete, figures.colonnes_chiffrees(donnees), lambda: rows)


def _lisible(donnees: Donnees, rule: Regle, kept: list[Ligne]) -> list[dict[str, str]]:
    """One line a territory, narrow enough for paper; C1, C2… are the criteria of the table above."""
    used = [(k, c.critere_id) for k, c in enumerate(donnees.criteres, 1) if rule.poids.get(c.critere_id)]
    return [
        {
            "N°": nombre(position), "Rang": nombre(row["rang"]) if row["rang"] else "—",
            "Territoire": f"{row['nom']} ({row['territoire_id']})", "Région": str(row["region"]),
            "Score": str(row["score_dit"]),
        }
        | {f"C{k}": str(row[f"{key}_dit"]) for k, key in used}
        | {"Entrée": str(row["etat"]).removeprefix("✓ ") + (f" : {row['motif']}" if row["motif"] else "")}
        for position, row in enumerate(kept, 1)
    ]  # fmt: skip


def rubriques(donnees: Donnees, rule: Regle, found: Classement) -> list[tuple[str, str]]:
    """The rule in words, in the order one applies it."""
    names = {c.territoire_id: c.nom for c in donnees.candidats}
    regions = {c.code_region: c.region for c in donnees.candidats}
    picks = [
        f"{names.get(code, code)} {'retenu' if kept else 'exclu'} ({why or 'sans motif'})"
        for code, (kept, why) in sorted(rule.manuels.items())
    ]
    bounds = [
        f"{regions.get(code, code)} : au moins {nombre(b.plancher)}, "
        + ("sans plafond" if b.plafond is None else f"au plus {nombre(b.plafond)}")
        for code, b in sorted(rule.bornes.items())
    ]
    return [
        ("Statut", "Indicatif : un classement prépare une décision, il n'en est pas une"),
        ("Territoires classés", f"{nombre(int((found.rangs > 0).sum()))} sur {nombre(len(donnees.candidats))}"),
        ("Mise à l'échelle", f"{ECHELONNEMENT[rule.echelle]} ; 1 est le plus fragile, donc 1 moins ce nombre quand une "
         "valeur basse rend plus fragile ; 0 pour tous quand une seule valeur existe"),
        ("Score sur 100", figures.formule(donnees, rule)),
        ("Poids reportés", f"{figures.MARQUE} : une valeur inconnue sort du calcul avec son poids, jamais remplacée"),
        ("À retenir", nombre(rule.nombre)),
        ("Choix manuels", enumeration(picks) or "aucun"),
        ("Bornes par région", enumeration(bounds) or "aucune"),
        ("Ordre", "choix manuels, puis planchers de région, puis les meilleurs scores sous les plafonds ; à égalité, "
         "l'ordre du code du territoire"),
        ("Valeurs", f"{accord(len(donnees.candidats), 'territoire')} : elles sont dans le classeur à télécharger"),
        ("Population", f"Habitants : {POPULATION}"),
    ]  # fmt: skip
