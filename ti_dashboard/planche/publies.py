"""What was said in public beside the figure of a tile, and how the two stand to each other. Pure."""

from collections.abc import Mapping

from ti_dashboard.langue.formats import accord, millions, nombre, taux
from ti_dashboard.planche.contrat import Publie, creer
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import ChiffrePublie, Releve

# How a bound or an order of magnitude is said, in full and in short.
MOTS = {"plus de": "plus de", "au moins": "au moins", "environ": "environ"}
SIGNES = {"plus de": ">", "au moins": "≥", "environ": "≈"}
# What a published count counts, when its value alone would not say it.
NOMS_PUBLIES = {
    "nb_territoires_signes": ("signé", "signés"),
    "nb_territoires": ("territoire", "territoires"),
    "nb_territoires_entierement_nouveaux": ("entièrement nouveau", "entièrement nouveaux"),
}

# From the worst to the best.
SIGNES_D_ACCORD = {
    "different": "≠ publié :",
    "autre_definition": "autre déf. :",
    "non_calcule": "publié :",
    "conforme": "= publié :",
}


def marque(
    filtres: Filtres, releve: Releve, publies: Mapping[str, ChiffrePublie], indicateurs: tuple[str, ...]
) -> Publie | None:
    """The worst of the comparisons wins the mark; a filtered screen has no published counterpart."""
    found = [publies[i] for i in indicateurs if i in publies]
    if not found or not filtres.est_national:
        return None
    states = [p.accord_avec(releve[p.indicateur_id].valeur) for p in found]
    worst = next(s for s in SIGNES_D_ACCORD if s in states)
    said = " · ".join(dit(p) for p in found)
    sign = SIGNES_D_ACCORD[worst]
    sources = " ; ".join(dict.fromkeys(p.source for p in found))
    return creer(Publie, texte=f"{sign} {said} ({sources})", court=f"{sign} {dit(found[0], SIGNES)}", etat=worst)


def dit(publie: ChiffrePublie, mots: dict[str, str] = MOTS) -> str:
    """A published figure as it was said: « plus de 260,0 M€ », « 85 % de 144 », « 29 signés »."""
    if publie.unite == "EUR":
        text = millions(publie.valeur)
    elif publie.unite == "part":
        text = f"{taux(publie.valeur, 0)} de {publie.denominateur}"
    else:
        text = nombre(publie.valeur)
    if publie.indicateur_id in NOMS_PUBLIES:
        text = accord(publie.valeur, *NOMS_PUBLIES[publie.indicateur_id])
    return f"{mots[publie.qualificatif]} {text}" if publie.qualificatif in mots else text
