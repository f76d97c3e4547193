"""Évolutions (Q10): two leaves, what changed between two arrêtés and what calls for a question."""

import streamlit as st

from ti_dashboard.charts import evolutions as figures
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.pont import pont
from ti_dashboard.charts.portee import REGION
from ti_dashboard.colonnes import Colonne
from ti_dashboard.contexte import Contexte
from ti_dashboard.evolution import CAUSES, Deplacement, Evolution
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import jour
from ti_dashboard.indicateurs import CATALOGUE
from ti_dashboard.queries import evolutions as questions
from ti_dashboard.queries.comparaison import empechement
from ti_dashboard.store import Ligne
from ti_dashboard.views import alertes, telechargements
from ti_dashboard.views.geste import dessiner_planche

TERRITOIRES = ("nb_territoires", "nb_territoires_signes")
MOUVEMENTS = (
    Colonne("indicateur", "Indicateur"),
    Colonne("etape", "Étape ou cause"),
    Colonne("unite", "Unité"),
    Colonne("valeur", "Valeur ou écart"),
    Colonne("hausse", "Entré", absent="—"),
    Colonne("baisse", "Sorti", absent="—"),
    Colonne("nb_lignes", "Lignes", "entier", absent="—"),
)
NOMS = (
    Colonne("sens", "Mouvement"),
    Colonne("territoire", "Territoire"),
    Colonne("regions", "Région"),
    Colonne("cause", "Cause"),
    Colonne("etat", "État"),
    Colonne("date_effet", "Date d'effet", "jour"),
)
SENS = {
    ("nb_territoires", True): "entré dans le programme",
    ("nb_territoires", False): "sorti du programme",
    ("nb_territoires_signes", True): "a signé",
    ("nb_territoires_signes", False): "ne compte plus parmi les signés",
}


def dessiner(contexte: Contexte) -> None:
    leaf = st.segmented_control(
        "Volet", list(VOLETS), default="Ce qui a changé", key="volet_evolutions", bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    VOLETS[leaf](contexte)


def changements(contexte: Contexte) -> None:
    publication, choix = contexte.publication, contexte.choix
    why = empechement(publication, choix)
    if why is not None:
        dessiner_planche(contexte, refuser(contexte, why), "evolutions")
        return
    found = questions.evolutions(publication, choix)
    moved = {name: questions.territoires_deplaces(publication, name, choix) for name in TERRITOIRES}
    dessiner_planche(contexte, composer(contexte, found, moved), "evolutions")
    _telecharger(contexte, found, moved)


def composer(
    contexte: Contexte, found: tuple[Evolution, ...], moved: dict[str, list[Deplacement]]
) -> dict[str, object]:
    """The board as one message; every text in it is ready to read."""
    choix = contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui a changé entre le {jour(choix.compare)} et le {jour(choix.arrete)} ?", words)
    screen["blocs"] = [
        figures.phrases(found, moved),
        figures.taux_cote_a_cote(choix, questions.taux_compares(contexte.publication, choix)),
        *(pont(choix, e) for e in found),
    ]
    return signer(screen)


def refuser(contexte: Contexte, why: str) -> dict[str, object]:
    """The board when there is nothing to compare: one sentence that says why, and what to choose."""
    choix = contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui a changé au {jour(choix.arrete)} ?", words)
    phase, earlier = f"La phase {'I' * choix.phase}", choix.compare and jour(choix.compare)
    screen["message"] = {
        "aucune": "Aucun arrêté de comparaison n'est choisi. Choisissez-en un dans « Comparé à ».",
        "posterieure": f"L'arrêté de comparaison ({earlier}) est postérieur à celui du {jour(choix.arrete)} : "
        "choisissez dans « Comparé à » un arrêté plus ancien.",
        "absente": f"{phase} ne comptait aucun territoire au {jour(choix.arrete)} pour ce choix. Choisissez l'autre "
        "phase, ou un arrêté plus récent.",
        "absente_avant": f"{phase} ne comptait aucun territoire au {earlier} pour ce choix : il n'y a rien à comparer. "
        "Choisissez l'autre phase, ou un autre arrêté dans « Comparé à ».",
    }[why]
    return signer(screen)


def mouvements(choix: Filtres, found: tuple[Evolution, ...]) -> list[Ligne]:
    """Each bridge as rows: the value before, one row a cause, the value now."""
    rows: list[Ligne] = []
    for e in found:
        figure = {"indicateur": CATALOGUE[e.indicateur_id].libelle, "unite": CATALOGUE[e.indicateur_id].unite}
        rows.append(figure | {"etape": jour(choix.compare), "valeur": e.avant})
        for m in e.mouvements:
            gross = {"hausse": m.hausse, "baisse": m.baisse, "nb_lignes": m.nb_lignes}
            rows.append(figure | gross | {"etape": CAUSES[m.cause], "valeur": m.ecart})
        rows.append(figure | {"etape": jour(choix.arrete), "valeur": e.apres})
    return rows


def _telecharger(contexte: Contexte, found: tuple[Evolution, ...], moved: dict) -> None:
    since = ("Comparé à", jour(contexte.choix.compare))
    left, right = st.columns(2)
    with left:
        st.caption("Tous les mouvements, cause par cause, entrées et sorties :")
        read = ("Lecture", "Pour chaque indicateur, avant + la somme des causes = après")
        header = telechargements.notice(contexte, "Évolutions", _suivis(found), since, read)
        telechargements.boutons("evolutions", header, MOUVEMENTS, lambda: mouvements(contexte.choix, found))
    names = noms(moved)
    if names:
        with right:
            st.caption("Les territoires entrés, sortis et signés, avec leur cause :")
            header = telechargements.notice(contexte, "Territoires entrés, sortis, signés", REGION, since)
            telechargements.boutons("evolutions-territoires", header, NOMS, lambda: names)


def _suivis(found: tuple[Evolution, ...]) -> dict[str, tuple[str, ...]]:
    """Each figure by its name, and the filters it follows."""
    return {CATALOGUE[e.indicateur_id].libelle: CATALOGUE[e.indicateur_id].filtres for e in found}


def noms(moved: dict[str, list[Deplacement]]) -> list[Ligne]:
    """Who entered, left, signed, as rows."""
    return [
        d.ligne | {"sens": SENS[name, d.est_entree], "cause": CAUSES[d.cause]}
        for name, territories in moved.items()
        for d in territories
    ]


VOLETS = {"Ce qui a changé": changements, "Alertes": alertes.dessiner}
