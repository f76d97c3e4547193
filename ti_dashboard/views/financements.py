"""Financements (Q4, Q5): the ladder, who commits, by which means, what is left to pay, then the tables to the cent."""

from decimal import Decimal

import streamlit as st

from ti_dashboard.charts import financements
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.tuiles import Cadre
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.colonnes import Colonne, en_textes
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, jour, nombre
from ti_dashboard.mesures import Releve
from ti_dashboard.queries.options import vocabulaire
from ti_dashboard.queries.publies import chiffres_publies
from ti_dashboard.queries.questions import poser
from ti_dashboard.queries.releve import relever
from ti_dashboard.store import Ligne, Publication
from ti_dashboard.views import operateur, panneau, telechargements
from ti_dashboard.views.geste import dessiner_planche

MONTREES = 50
TOUS, SANS_THEME = "*", "-"

COLONNES_TERRITOIRES = (
    Colonne("operateur", "Financeur"),
    Colonne("territoire", "Territoire", absent="non rattaché"),
    Colonne("region", "Région", absent="—"),
    Colonne("nb_projets", "Projets", "entier"),
    Colonne("montant_engage", "Engagé", "euros"),
    Colonne("montant_annule", "Annulé", "euros"),
    Colonne("montant_paye", "Payé", "euros"),
    Colonne("nb_inconnus", "Montants inconnus", "entier"),
)
COLONNES_ENVELOPPES = (
    Colonne("phase", "Phase"),
    Colonne("montant_annonce", "Annoncé", "euros"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros"),
    Colonne("part_engagee", "Engagé ÷ annoncé", "taux"),
    Colonne("montant_annule", "Annulé", "euros"),
    Colonne("montant_paye", "Payé, État et opérateurs", "euros"),
    Colonne("part_payee", "Payé ÷ annoncé", "taux"),
    Colonne("nb_inconnus", "Montants inconnus", "entier"),
)


def dessiner(publication: Publication, choix: Filtres) -> None:
    releves = relever(publication, choix)
    actuel = releves.get(choix.arrete)
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    dessiner_planche(publication, composer(publication, choix, releves, bound), "financements")
    if actuel is not None:
        if len(choix.operateurs) == 1:
            operateur.carte(publication, choix, actuel, bound)
        _matrice_themes(publication, choix, bound)
        _matrice_territoires(publication, choix, bound)
    _enveloppes(publication, choix, bound)


def composer(publication: Publication, choix: Filtres, releves: dict, bound: dict[str, object]) -> dict[str, object]:
    """The board as one message; every text in it is ready to read."""
    screen = vierge(
        f"Qui paie, et combien est versé au {jour(choix.arrete)} ?", choix.en_mots(vocabulaire(publication).noms())
    )
    actuel: Releve | None = releves.get(choix.arrete)
    if actuel is None:
        screen["message"] = (
            f"Aucun montant à montrer au {jour(choix.arrete)} pour ce choix : la phase ou la région n'avait aucun "
            "territoire. Choisissez l'autre phase, ou un arrêté plus récent."
        )
        return signer(screen)
    precedent = releves.get(choix.compare) if choix.compare else None
    cadre = Cadre(choix, actuel, precedent, chiffres_publies(publication, choix.arrete, choix.phase))
    screen["tuiles"] = financements.tuiles(cadre)
    screen["blocs"] = financements.blocs(
        cadre,
        poser(publication, "engagements_par_operateur", **bound),
        poser(publication, "financements_repartition", **bound),
        _deux_arretes(publication, choix, "financements_reste", "lignes_reste"),
        _deux_arretes(publication, choix, "financements_delais", "lignes_delais"),
    )
    if not actuel[financements.ENGAGE].connus + actuel[financements.ENGAGE].inconnus:
        screen["message"] = "Aucun engagement ne répond à ces filtres à cet arrêté."
    return signer(screen)


def _deux_arretes(publication: Publication, choix: Filtres, nom: str, sur: str) -> tuple[tuple[Ligne, ...], ...]:
    """The same question over the rows of ``sur``, at the arrêté and at the earlier one (nothing when there is none)."""
    bound = choix.parametres() | {"ages": [], "etapes": []}
    dates = (choix.arrete, choix.compare)
    return tuple(poser(publication, nom, sur=sur, **bound, arrete=day) if day else () for day in dates)


def _matrice_themes(publication: Publication, choix: Filtres, bound: dict[str, object]) -> None:
    titre = "Qui engage sur quoi"
    st.subheader(titre, anchor=False)
    themes = vocabulaire(publication).listes["theme"]
    shown = {code: themes[code] for code in themes if code in choix.themes or not choix.themes}
    columns = _colonnes_themes(shown, sans_theme=not choix.themes)
    rows = pivoter(poser(publication, "financements_operateur_theme", **bound), [c.cle for c in columns])
    note = (
        "Engagé, régions comprises. Un projet qui porte deux thèmes compte en entier dans chacun : les colonnes de "
        "thèmes ne s'additionnent pas. « Tous thèmes » compte chaque montant une fois."
    )
    if not _tableau("operateur-theme", rows, columns, note, _ouvrir_theme(rows, shown), "single-cell"):
        return
    _boutons(publication, choix, "operateur-theme", titre, note, columns, rows)


def _colonnes_themes(themes: dict[str, str], sans_theme: bool) -> tuple[Colonne, ...]:
    last = (Colonne(SANS_THEME, "Sans thème", "euros"),) if sans_theme else ()
    return (
        Colonne("operateur", "Financeur"),
        Colonne(TOUS, "Tous thèmes, compté une fois", "euros"),
        *(Colonne(code, label, "euros") for code, label in themes.items()),
        *last,
        Colonne("nb_inconnus", "Montants inconnus", "entier"),
    )


def pivoter(rows: tuple[Ligne, ...], keys: list[str]) -> list[Ligne]:
    """One row per body, one cell per theme: no line is a known zero, lines without any amount stay unknown."""
    table: dict[object, Ligne] = {}
    for r in rows:
        line = table.setdefault(r["famille_id"], {"famille_id": r["famille_id"], "operateur": r["operateur"]})
        line[str(r["theme_id"])] = r["montant"]
        if r["theme_id"] == TOUS:
            line["nb_inconnus"] = r["nb_inconnus"]
    return [{key: Decimal(0) for key in keys} | line for line in table.values()]


def _matrice_territoires(publication: Publication, choix: Filtres, bound: dict[str, object]) -> None:
    titre = "Qui engage où"
    st.subheader(titre, anchor=False)
    rows = poser(publication, "financements_operateur_territoire", **bound)
    note = (
        "Engagé, annulé et payé ne s'additionnent pas. Un projet cofinancé a une ligne par financeur : les nombres de "
        "projets ne s'additionnent pas d'un financeur à l'autre."
    )
    if len(rows) > MONTREES:
        note = (
            f"Les {MONTREES} plus gros montants sur {nombre(len(rows))} ; le téléchargement les contient tous. {note}"
        )
    shown = rows[:MONTREES]
    if _tableau("operateur-territoire", shown, COLONNES_TERRITOIRES, note, _ouvrir_territoire(shown), "single-row"):
        _boutons(publication, choix, "operateur-territoire", titre, note, COLONNES_TERRITOIRES, rows)


def _enveloppes(publication: Publication, choix: Filtres, bound: dict[str, object]) -> None:
    titre = "Ce que sont devenues les enveloppes annoncées"
    st.subheader(titre, anchor=False)
    rows = poser(publication, "financements_enveloppes", **bound)
    note = (
        f"France entière au {jour(choix.arrete)}, hors régions : ne suit aucun filtre. Les parts rapportent l'engagé "
        "ou le payé de l'État et de ses opérateurs, annulations non déduites, à l'enveloppe annoncée de la même phase. "
        "L'annonce mêlait crédits nouveaux et droit commun : au-delà de 100 %, elle est dépassée, pas dépensée deux "
        "fois. Les phases ne s'additionnent pas."
    )
    if _tableau("enveloppes", rows, COLONNES_ENVELOPPES, note):
        _boutons(publication, choix, "enveloppes", titre, note, COLONNES_ENVELOPPES, rows)


def _tableau(cle: str, rows, columns, note: str, on_select=None, mode: str = "single-row") -> bool:
    """Draw the table, or say in a sentence that there is nothing; a selection opens the lines behind it."""
    if not rows:
        st.markdown("Aucun engagement ne répond à ces filtres à cet arrêté.")
        return False
    opened = {"on_select": on_select, "selection_mode": mode} if on_select else {}
    st.dataframe(en_textes(columns, rows), key=f"tableau-{cle}", hide_index=True, alt=note, **opened)
    st.caption(note + (" Choisir une ligne ou une case montre d'où vient son montant." if on_select else ""))
    return True


def _ouvrir_theme(rows: list[Ligne], themes: dict[str, str]):
    codes = {label: code for code, label in themes.items()}

    def suivre() -> None:
        for position, column in st.session_state["tableau-operateur-theme"].selection.cells:
            dims = [("operateur", str(rows[position]["famille_id"]))]
            dims += [("theme", codes[column])] if column in codes else []
            panneau.demander(Chiffre(financements.ENGAGE, tuple(dims)))

    return suivre


def _ouvrir_territoire(rows: tuple[Ligne, ...]):
    def suivre() -> None:
        for position in st.session_state["tableau-operateur-territoire"].selection.rows:
            row = rows[position]
            if row["territoire_id"] is not None:
                dims = (("operateur", str(row["famille_id"])), ("territoire", str(row["territoire_id"])))
                panneau.demander(Chiffre(financements.ENGAGE, dims))

    return suivre


def _boutons(publication: Publication, choix: Filtres, cle: str, titre: str, note: str, columns, rows) -> None:
    entete = telechargements.notice(
        publication, choix, titre, ("À savoir", note), ("Contenu", accord(len(rows), "ligne"))
    )
    telechargements.boutons(f"financements-{cle}", entete, columns, lambda: rows)
