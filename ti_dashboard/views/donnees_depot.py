"""Leaf « Déposer »: drop files, read the report, see what would change, accept, publish."""

import tempfile
from datetime import date
from pathlib import Path

import streamlit as st

from ti_dashboard import depots
from ti_dashboard.citation import citer
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import accord, jour
from ti_dashboard.queries.questions import poser
from ti_dashboard.views import atelier, donnees_rapport

DEPOT = "depot"
MODES = {
    "Complément": "Les lignes s'ajoutent ; une ligne déjà connue dont le montant a changé devient une correction.",
    "État complet": "Comme un complément, et ce que l'émetteur avait déclaré sans le redire est retiré.",
}
PHASES = {"Dite par le fichier": None, "Phase I": "1", "Phase II": "2"}


def en_attente(contexte: Contexte) -> list[depots.Depot]:
    """Accepted deposits that the publication shown does not hold yet."""
    held = {row["dossier"] for row in poser(contexte.publication, "livraisons")}
    return [d for d in depots.acceptes() if d.depot_id not in held]


def dessiner(contexte: Contexte) -> None:
    if not atelier.peut_ecrire():
        return
    author = atelier.demander_auteur()
    _a_publier(contexte, author)
    prepared = depots.prepare(st.query_params.get(DEPOT, ""))
    if prepared is None:
        _formulaire(contexte, author)
    else:
        donnees_rapport.dessiner(prepared)
        _suites(prepared, author)


def _a_publier(contexte: Contexte, author: str) -> None:
    waiting = en_attente(contexte)
    for depot in waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{citer(depot.emetteur)}**, reçu le {jour(depot.date_reception)}, "
                f"{accord(depot.nb_valides, 'ligne acceptée', 'lignes acceptées')} : attend d'être publié.",
                width="stretch",
            )
            if st.button("Écarter", key=f"ecarter-{depot.depot_id}", type="tertiary"):
                _puis_relire(atelier.executer("Mise à l'écart", "ecarter", depot.depot_id, auteur=author))
    if waiting and st.button(f"Publier {accord(len(waiting), 'dépôt')}", type="primary", key="publier"):
        _puis_relire(atelier.executer("Publication", "publier", auteur=author))
    for depot in depots.ecartes():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{citer(depot.emetteur)}**, reçu le {jour(depot.date_reception)} : écarté.", width="stretch")
            if st.button("Reprendre", key=f"reprendre-{depot.depot_id}", type="tertiary"):
                _puis_relire(atelier.executer("Reprise", "reprendre", depot.depot_id, auteur=author))


def _puis_relire(result: object) -> None:
    """The publication or the deposits have changed: draw the page again with what is there now."""
    if result is not None:
        st.rerun()


def _formulaire(contexte: Contexte, author: str) -> None:
    senders = sorted({str(row["emetteur"]) for row in poser(contexte.publication, "livraisons")})
    files = st.file_uploader(
        "Fichiers reçus : CSV, XLSX, XLS ou ODS", type=["csv", "xlsx", "xls", "ods"], accept_multiple_files=True,
        key="fichiers",
    )  # fmt: skip
    left, middle, right = st.columns(3)
    sender = left.selectbox("Émetteur", senders, index=None, placeholder="Qui a envoyé ces fichiers",
                            accept_new_options=True, key="emetteur")  # fmt: skip
    received = middle.date_input("Reçu le", value="today", max_value=date.today(), format="DD/MM/YYYY", key="recu")
    phase = right.selectbox("Phase", list(PHASES), key="phase_du_fichier")
    mode = st.segmented_control("Ce que dit le fichier", list(MODES), default="Complément", key="mode", required=True)
    st.caption(MODES[mode])
    total = st.text_input("Total de contrôle déclaré par l'émetteur, en euros (facultatif)", key="total",
                          placeholder="1 234 567,89")  # fmt: skip
    if st.button("Vérifier", type="primary", disabled=not (files and sender), key="verifier"):
        words = ["--emetteur", str(sender), "--recu-le", received.isoformat()]
        words += ["--etat-complet"] if mode == "État complet" else []
        words += ["--phase", PHASES[phase]] if PHASES[phase] else []
        words += ["--total", total] if total.strip() else []
        _verifier(files, words, author)


def _verifier(files: list, words: list[str], author: str) -> None:
    """Hand the bytes to the verb under neutral names: the name received travels beside, never as a path."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for k, file in enumerate(files):
            path = Path(folder) / str(k)
            path.write_bytes(file.getbuffer())
            paths += ["--nom", file.name, str(path)]
        result = atelier.executer("Vérification", "verifier", *words, *paths, auteur=author)
    if result is not None:
        st.query_params[DEPOT] = str(result["depot"])
        st.rerun()


def _suites(depot: depots.Depot, author: str) -> None:
    with st.container(horizontal=True):
        preview = st.button("Voir ce qui changerait", key="apercu", disabled=not depot.nb_valides)
        accept = st.button("Accepter tout", type="primary", key="accepter", disabled=not depot.est_sans_faute)
        partial = st.button(
            f"Accepter les lignes valides ({depot.nb_valides})", key="accepter-valides",
            disabled=depot.est_sans_faute or not depot.nb_valides,
        )  # fmt: skip
        if st.button("Déposer un autre fichier", type="tertiary", key="autre"):
            _oublier()
    if preview and (found := atelier.executer("Aperçu", "apercu", depot.depot_id, auteur=author)):
        donnees_rapport.changements(found)
    if accept or partial:
        _accepter(depot, author, partial)


def _accepter(depot: depots.Depot, author: str, partial: bool) -> None:
    done = atelier.executer("Dépôt", "deposer", auteur=author, prepare=depot.depot_id, lignes_valides=partial)
    if done is not None:
        _oublier()


def _oublier() -> None:
    st.query_params.pop(DEPOT, None)
    st.rerun()
