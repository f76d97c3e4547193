"""What the deployment says of itself, drawn: each line filled, or who has to fill it."""

from dataclasses import fields

import streamlit as st

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.langue.citation import Markdown, citer, relier
from ti_dashboard.service import declaration, mentions
from ti_dashboard.service.mentions import Partie, ServiceDeclare


def lire() -> ServiceDeclare:
    """What is declared; a file that cannot be read says its faults above the page, and fills nothing."""
    try:
        return declaration.lire()
    except ServiceIllisible as refusal:
        st.error("\n".join(f"- {citer(fault)}" for fault in refusal.fautes))
        return ServiceDeclare()


def dire(partie: Partie, *noms: str) -> None:
    """The lines of a part of the declaration; a mailbox and a page are links."""
    names = noms or [f.name for f in fields(partie)]
    st.markdown("\n".join(f"- **{citer(mentions.libelle(partie, n))}** : {_dit(partie, n)}" for n in names))


def _dit(partie: Partie, nom: str) -> Markdown:
    return relier(mentions.dire(partie, nom), mentions.lien(partie, nom))
