"""Files as they were received and the rows rejected from them: what the ledger leads back to."""

import streamlit as st

from ti_dashboard.dossier import chemins, conservation, depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour

RECENTS = 50


def dessiner() -> None:
    """Raw files may hold what no screen shows: they are given where one may write, and nowhere else."""
    st.header("Fichiers reçus ici", anchor="recus")
    if chemins.lecture_seule():
        st.markdown("Les fichiers tels que reçus se relisent sur le poste de l'équipe données, pas sur ce serveur.")
        return
    found = [*depots.acceptes(), *depots.ecartes()]
    if not found:
        st.markdown("Aucun fichier n'a été déposé ici : le registre vient des dossiers de livraison.")
        return
    shown = sorted(found, key=lambda d: d.depot_id, reverse=True)[:RECENTS]
    names = {d.depot_id: f"{d.emetteur}, reçu le {jour(d.date_reception)} ({_fichiers(d)})" for d in shown}
    chosen = st.selectbox(
        "Dépôt",
        list(names),
        format_func=names.__getitem__,
        key="depot-recu",
        index=None,
        placeholder=f"Choisir parmi {accord(len(shown), 'dépôt')}",
    )
    for depot in (d for d in shown if d.depot_id == chosen):
        st.markdown(
            f"Déposé par {citer(depot.auteur)}. {accord(depot.nb_valides, 'ligne acceptée', 'lignes acceptées')}, "
            f"{accord(depot.nb_rejets, 'rejetée')}, comptées à partir du {jour(depot.date_connaissance)}."
            + (f" Repris, déjà accepté : {citer(depot.motif_reprise)}." if depot.motif_reprise else "")
        )
        _telechargements(depot)


def _fichiers(depot: Depot) -> str:
    return ", ".join(f.nom for f in depot.fichiers)


def _telechargements(depot: Depot) -> None:
    purged = conservation.purges(depots.dossier() / depot.depot_id)
    for received in depot.fichiers:
        if not (depots.recus() / received.sha256).is_file():
            day = purged.get(received.sha256)
            said = f"fichier purgé le {jour(day)}" if day else "fichier introuvable, à remettre d'une sauvegarde"
            st.markdown(f"{citer(received.nom)} : {said}.")
            st.caption(f"SHA-256 {citer(received.sha256)}")
            continue
        st.download_button(
            f"Télécharger {citer(received.nom)} tel que reçu",
            data=(depots.recus() / received.sha256).read_bytes,
            file_name=received.nom,
            key=f"recu-{depot.depot_id}-{received.sha256}",
            on_click="ignore",
            type="tertiary",
        )
        st.caption(f"SHA-256 {citer(received.sha256)}")
    for sheet in depot.feuilles:
        if sheet.rejets:
            st.download_button(
                f"Télécharger les lignes rejetées de {citer(sheet.fichier)} {citer(sheet.nom)}".strip(),
                data=(depots.dossier() / depot.depot_id / sheet.rejets).read_bytes,
                mime="text/csv",
                file_name=f"rejets_{sheet.fichier}_{sheet.nom}.csv".replace(" ", "_"),
                key=f"rejets-{depot.depot_id}-{sheet.rejets}",
                on_click="ignore",
                type="tertiary",
            )
