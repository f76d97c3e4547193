"""Every colour of the product, by what it means. Contrast with the white ground is at least 4.5:1 for text."""

from collections.abc import Iterator, Mapping

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.langue.formats import nombre
from ti_dashboard.service import habit
from ti_dashboard.service.contraste import MINIMUM, MINIMUM_DU_TRAIT, contraste, luminance
from ti_dashboard.service.fichiers_nommes import inconnus

NEUTRES = {
    "encre": "#0e1428",
    "encre-douce": "#555d70",
    "trait": "#d5d9e2",
    "fond": "#ffffff",
    "fond-doux": "#f4f6fa",
    "accent": "#1f4e9c",
    "accent-doux": "#c9d8f0",
    "bon": "#18753c",
    "mauvais": "#b3261e",
    "alerte": "#8a4b00",
    "alerte-doux": "#fff1dc",
    "inconnu": "#6f7687",
    "focus": "#d45500",
    "terre": "#eef0f4",
    "region-trait": "#868ea1",
    # The lowest apart, then one hue, light to dark: reads in grey on a bad projector and for colour-blind readers.
    "carte-0": "#fbe3c8",
    "carte-1": "#d7e3f4",
    "carte-2": "#a9c4e8",
    "carte-3": "#6390cc",
    "carte-4": "#3a6cb5",
    "carte-5": "#163a78",
}
# What is read on what: a theme that makes one of these pairs hard to read is refused.
LUES = (
    *((text, "fond") for text in ("encre", "encre-douce", "accent", "bon", "mauvais", "alerte", "inconnu")),
    *((text, "fond-doux") for text in ("encre", "encre-douce", "accent")),
    ("encre", "accent-doux"),
    ("encre", "alerte-doux"),
    ("alerte", "alerte-doux"),
    ("encre", "carte-0"),
)
# What is seen on what, without being read: a bar, the edge of a field, the mark of the focus.
TRACEES = (*((mark, "fond") for mark in ("region-trait", "carte-3", "focus")), ("focus", "fond-doux"))
ECHELLE = tuple(f"carte-{rang}" for rang in range(1, 6))


def fautes(choisies: Mapping[str, str]) -> Iterator[str]:
    """Why these colours in place of the neutral ones cannot be taken, a sentence each."""
    yield from inconnus(dict(choisies), NEUTRES, "couleurs.")
    colours = {**NEUTRES, **choisies}
    for pairs, least, verb in ((LUES, MINIMUM, "lit"), (TRACEES, MINIMUM_DU_TRAIT, "voit")):
        for mark, ground in pairs:
            if (ratio := contraste(colours[mark], colours[ground])) < least:
                yield (
                    f"couleurs : « {mark} » se {verb} mal sur « {ground} », contraste {nombre(ratio, 1)} pour "
                    f"{nombre(least, 1)} au moins. Foncez l'une ou éclaircissez l'autre."
                )
    clear = [luminance(colours[name]) for name in ECHELLE]
    if clear != sorted(set(clear), reverse=True):
        yield "couleurs : « carte-1 » à « carte-5 » vont du plus clair au plus foncé, chacune plus foncée que l'avant."


def _composer() -> tuple[dict[str, str], tuple[str, ...]]:
    """The colours of this process, and why its theme is not taken: the server says it and does not start."""
    try:
        chosen = habit.lire().couleurs
    except ServiceIllisible as refusal:
        return NEUTRES, refusal.fautes
    found = tuple(f"{habit.FICHIER}, {said}" for said in fautes(chosen))
    return ({**NEUTRES, **chosen}, found) if not found else (NEUTRES, found)


COULEURS, FAUTES = _composer()
