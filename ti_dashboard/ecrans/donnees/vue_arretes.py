"""Leaf « Arrêtés »: those frozen, what came after the last closing, those withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.cadre import atelier
from ti_dashboard.cadre.tableau import tableau
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.arretes import ArreteDecide, retires
from ti_dashboard.ecrans.donnees import vue_arreter, vue_horodatage
from ti_dashboard.ecrans.donnees.vue_horodatage import Horodatages
from ti_dashboard.errors import ArreteIllisible
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser

HORODATAGE = Colonne("horodatage", "Horodatage")
ARRETES = (
    Colonne("arrete_id", "Date", "jour"),
    Colonne("numero", "N°", "entier"),
    Colonne("libelle", "Nom"),
    Colonne("date_cloture", "Clôture", "jour"),
    Colonne("auteur", "Arrêté par", absent="repris des sources"),
    Colonne("empreinte", "Sceau (SHA-256)"),
    HORODATAGE,
)
APRES = (
    Colonne("emetteur", "Émetteur"),
    Colonne("fichier", "Fichier"),
    Colonne("feuille", "Feuille"),
    Colonne("nature", "Nature"),
    Colonne("date_reception", "Reçu le", "jour"),
    Colonne("date_connaissance", "Compte à partir du", "jour"),
    Colonne("nb_lignes", "Lignes nouvelles", "entier"),
    Colonne("nb_corrigees", "Dont corrections", "entier"),
    Colonne("nb_retirees", "Retraits", "entier"),
)
RETIRES = (
    Colonne("arrete_id", "Date", "jour"),
    Colonne("libelle", "Nom"),
    Colonne("date_cloture", "Clôture", "jour"),
    Colonne("auteur", "Arrêté par"),
    Colonne("retire_le", "Retiré le", "jour"),
    Colonne("retire_par", "Retiré par"),
    Colonne("motif", "Motif"),
    Colonne("empreinte", "Sceau (SHA-256)"),
    HORODATAGE,
)


def dessiner(contexte: Contexte) -> None:
    rows = poser(contexte.publication, "arretes")
    st.header("Arrêtés", anchor="arretes")
    st.markdown("Un arrêté ne change jamais. Choisissez sa date dans le filtre « Arrêté » pour le revoir au centime.")
    _figes(rows)
    _apres_cloture(contexte)
    if atelier.peut_ecrire():
        vue_arreter.dessiner()
        _retirer(rows)


def _figes(rows: Sequence[Ligne]) -> None:
    try:
        stamped, withdrawn = vue_horodatage.lire(rows), retires(chemins.donnees())
    except ArreteIllisible as error:
        st.error(citer(str(error)))
        stamped, withdrawn = {}, ()
    tableau("arretes", ARRETES, vue_horodatage.ajouter(rows, stamped), "Arrêtés, leur clôture et leur sceau")
    vue_horodatage.dire(stamped)
    _retires(withdrawn, stamped)


def _apres_cloture(contexte: Contexte) -> None:
    st.header("Après clôture", anchor="apres-cloture")
    rows = poser(contexte.publication, "apres_cloture")
    if not rows:
        st.markdown("Rien n'est arrivé depuis la dernière clôture.")
        return
    st.markdown(
        f"{accord(len(rows), 'feuille publiée')} dans le registre, qu'aucun arrêté ne compte encore : "
        "les pages ne les montrent pas avant le prochain arrêté."
    )
    tableau("apres-cloture", APRES, rows, "Feuilles reçues après la dernière clôture")


def _retires(withdrawn: Sequence[ArreteDecide], stamped: Horodatages) -> None:
    rows = [
        {
            **asdict(a),
            "empreinte": a.empreinte,
            "motif": a.retrait.motif,
            "retire_par": a.retrait.auteur,
            "retire_le": horloge.jour_a_paris(a.retrait.retire_le),
        }
        for a in withdrawn
        if a.retrait
    ]
    if rows:
        st.subheader("Arrêtés retirés", anchor=False)
        st.caption("Figés par erreur : gardés, scellés, ni montrés ni comparés. Leur date ne sert plus.")
        told = vue_horodatage.ajouter(rows, stamped)
        tableau("arretes-retires", RETIRES, told, "Arrêtés retirés, par qui et pourquoi")


def _retirer(rows: Sequence[Ligne]) -> None:
    own = {jour(r["arrete_id"]): f"{jour(r['arrete_id'])}, {r['libelle']}" for r in rows if r["auteur"]}
    if not own:
        return
    with st.expander("Retirer un arrêté figé par erreur"):
        st.markdown("Il reste gardé et scellé, avec son motif. Il n'est plus montré ni comparé ; sa date ne sert plus.")
        author = atelier.demander_auteur("retirer-auteur")
        chosen = st.selectbox(
            "Arrêté (obligatoire)", list(own), None, own.__getitem__, placeholder="Lequel retirer", key="retirer-date"
        )
        why = st.text_input("Motif (obligatoire)", key="retirer-motif", max_chars=300)
        sure = st.checkbox("Cet arrêté a été figé par erreur : le retirer pour toujours", key="retirer-sur")
        if not st.button("Retirer", key="retirer"):
            return
        if not (chosen and why.strip() and sure):
            st.error("Choisissez l'arrêté, dites pourquoi, et cochez la case : rien n'a changé.")
        else:
            atelier.puis_relire(
                atelier.executer(Markdown("Retrait"), "retirer", chosen, auteur=author, motif=why, oui=True)
            )
