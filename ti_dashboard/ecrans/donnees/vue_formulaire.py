"""The form of « Déposer »: the files received, what their sender says of them, and their verification."""

import tempfile
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ti_dashboard import horloge
from ti_dashboard.cadre import atelier, televersement
from ti_dashboard.cadre.personne import courante
from ti_dashboard.composants.annonce import annonce
from ti_dashboard.dossier import depots, disque
from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME
from ti_dashboard.dossier.commande import Valeur
from ti_dashboard.ecrans.donnees import vue_attente
from ti_dashboard.ecrans.donnees.parametres import DEPOT
from ti_dashboard.errors import DisqueRefuse
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, enumeration
from ti_dashboard.programme.filtres import PHASES, phase_en_mots
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.referentiels import emetteurs

FICHIERS = "fichiers"
MODES = {
    "Complément": "Les lignes s'ajoutent ; une ligne déjà connue dont le montant a changé devient une correction.",
    "État complet": "Comme un complément, et ce que l'émetteur avait déclaré sans le redire est retiré.",
}
PHASES_DU_FICHIER = {"Dite par le fichier": None} | {phase_en_mots(code): str(code) for code in PHASES}


def demander(contexte: Contexte | None, author: str) -> None:
    senders = {str(row["emetteur"]) for row in vue_attente.livraisons(contexte)}
    senders |= {d.emetteur for d in depots.tous()}
    files = _fichiers()
    left, middle, right = st.columns(3)
    sender, received = _emetteur(left, senders), _recu_le(middle)
    phase = right.selectbox("Phase du fichier", list(PHASES_DU_FICHIER), key="phase_du_fichier")
    # A complete state withdraws also what is outside a perimeter.
    modes = list(MODES)[: None if courante().perimetre.est_national else 1]
    mode = st.segmented_control("Ce que dit le fichier", modes, default="Complément", key="mode", required=True)
    st.caption(MODES[mode])
    total = st.text_input(
        "Total de contrôle déclaré par l'émetteur, en euros (facultatif)", key="total", placeholder="1 234 567,89"
    )
    hidden = st.checkbox("Lire aussi les feuilles et les lignes masquées ou filtrées", key="avec_masquees")
    new = _est_nouveau(sender, senders)
    missing = _manques(files, sender, new)
    annonce(_recus(files, missing), "depot")
    with st.container(horizontal=True, vertical_alignment="center"):
        verify = st.button("Vérifier", type="primary", disabled=bool(missing), key="verifier")
        if missing:
            st.caption(missing, width="stretch")
    if verify:
        told: dict[str, Valeur] = {"emetteur": str(sender), "nouvel_emetteur": bool(new), "total": total.strip()}
        told |= {"recu_le": received.isoformat(), "phase": PHASES_DU_FICHIER[phase]}
        told |= {"etat_complet": mode == "État complet", "avec_masquees": hidden}
        _verifier(files, author, told)


def _fichiers() -> list[UploadedFile]:
    return st.file_uploader(
        f"Fichiers reçus : {depots.FORMATS} (un XLS s'enregistre d'abord en XLSX)",
        type=["csv", "xlsx", "ods"],
        accept_multiple_files=True,
        key=FICHIERS,
    )


def _emetteur(column: DeltaGenerator, senders: set[str]) -> str | None:
    return column.selectbox(
        "Émetteur",
        emetteurs.connus(senders),
        index=None,
        placeholder="Qui a envoyé ces fichiers",
        accept_new_options=True,
        key="emetteur",
    )


def _recu_le(column: DeltaGenerator) -> date:
    today = horloge.aujourd_hui()
    return column.date_input(
        "Reçu le", value=today, min_value=DEBUT_PROGRAMME, max_value=today, format="DD/MM/YYYY", key="recu"
    )


def _est_nouveau(sender: str | None, senders: set[str]) -> bool | None:
    """True when the sender is somebody new and said to be, False for a known one, None while nobody said."""
    if not sender or emetteurs.reconnu(sender, senders):
        return False
    near = emetteurs.proches(sender, senders)
    hint = f" Les plus proches : {citer(enumeration(near))}." if near else ""
    label = f"« {citer(sender)} » est un nouvel émetteur, aucun nom connu ne le désigne."
    return st.checkbox(label + hint, key="nouvel-emetteur") or None


def _manques(files: list[UploadedFile], sender: str | None, new: bool | None) -> str:
    """Why « Vérifier » cannot be clicked yet, and how to go on; empty when it can."""
    if lost := televersement.dire_les_perdus(FICHIERS):
        return lost
    absent = ["un fichier"] * (not files) + ["son émetteur"] * (not sender)
    absent += ["de dire si cet émetteur est nouveau"] * (new is None)
    return f"Pour vérifier, il manque {enumeration(absent)}." if absent else ""


def _recus(files: list[UploadedFile], missing: str) -> str:
    """For who does not see the list: what has come, and what is still asked."""
    names = enumeration([file.name for file in televersement.gardes(FICHIERS)])
    return f"{accord(len(files), 'fichier reçu', 'fichiers reçus')} : {names}. {missing}".strip() if names else ""


def _verifier(files: list[UploadedFile], author: str, options: dict[str, Valeur]) -> None:
    """Hand the bytes to the verb under neutral names: the name received travels beside, never as a path."""
    with tempfile.TemporaryDirectory() as folder:
        paths, names = [Path(folder) / str(k) for k, _ in enumerate(files)], [f.name for f in files]
        try:
            with disque.refus_en_clair(Path(folder)):
                for path, file in zip(paths, files, strict=True):
                    path.write_bytes(file.getbuffer())
        except DisqueRefuse as error:
            st.error(citer(str(error)))
            return
        result = atelier.executer(
            Markdown("Vérification"), "verifier", *map(str, paths), auteur=author, nom=names, **options
        )
    if result is not None:
        st.query_params[DEPOT.nom] = str(result["depot"])
        st.rerun()
