"""A corrected amount as the one line of the ledger that makes it so: what is known of it, what is still missing."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import streamlit as st

from ti_dashboard.compositions.corrigees import lue
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.exports.tableur import ecrire_csv
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.live.corrections import Correction
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.colonnes import Ligne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser

DIMENSIONS = {"operateur": "Financeur", "instrument": "Dispositif", "territoire": "Territoire"}
PROJET = "projet"
NATURE_INCONNUE = "non_renseignee"


class Manque(TableauDeBordError):
    """The line cannot be written yet; the message names what is missing."""


@dataclass(frozen=True)
class Completion:
    """``ecart``: euros to write, signed. ``choix``: dimension → code → label; one choice only is not asked.

    ``requis``: what must be chosen for the line to count in the figure that was corrected.
    """

    ecart: Decimal
    type_montant: str
    nature_aide: str
    phase: int
    projet_id: str
    choix: dict[str, dict[str, str]]
    requis: frozenset[str]


def est_un_montant(correction: Correction) -> bool:
    """True when one line can make the figure what the room said: a sum of one kind of amounts, known before."""
    figure = lire(correction.perimetre.chiffre)
    return bool(
        figure
        and correction.valeur_ancienne is not None
        and figure.indicateur.lignes == "lignes_montants"
        and figure.indicateur.agregat == "somme"
        and len(figure.indicateur.selection.get("types", ())) == 1
    )


def completer(contexte: Contexte, correction: Correction) -> Completion:
    read = lue(contexte, correction)
    if read is None or correction.valeur_ancienne is None:
        raise Manque("Cette correction ne porte pas sur un montant du registre.")
    figure, bound = read[0], read[0].parametres()
    seen = figure.resserrer(read[1])
    choices: dict[str, dict[str, str]] = {name: {} for name in DIMENSIONS}
    asked = seen.parametres() | {"categories": bound.get("categories") or [], "arrete": seen.arrete}
    for row in poser(contexte.publication, "correction_choix", **(bound | asked)):
        choices[str(row["dimension"])][str(row["code"])] = str(row["libelle"])
    return Completion(
        correction.valeur_nouvelle - correction.valeur_ancienne,
        str(figure.indicateur.selection["types"][0]),
        _seule(bound["natures"]) or NATURE_INCONNUE,
        seen.phase,
        _seule(bound["projets"]),
        choices,
        _requis(figure, seen),
    )


def _seule(codes: object) -> str:
    return str(codes[0]) if isinstance(codes, list) and len(codes) == 1 else ""


def _requis(figure: Chiffre, seen: Filtres) -> frozenset[str]:
    """A line without territory counts in no place, one without project in no theme."""
    dims = {dim for dim, _ in figure.precisions}
    place = {"territoire"} if seen.est_situe or "territoire" in dims else set()
    project = {PROJET} if seen.themes or PROJET in dims else set()
    return frozenset({"operateur", "instrument"} | place | project)


def ligne(correction: Correction, asked: Completion, chosen: Mapping[str, str | None], day: date) -> Ligne:
    """The row of a ``financements`` file. Raises Manque."""
    codes = {name: chosen.get(name) or _unique(asked, name) for name in DIMENSIONS}
    codes[PROJET] = (chosen.get(PROJET) or asked.projet_id).strip()
    if missing := [
        DIMENSIONS.get(name, "Projet") for name in (*DIMENSIONS, PROJET) if name in asked.requis and not codes[name]
    ]:
        raise Manque(f"Il manque, pour que la ligne compte dans ce chiffre : {', '.join(missing).lower()}.")
    return {
        "reference": f"seance-{correction.seance_code}-{correction.correction_id}",
        "phase": asked.phase,
        "projet_id": codes[PROJET],
        "territoire_id": codes["territoire"],
        "operateur_id": codes["operateur"],
        "instrument_id": codes["instrument"],
        "type_montant": asked.type_montant,
        "nature_aide": asked.nature_aide,
        "montant": asked.ecart,
        "date_effet": day.isoformat(),
        "cause": "correction",
    }


def _unique(asked: Completion, name: str) -> str:
    """The only choice there is; a territory is never chosen for somebody who may mean none."""
    options = asked.choix[name]
    return next(iter(options)) if len(options) == 1 and name in asked.requis else ""


def en_csv(row: Ligne) -> bytes:
    """The row as a file that the intake reads."""
    out = io.StringIO()
    ecrire_csv(out, [list(row), list(row.values())], fin="\n")
    return out.getvalue().encode()


def nommer(label: Markdown, c: Correction) -> Markdown:
    """Several wait on one screen: a button is named after its own."""
    return Markdown(f"{label} : {citer(c.motif)} ({c.correction_id:d})")


def confirmer(label: Markdown, c: Correction) -> bool:
    return st.button(label, type="primary", key=f"confirmer_{c.correction_id}", help=nommer(label, c))
