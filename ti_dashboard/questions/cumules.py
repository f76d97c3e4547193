"""Which question to ask for a figure of the first screens: the one that reads sums made beforehand, when it can tell.

The question it stands for, asked of the lines themselves, stays the reference: both give the same rows to the cent.
"""

from collections.abc import Mapping, Sequence

# What is asked of the lines → what is asked of the sums.
CUMULEES: Mapping[str, str] = {
    "montants_bilan": "montants_cumules",
    "projets_bilan": "projets_cumules",
    "carte": "carte_cumulee",
}
# A project that two bodies fund counts once: no sum says how many either of them funds.
_D_UN_SEUL_REGARD = ("projets_bilan", "carte")


def cumulee(nom: str, operateurs: Sequence[str]) -> str:
    """The name of the question to ask for ``nom`` when these operators are chosen."""
    return nom if nom in _D_UN_SEUL_REGARD and len(operateurs) > 1 else CUMULEES[nom]
