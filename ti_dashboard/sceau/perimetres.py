"""The name of the perimeter an indicator is told on: what the sealed figures are kept under. Pure."""

from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.programme.indicateurs import Indicateur

# What is sealed: the whole country, one choice of one filter, a region crossed with a theme or a body, a territory.
SCELLES = ("", "region", "theme", "operateur", "region~theme", "region~operateur", "territoire")


def perimetre(indicateur: Indicateur, choix: Filtres, territoire: str | None = None) -> str | None:
    """« region:53~theme:mobilite » under these filters, those the indicator does not follow left aside.

    None when nothing is sealed there: two choices of one filter, a theme crossed with a body…
    """
    followed = choix.limites_a(indicateur.filtres)
    chosen = [(kind, followed.choisis(kind)) for kind in FILTRES]
    chosen.append(("territoire", (territoire,) if territoire else ()))
    kept = [(kind, codes) for kind, codes in chosen if codes]
    if any(len(codes) > 1 for _, codes in kept) or "~".join(kind for kind, _ in kept) not in SCELLES:
        return None
    return "~".join(f"{kind}:{codes[0]}" for kind, codes in kept)
