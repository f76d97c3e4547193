"""What is kept about people, drawn."""

from ti_dashboard.cadre import mentions_dites
from ti_dashboard.ecrans.confidentialite.page_de_confidentialite import page


def dessiner() -> None:
    mentions_dites.dessiner(page(mentions_dites.lire()))
