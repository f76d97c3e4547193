"""For whom an account with a perimeter deposits, and what of the deposits that wait it may open."""

import streamlit as st

from ti_dashboard.cadre.personne import courante
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.errors import AccesRefuse
from ti_dashboard.langue.citation import citer
from ti_dashboard.referentiels import limites_d_acces


def dire() -> None:
    limits = courante().perimetre
    if not limits.est_national:
        st.markdown(f"Vous déposez pour : **{citer(limites_d_acces.dire(limits))}**.")


def ouvrir(depot_id: str) -> Depot | None:
    """The deposit that waits under this name; one that is not theirs is refused in a sentence."""
    try:
        depots.exiger_dans(courante().perimetre, depot_id)
    except AccesRefuse as error:
        st.error(citer(str(error)))
        return None
    return depots.prepare(depot_id)


def prepares() -> list[Depot]:
    """Those read and not accepted that they may open."""
    limits = courante().perimetre
    return [depot for depot in depots.prepares() if depot.est_pour(limits)]
