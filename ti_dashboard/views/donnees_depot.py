"""Leaf « Déposer »: drop files, read the report, see what would change, accept, publish."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ti_dashboard import depots, disque, horloge
from ti_dashboard.arretes import DEBUT_PROGRAMME
from ti_dashboard.citation import citer
from ti_dashboard.commande import Valeur
from ti_dashboard.contexte import Contexte
from ti_dashboard.errors import DisqueRefuse
from ti_dashboard.formats import accord, enumeration, jour
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne
from ti_dashboard.tableaux import rattachement
from ti_dashboard.views import atelier, donnees_rapport, televersement

DEPOT, FICHIERS = "depot", "fichiers"
MODES = {
    "Complément": "Les lignes s'ajoutent ; une ligne déjà connue dont le montant a changé devient une correction.",
    "État complet": "Comme un complément, et ce que l'émetteur avait déclaré sans le redire est retiré.",
}
PHASES = {"Dite par le fichier": None, "Phase I": "1", "Phase II": "2"}


def en_attente(contexte: Contexte | None) -> list[depots.Depot]:
    """Accepted deposits that the publication shown does not hold yet; all of them when there is none."""
    held = {row["dossier"] for row in _livraisons(contexte)}
    return [d for d in depots.acceptes() if d.depot_id not in held]


def _livraisons(contexte: Contexte | None) -> Sequence[Ligne]:
    """The sheets of the publication; nothing when nothing was ever published."""
    return poser(contexte.publication, "livraisons") if contexte else ()


def dessiner(contexte: Contexte | None) -> None:
    if not atelier.peut_ecrire():
        return
    author = atelier.demander_auteur()
    _a_publier(contexte, author)
    prepared = depots.prepare(st.query_params.get(DEPOT, ""))
    if prepared is None:
        _a_accepter(author)
        _formulaire(contexte, author)
    else:
        donnees_rapport.dessiner(prepared)
        _suites(prepared, author)


def _a_publier(contexte: Contexte | None, author: str) -> None:
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
    by_hand = rattachement.en_attente(contexte.publication) if contexte else ()
    told = [accord(len(waiting), "dépôt")] * bool(waiting) + [accord(len(by_hand), "rattachement")] * bool(by_hand)
    if told and st.button(f"Publier {enumeration(told)}", type="primary", key="publier"):
        _puis_relire(atelier.executer("Publication", "publier", auteur=author))
    for depot in depots.ecartes():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{citer(depot.emetteur)}**, reçu le {jour(depot.date_reception)} : écarté.", width="stretch")
            if st.button("Reprendre", key=f"reprendre-{depot.depot_id}", type="tertiary"):
                _puis_relire(atelier.executer("Reprise", "reprendre", depot.depot_id, auteur=author))


def _a_accepter(author: str) -> None:
    """Deposits read and not accepted: they wait until somebody accepts or forgets them."""
    for depot in depots.prepares():
        names = ", ".join(f.nom for f in depot.fichiers)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{citer(depot.emetteur)}**, {citer(names)}, reçu le {jour(depot.date_reception)} : vérifié, attend "
                "d'être accepté.", width="stretch",
            )  # fmt: skip
            if st.button("Ouvrir", key=f"ouvrir-{depot.depot_id}", type="tertiary"):
                st.query_params[DEPOT] = depot.depot_id
                st.rerun()
            if st.button("Oublier", key=f"oublier-{depot.depot_id}", type="tertiary"):
                _puis_relire(atelier.executer("Oubli", "oublier", depot.depot_id, auteur=author))


def _puis_relire(result: object) -> None:
    """The publication or the deposits have changed: draw the page again with what is there now."""
    if result is not None:
        st.rerun()


def _formulaire(contexte: Contexte | None, author: str) -> None:
    senders = sorted({str(row["emetteur"]) for row in _livraisons(contexte)})
    files = st.file_uploader(
        "Fichiers reçus : CSV, XLSX, XLS ou ODS", type=["csv", "xlsx", "xls", "ods"], accept_multiple_files=True,
        key=FICHIERS,
    )  # fmt: skip
    left, middle, right = st.columns(3)
    sender = left.selectbox("Émetteur", senders, index=None, placeholder="Qui a envoyé ces fichiers",
                            accept_new_options=True, key="emetteur")  # fmt: skip
    today = horloge.aujourd_hui()
    received = middle.date_input("Reçu le", value=today, min_value=DEBUT_PROGRAMME, max_value=today,
                                 format="DD/MM/YYYY", key="recu")  # fmt: skip
    phase = right.selectbox("Phase", list(PHASES), key="phase_du_fichier")
    mode = st.segmented_control("Ce que dit le fichier", list(MODES), default="Complément", key="mode", required=True)
    st.caption(MODES[mode])
    total = st.text_input("Total de contrôle déclaré par l'émetteur, en euros (facultatif)", key="total",
                          placeholder="1 234 567,89")  # fmt: skip
    hidden = st.checkbox("Lire aussi les feuilles et les lignes masquées ou filtrées", key="avec_masquees")
    missing = _manques(files, sender)
    with st.container(horizontal=True, vertical_alignment="center"):
        verify = st.button("Vérifier", type="primary", disabled=bool(missing), key="verifier")
        if missing:
            st.caption(missing, width="stretch")
    if verify:
        _verifier(files, author, {
            "emetteur": str(sender), "recu_le": received.isoformat(), "etat_complet": mode == "État complet",
            "phase": PHASES[phase], "total": total.strip(), "avec_masquees": hidden,
        })  # fmt: skip


def _manques(files: list, sender: str | None) -> str:
    """Why « Vérifier » cannot be clicked yet, and how to go on; empty when it can."""
    if lost := televersement.dire_les_perdus(FICHIERS):
        return lost
    absent = ["un fichier"] * (not files) + ["son émetteur"] * (not sender)
    return f"Pour vérifier, il manque {enumeration(absent)}." if absent else ""


def _verifier(files: list, author: str, options: dict[str, Valeur]) -> None:
    """Hand the bytes to the verb under neutral names: the name received travels beside, never as a path."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(k) for k, _ in enumerate(files)]
        try:
            with disque.refus_en_clair(Path(folder)):
                for path, file in zip(paths, files, strict=True):
                    path.write_bytes(file.getbuffer())
        except DisqueRefuse as error:
            st.error(citer(str(error)))
            return
        result = atelier.executer(
            "Vérification", "verifier", *map(str, paths), auteur=author, nom=[f.name for f in files], **options
        )
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
            _fermer()
    if not depot.est_sans_faute:
        told = accord(depot.nb_constats, "anomalie")
        st.caption(
            f"« Accepter tout » attend un fichier sans faute : {told} dans celui-ci."
            + ("" if depot.nb_valides else " Aucune ligne n'y est valide : rien ne peut être accepté.")
        )
    if preview and (found := atelier.executer("Aperçu", "apercu", depot.depot_id, auteur=author)):
        donnees_rapport.changements(found)
    if accept or partial:
        _accepter(depot, author, partial)


def _accepter(depot: depots.Depot, author: str, partial: bool) -> None:
    done = atelier.executer("Dépôt", "deposer", auteur=author, prepare=depot.depot_id, lignes_valides=partial)
    if done is not None:
        _fermer()


def _fermer() -> None:
    st.query_params.pop(DEPOT, None)
    st.rerun()
