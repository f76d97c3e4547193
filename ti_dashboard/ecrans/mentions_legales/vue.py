"""The legal notices, drawn."""

from ti_dashboard.cadre import mentions_dites
from ti_dashboard.ecrans.mentions_legales.page_des_mentions import page


def dessiner() -> None:
    mentions_dites.dessiner(page(mentions_dites.lire()))
