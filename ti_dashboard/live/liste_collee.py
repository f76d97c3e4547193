"""A list of those expected, as it is pasted: one a line, « organisme ; fonction ; courriel »; what is wrong is said."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import comptes
from ti_dashboard.live.saisie import texte

LIGNES_MAX = 500
# A spreadsheet pastes tabs.
_SEPARATEUR = re.compile(r"[;\t]")


@dataclass(frozen=True)
class AttenduDit:
    organisme: str
    fonction: str
    courriel: str = ""

    @property
    def qui(self) -> tuple[str, str]:
        return self.organisme, self.fonction


@dataclass(frozen=True)
class ListeLue:
    """``refus``: each line that was not understood, as it was pasted, and why."""

    attendus: tuple[AttenduDit, ...]
    refus: tuple[tuple[str, str], ...]


def attendu_dit(organisme: str, fonction: str, courriel: str = "") -> AttenduDit:
    """Raises GesteRefuse."""
    mail = comptes.courriel(courriel) if courriel.strip() else ""
    return AttenduDit(texte(organisme, "l'organisme"), texte(fonction, "la fonction"), mail)


def lire(colle: str, connus: Collection[tuple[str, str]] = ()) -> ListeLue:
    """``connus``: those expected already. Raises GesteRefuse for a list beyond any committee."""
    lines = [line for line in colle.splitlines() if line.strip()]
    if len(lines) > LIGNES_MAX:
        raise GesteRefuse(f"Cette liste a plus de {LIGNES_MAX} lignes : rien n'a été ajouté.")
    known, found, refused = set(connus), [], []
    for line in lines:
        try:
            one = _lire_une(line)
            if one.qui in known:
                raise GesteRefuse("déjà sur la liste")
        except GesteRefuse as error:
            refused.append((line.strip(), str(error)))
        else:
            known.add(one.qui)
            found.append(one)
    return ListeLue(tuple(found), tuple(refused))


def _lire_une(line: str) -> AttenduDit:
    parts = [part.strip() for part in _SEPARATEUR.split(line)]
    while len(parts) > 2 and not parts[-1]:
        parts.pop()
    if len(parts) not in (2, 3):
        raise GesteRefuse("il faut « organisme ; fonction », ou « organisme ; fonction ; courriel »")
    return attendu_dit(*parts)
