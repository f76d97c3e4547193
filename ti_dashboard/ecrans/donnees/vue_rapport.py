"""The report of a deposit: what was read, what is wrong and how to mend it, what it may repeat and would change."""

from decimal import Decimal
from typing import Any

import streamlit as st

from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot, FeuilleRecue
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, ecart, entre_guillemets, jour, nombre
from ti_dashboard.programme.colonnes import Colonne, en_textes
from ti_dashboard.programme.evolution import CAUSES
from ti_dashboard.programme.filtres import phase_en_mots
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.valeurs import formater

MONTRES = 500
FEUILLES = (
    Colonne("fichier", "Fichier"),
    Colonne("nom", "Feuille"),
    Colonne("nature", "Nature"),
    Colonne("nb_lignes", "Lignes lues", "entier"),
    Colonne("nb_valides", "Valides", "entier"),
    Colonne("nb_rejets", "Rejetées", "entier"),
    Colonne("nb_sans_objet", "Laissées de côté", "entier"),
    Colonne("total_controle", "Total déclaré", "euros", absent="—"),
    Colonne("total_lu", "Somme lue", "euros", absent="—"),
)
CONSTATS = (
    Colonne("fichier", "Fichier"),
    Colonne("feuille", "Feuille"),
    Colonne("ligne", "Ligne", "entier", absent="—"),
    Colonne("colonne", "Colonne"),
    Colonne("valeur", "Valeur lue"),
    Colonne("constat", "Ce qui ne va pas"),
    Colonne("remede", "Comment le corriger"),
)
BILAN = (
    Colonne("fichier", "Fichier"),
    Colonne("feuille", "Feuille"),
    Colonne("nb_ajoutees", "Ajoutées", "entier"),
    Colonne("nb_corrigees", "Corrigées", "entier"),
    Colonne("nb_retirees", "Retirées", "entier"),
    Colonne("nb_deja_connues", "Déjà connues", "entier"),
    Colonne("nb_recouvertes", "Sans effet", "entier"),
    Colonne("nb_rejets", "Rejetées", "entier"),
)


def dessiner(depot: Depot) -> None:
    st.header(f"{citer(depot.emetteur)}, reçu le {jour(depot.date_reception)}", anchor=False)
    if depot.est_sans_faute:
        st.success(f"{accord(depot.nb_valides, 'ligne')}, aucune anomalie.")
    else:
        st.error(
            f"{accord(depot.nb_constats, 'anomalie')} : {accord(depot.nb_rejets, 'ligne rejetée', 'lignes rejetées')} "
            f"sur {nombre(depot.nb_lignes)}. Rien n'est accepté tant que vous ne le demandez pas."
        )
    _tableau(FEUILLES, [_feuille(f) for f in depot.feuilles], "Feuilles lues")
    if depot.constats:
        _constats(depot)
    _rejets(depot)
    if depot.doublons:
        st.subheader("Doublons possibles, à confirmer", anchor=False)
        st.caption("Rien n'est fusionné : les deux lignes comptent tant que l'émetteur n'en retire pas une.")
        columns = (Colonne("motif", "Motif"), Colonne("une", "Une ligne"), Colonne("autre", "L'autre"))
        _tableau(columns, [p.__dict__ for p in depot.doublons], "Doublons possibles")
    _avis(depot)


def _constats(depot: Depot) -> None:
    """What is wrong, cell by cell; of a file that could not be read at all, the sentence, whole."""
    st.subheader("Ce qui ne va pas", anchor=False)
    read = {sheet.fichier for sheet in depot.feuilles}
    for constat in depot.constats:
        if constat.fichier not in read:
            st.markdown(citer(entre_guillemets(constat.en_phrase())))
    _tableau(CONSTATS, [c.__dict__ for c in depot.constats if c.fichier in read][:MONTRES], "Anomalies")
    if depot.nb_constats > MONTRES:
        st.caption(f"Les {nombre(MONTRES)} premières sur {nombre(depot.nb_constats)}.")


def _avis(depot: Depot) -> None:
    """What the reading did, place by place; what is said of the deposit as a whole stands out."""
    names = tuple(f"{fichier.nom}{end}" for fichier in depot.fichiers for end in (",", " :"))
    placed: dict[str, list[str]] = {}
    for notice in depot.avis:
        place, _, said = notice.partition(" : ")
        if notice.startswith(names) and said:
            placed.setdefault(place, []).append(said)
        else:
            st.info(citer(notice))
    if placed:
        st.subheader("Ce que la lecture a fait", anchor=False)
    for place, sentences in placed.items():
        lines = "\n".join(f"- {citer(entre_guillemets(said))}" for said in sentences)
        st.markdown(f"**{citer(place)}**\n\n{lines}")


def _feuille(sheet: FeuilleRecue) -> dict[str, Any]:
    return sheet.__dict__ | {
        "nom": sheet.nom or "—",
        "total_controle": Decimal(sheet.total_controle) if sheet.total_controle else None,
        "total_lu": Decimal(sheet.total_lu) if sheet.total_lu else None,
    }


def _rejets(depot: Depot) -> None:
    folder = depots.attente() / depot.depot_id
    for sheet in depot.feuilles:
        if sheet.rejets:
            st.download_button(
                f"Télécharger les lignes rejetées de {citer(sheet.fichier)} {citer(sheet.nom)}".strip(),
                data=(folder / sheet.rejets).read_bytes(),
                mime="text/csv",
                on_click="ignore",
                file_name=f"rejets_{sheet.fichier}_{sheet.nom}.csv".replace(" ", "_"),
                key=f"rejets-{sheet.rejets}",
            )


def _tableau(columns: tuple[Colonne, ...], rows: list[dict[str, Any]], alt: str) -> None:
    if rows:
        st.dataframe(en_textes(columns, rows), hide_index=True, alt=alt)


def changements(found: dict[str, Any]) -> None:
    """What publishing would change: rows, then figures before and after, each movement with its cause."""
    st.subheader("Ce qui changerait", anchor=False)
    for supposed in found["suppositions"]:
        st.caption(f"En supposant : {citer(str(supposed))}")
    _tableau(BILAN, found["feuilles"], "Lignes ajoutées, corrigées, retirées")
    rows = [_changement(c) for c in found["changements"]]
    if not rows:
        st.markdown("Aucun indicateur ne bougerait.")
        return
    st.dataframe(rows, hide_index=True, alt="Indicateurs avant et après")


def _changement(change: dict[str, Any]) -> dict[str, str]:
    name = str(change["indicateur_id"])
    before, after = (_nombre(change[k]) for k in ("avant", "apres"))
    causes = [(CAUSES[c], _nombre(v)) for c, v in change["causes"].items()]
    return {
        "Indicateur": CATALOGUE[name].libelle,
        "Phase": phase_en_mots(int(change["phase"])),
        "Aujourd'hui": formater(name, before),
        "Avec ce dépôt": formater(name, after),
        "Pourquoi": " ; ".join(f"{told} {ecart(v, formater(name, v and abs(v)))}" for told, v in causes) or "—",
    }


def _nombre(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
