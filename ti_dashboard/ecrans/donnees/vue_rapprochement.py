"""Leaf « Rapprochement »: who still owes what, what does not add up, who contradicts whom, what may be told twice."""

import streamlit as st

from ti_dashboard.cadre import atelier, telechargements
from ti_dashboard.dossier import chemins, journal
from ti_dashboard.ecrans.donnees import tableaux_rapprochement as tableaux
from ti_dashboard.ecrans.donnees import vue_rattachement, vue_recus
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, euros, jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.colonnes import en_textes
from ti_dashboard.programme.libelles import dire
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.tableaux import Tableau, TableauCompose

VERDICTS = {"doublon": "Même acte", "distincts": "Deux actes"}


def dessiner(contexte: Contexte) -> None:
    _livraisons(contexte)
    _non_rattaches(contexte)
    vue_rattachement.dessiner(contexte)
    _ecarts(contexte)
    _publies(contexte)
    _doublons(contexte)
    vue_recus.dessiner()


def _tableau(contexte: Contexte, tableau: Tableau, contenu: TableauCompose) -> None:
    st.dataframe(en_textes(contenu.colonnes, contenu.lignes), hide_index=True, alt=contenu.titre)
    telechargements.boutons(tableau, contexte)


def _livraisons(contexte: Contexte) -> None:
    st.header("Qui a livré", anchor="livraisons")
    content = tableaux.livraisons(contexte, {})
    rows = content.lignes
    late = [r for r in rows if r["etat"] != "recue"]
    wrong = [r for r in rows if r["ecart_controle"]]
    rejected = sum(int(r["nb_rejets"]) for r in rows)
    st.markdown(
        f"Pour l'{contexte.choix.arrete_en_mots()} : "
        f"{accord(len(rows) - len(late), 'livraison reçue', 'livraisons reçues')}, "
        f"{accord(len(late), 'absente ou après la clôture', 'absentes ou après la clôture')}, "
        f"{accord(rejected, 'ligne rejetée', 'lignes rejetées')}, {accord(len(wrong), 'total')} de contrôle en écart. "
        "Est attendue une livraison que l'émetteur avait faite pour l'arrêté d'avant, et de toute région du programme "
        "qui n'a jamais rien livré ; au premier arrêté, toutes le sont."
    )
    _tableau(contexte, tableaux.LIVRAISONS, content)


def _non_rattaches(contexte: Contexte) -> None:
    st.header("Euros sans territoire", anchor="non-rattaches")
    content = tableaux.non_rattaches(contexte, {})
    if not content.lignes:
        st.markdown("Tous les montants connus sont rattachés à un territoire.")
        return
    st.markdown("Ces montants n'entrent dans aucune région ; leurs natures ne s'additionnent pas.")
    _tableau(contexte, tableaux.NON_RATTACHES, content)


def _ecarts(contexte: Contexte) -> None:
    st.header("Ce que territoires et financeurs disent différemment", anchor="ecarts")
    content = tableaux.ecarts(contexte, {})
    rows = content.lignes
    if not rows:
        st.markdown("Aucun projet n'est dit différemment par son territoire et ses financeurs.")
        return
    kinds = sorted({str(r["constat"]) for r in rows})
    counts = (f"- {citer(dire('ecart_declare', k))} : **{sum(r['constat'] == k for r in rows)}**" for k in kinds)
    st.markdown("\n".join(counts))
    _tableau(contexte, tableaux.ECARTS, content)


def _publies(contexte: Contexte) -> None:
    st.header("Chiffres dits et chiffres calculés", anchor="publies")
    content = tableaux.publies(contexte, {})
    if not content.lignes:
        st.markdown("Aucun chiffre publié ne se rapporte à cet arrêté et à cette phase.")
        return
    _tableau(contexte, tableaux.PUBLIES, content)


def _doublons(contexte: Contexte) -> None:
    st.header("Actes peut-être déclarés deux fois", anchor="doublons")
    rows = poser(contexte.publication, "doublons_actes", phase=contexte.choix.phase)
    if not rows:
        st.markdown("Aucune paire : pas deux références pour un même financeur, projet, montant et jour.")
        return
    verdicts = {e.objet: e for e in journal.lire(chemins.donnees()) if e.geste == "doublon" and e.issue == "fin"}
    st.markdown("Les deux lignes comptent tant que l'émetteur n'en retire pas une. Dites ce que vous savez de chacune.")
    author = "" if chemins.lecture_seule() else atelier.demander_auteur("doublon-auteur")
    for row in rows:
        _paire(author, row, verdicts.get(str(row["paire_id"])))


def _paire(author: str, row: Ligne, verdict: journal.Entree | None) -> None:
    with st.container(border=True):
        st.markdown(
            f"**{citer(row['operateur'])}**, {citer(row['nature_montant']).lower()}, {euros(row['montant_eur'])} le "
            f"{jour(row['date_effet'])}, projet {citer(row['projet_id'] or 'inconnu')}  \n"
            f"{citer(row['reference_une'])} ({citer(row['place_une'])})  \n"
            f"{citer(row['reference_autre'])} ({citer(row['place_autre'])})"
        )
        if verdict:
            st.caption(f"{VERDICTS[str(verdict.detail['verdict'])]}, dit par {citer(verdict.auteur)}.")
        if chemins.lecture_seule():
            return
        with st.container(horizontal=True):
            for code, label in VERDICTS.items():
                said = f"{label} : {citer(row['reference_une'])} et {citer(row['reference_autre'])}"
                if st.button(label, key=f"doublon-{code}-{row['paire_id']}", type="tertiary", help=said):
                    given = (str(row["paire_id"]), code)
                    atelier.puis_relire(atelier.executer(Markdown("Verdict"), "doublon", *given, auteur=author))
