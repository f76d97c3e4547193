"""A corrected amount becomes one line of the ledger, its difference with the cause « correction »."""

import tempfile
from datetime import date
from pathlib import Path

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.cadre import atelier
from ti_dashboard.dossier import depots
from ti_dashboard.ecrans.donnees.vue_correction_ligne import (
    DIMENSIONS,
    PROJET,
    Completion,
    Manque,
    completer,
    confirmer,
    en_csv,
    ligne,
)
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import euros
from ti_dashboard.live.corrections import Correction
from ti_dashboard.programme.colonnes import Ligne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.referentiels import schemas

EMETTEUR = "Corrections de séance"
NATURE = "financements"
# As in the contract of a delivery.
_CHAMPS = {field["name"]: field for field in schemas.lire(NATURE)["fields"]}
PREMIER_EFFET = date.fromisoformat(_CHAMPS["date_effet"]["constraints"]["minimum"])


def inscrire(contexte: Contexte, c: Correction, author: str) -> str | None:
    """Ask for what the line still misses; the deposit that writes it, once somebody confirms."""
    asked = completer(contexte, c)
    st.markdown(f"Écart à inscrire au registre : **{euros(asked.ecart)}**, cause « correction ».")
    chosen = _choisir(c, asked)
    key, today = f"effet_{c.correction_id}", horloge.aujourd_hui()
    day = st.date_input("Date d'effet", c.perimetre.arrete, PREMIER_EFFET, today, key, format="DD/MM/YYYY")
    if not confirmer(Markdown("Confirmer et inscrire"), c):
        return None
    try:
        return _deposer(c, ligne(c, asked, chosen, day), author)
    except Manque as missing:
        st.error(citer(missing))
        return None


def _choisir(c: Correction, asked: Completion) -> dict[str, str | None]:
    """What the figure does not say; optional unless the line would not count in the figure without it."""
    chosen: dict[str, str | None] = {}
    for name, options in asked.choix.items():
        if len(options) > 1:
            label = DIMENSIONS[name] + ("" if name in asked.requis else " (facultatif)")
            chosen[name] = st.selectbox(
                label,
                list(options),
                index=None,
                format_func=options.__getitem__,
                placeholder=label,
                key=f"{name}_{c.correction_id}",
            )
    if not asked.projet_id:
        optional = "" if PROJET in asked.requis else " (facultatif)"
        chosen[PROJET] = st.text_input(f"Code du projet{optional}", key=f"{PROJET}_{c.correction_id}", max_chars=80)
    return chosen


def _deposer(c: Correction, row: Ligne, author: str) -> str | None:
    """Through the same door as any file: verified, kept as received, journaled."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0"
        path.write_bytes(en_csv(row))
        seen = atelier.executer(
            Markdown("Vérification"),
            "verifier",
            str(path),
            auteur=author,
            emetteur=EMETTEUR,
            nature=NATURE,
            recu_le=horloge.aujourd_hui().isoformat(),
            nom=f"correction-de-seance-{c.correction_id}.csv",
        )
    if seen is None:
        return None
    prepared = depots.prepare(str(seen["depot"]))
    if prepared is None or not prepared.est_sans_faute:
        st.error(
            "\n".join(f"- {citer(k.en_phrase())}" for k in prepared.constats) if prepared else "Le dépôt a disparu."
        )
        return None
    done = atelier.executer(Markdown("Inscription"), "deposer", auteur=author, prepare=prepared.depot_id)
    return str(done["depot"]) if done is not None else None
