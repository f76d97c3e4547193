"""Attach by hand what no territory holds: find lines, choose them; see what was, and undo it."""

import zlib
from collections.abc import Sequence
from typing import Literal

import streamlit as st

from ti_dashboard.cadre import atelier, telechargements
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.rattachements import Attache
from ti_dashboard.ecrans.donnees import parametres, vue_rattacher
from ti_dashboard.ecrans.donnees import tableaux_rattachement as tableaux
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.programme.colonnes import Ligne, en_textes
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import Mots, Tableau, TableauCompose

HAUTEUR, RAISONS = 400, 6
LARGEURS = {name: st.column_config.Column(width="medium") for name in ("Projet ou acte", "Lieu que dit le fichier")}
EFFET = (
    "Un projet emporte ses montants. Publié, le rattachement compte au prochain arrêté, ceux déjà figés ne changent "
    "pas ; il vaut aussi quand l'émetteur redit la même ligne, jusqu'à ce qu'on le défasse."
)


def dessiner(contexte: Contexte) -> None:
    st.header("À rattacher à un territoire", anchor="a-rattacher")
    whole = tableaux.a_rattacher(contexte, {})
    by_hand = tableaux.rattaches(contexte, {})
    waiting = tableaux.en_attente(contexte.publication)
    if not (whole.lignes or by_hand.lignes or waiting):
        st.markdown("Tous les projets et tous les actes de cette phase sont rattachés à un territoire.")
        return
    writes = not chemins.lecture_seule()
    author = atelier.demander_auteur() if writes else ""
    if waiting:
        _a_publier(waiting, author, writes)
    _a_rattacher(contexte, whole, author, writes)
    if by_hand.lignes:
        _rattaches(contexte, by_hand, author, writes)


def _a_publier(waiting: Sequence[Attache], author: str, writes: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        told = accord(
            len(waiting),
            "rattachement fait ou défait à la main attend d'être publié",
            "rattachements faits ou défaits à la main attendent d'être publiés",
        )
        st.markdown(f"**{told}.**", width="stretch")
        if writes and st.button("Publier", type="primary", key="publier-rattachements"):
            atelier.puis_relire(atelier.executer(Markdown("Publication"), "publier", auteur=author))


def _a_rattacher(contexte: Contexte, whole: TableauCompose, author: str, writes: bool) -> None:
    if not whole.lignes:
        st.markdown("Rien d'autre n'est sans territoire dans cette phase.")
        return
    verb = "n'est rattaché" if len(whole.lignes) == 1 else "ne sont rattachés"
    reasons = tableaux.compter(whole.lignes, tableaux.RAISON)
    told = "\n".join(f"- {citer(reason)}" for reason in list(reasons.values())[:RAISONS])
    st.markdown(f"{citer(tableaux.en_mots(whole.lignes))} {verb} à aucun territoire :\n\n{told}")
    if writes:
        st.markdown(EFFET)
    asked = _chercher(whole.lignes)
    content = tableaux.a_rattacher(contexte, asked) if asked else whole
    chosen = _liste(contexte, tableaux.A_RATTACHER, content, asked, writes)
    if writes and content.lignes:
        vue_rattacher.dessiner(contexte, chosen, author)


def _chercher(rows: Sequence[Ligne]) -> Mots:
    """What narrows the list: words, one reason, one place said."""
    left, middle, right = st.columns(3)
    said = "Intitulé, code, commune, émetteur"
    words = left.text_input(
        "Chercher", key=parametres.CHERCHE.nom, bind="query-params", type="search", placeholder=said
    )
    reasons = tableaux.compter(rows, tableaux.RAISON)
    why = middle.selectbox(
        "Raison",
        list(reasons),
        index=None,
        key=f"{tableaux.RAISON}_a_rattacher",
        format_func=reasons.__getitem__,
        filter_mode="contains",
        placeholder="Toutes",
    )
    places = tableaux.compter([r for r in rows if why in (None, r[tableaux.RAISON])], tableaux.LIEU)
    place = right.selectbox(
        "Lieu dit",
        list(places),
        index=None,
        key=f"{tableaux.LIEU}_a_rattacher",
        format_func=places.__getitem__,
        filter_mode="contains",
        placeholder=f"Tous, {accord(len(places), 'lieu', 'lieux')}",
    )
    asked = {parametres.CHERCHE.nom: (words or "").strip(), tableaux.RAISON: why, tableaux.LIEU: place}
    return {name: [value] for name, value in asked.items() if value}


def _liste(contexte: Contexte, tableau: Tableau, content: TableauCompose, asked: Mots, writes: bool) -> list[Ligne]:
    """Draw the table; the rows chosen in it. Another list is another table: a choice never slips to other lines."""
    rows = content.lignes
    if not rows:
        st.markdown("Aucune ligne ne répond à cette recherche.")
        return []
    shown, chosen = en_textes(content.colonnes, rows), []
    height: int | Literal["auto"] = HAUTEUR if len(rows) > 9 else "auto"
    if writes:
        name = zlib.crc32("\n".join(f"{r['projet_id']} {r['operateur_id']} {r['reference']}" for r in rows).encode())
        event = st.dataframe(
            shown,
            hide_index=True,
            height=height,
            alt=content.titre,
            column_config=LARGEURS,
            on_select="rerun",
            selection_mode="multi-row",
            key=f"{tableau.cle}-{name}",
        )
        chosen = [rows[k] for k in event.selection.rows if k < len(rows)]
        every = " La case de l'en-tête les coche toutes." if len(rows) > 1 else ""
        st.caption(f"{accord(len(rows), 'ligne')}, {accord(len(chosen), 'cochée')}.{every}")
    else:
        st.dataframe(shown, hide_index=True, height=height, alt=content.titre, column_config=LARGEURS)
    telechargements.boutons(tableau, contexte, asked)
    return chosen


def _rattaches(contexte: Contexte, by_hand: TableauCompose, author: str, writes: bool) -> None:
    st.subheader("Rattachés à la main", anchor="rattaches-a-la-main")
    contradicted = [r for r in by_hand.lignes if r["est_contredit"]]
    if contradicted:
        st.warning(
            f"{accord(len(contradicted), 'ligne')} : l'émetteur dit depuis un autre territoire que celui donné à la "
            f"main, qui reste tant qu'il n'est pas défait. {_contredits(contradicted)}"
        )
    chosen = _liste(contexte, tableaux.RATTACHES, by_hand, {}, writes)
    if writes:
        label = f"Défaire {accord(len(chosen), 'rattachement')}" if chosen else "Défaire"
        if st.button(label, key="detacher", disabled=not chosen):
            atelier.puis_relire(
                atelier.executer(
                    Markdown("Retour à ce que dit l'émetteur"),
                    "detacher",
                    *vue_rattacher.sujets(contexte, chosen),
                    auteur=author,
                    phase=str(contexte.choix.phase),
                )
            )


def _contredits(rows: Sequence[Ligne]) -> str:
    told = [f"{citer(r['intitule'])} : {citer(r['territoire'])}, dit {citer(r['dit'])}" for r in rows[:3]]
    return " ; ".join(told) + (" ; …" if len(rows) > 3 else ".")
