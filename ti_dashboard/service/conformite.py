"""What the law lets say of accessibility: nothing that an audit, made by somebody else, has not established."""

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.service.declaration import lire
from ti_dashboard.service.mentions import AccessibiliteDuService

NON_CONFORME = "non conforme"
# From this share of the criteria that apply, in per cent.
SEUILS = ((100.0, "totalement conforme"), (50.0, "partiellement conforme"))


def est_auditee(declare: AccessibiliteDuService) -> bool:
    """An audit is said whole: by whom, when, with what rate."""
    return None not in (declare.audit_par, declare.audit_date, declare.audit_taux)


def mention(declare: AccessibiliteDuService) -> str:
    rate = float(declare.audit_taux or 0) if est_auditee(declare) else 0.0
    return next((said for threshold, said in SEUILS if rate >= threshold), NON_CONFORME)


def mention_affichee() -> str:
    """Of the service as it is declared; a file that cannot be read declares nothing."""
    try:
        return mention(lire().accessibilite)
    except ServiceIllisible:
        return NON_CONFORME
