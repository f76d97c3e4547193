"""Whether the journal of the data folder is whole: each line read again, and the first that does not hold, named."""

from pathlib import Path

from ti_dashboard.dossier import chaine, journal
from ti_dashboard.dossier.chaine import Chaine
from ti_dashboard.dossier.journal import Entree


def eprouver(dossier: Path) -> Chaine:
    """Read it from its start. One that was never written is whole."""
    path = dossier / journal.NOM
    return lire(path.read_bytes() if path.exists() else b"")


def lire(ecrit: bytes) -> Chaine:
    """The chain of a journal as it is written."""
    *lines, end = ecrit.split(b"\n")
    # A whole line without its mark is a line; what is not whole there was cut by a power failure.
    cut = bool(end) and journal.entree(end) is None
    reader = _Lecture()
    for line in [*lines, end] if end and not cut else lines:
        if said := reader.lire(line):
            return Chaine(reader.empreintes, reader.anciennes, said)
    return Chaine(reader.empreintes, reader.anciennes, reader.finir(), cut)


class _Lecture:
    """Lines one after the other: what the next one must follow."""

    def __init__(self) -> None:
        self.empreintes: list[str] = []
        self.anciennes = 0
        self._numero = 0
        self._avant = bytearray()
        self._reste: list[bytes] = []

    def lire(self, line: bytes) -> str:
        """Why this line does not hold, empty when it does."""
        self._numero += 1
        found = journal.entree(line)
        if found is None or not found.empreinte:
            return self._sans_empreinte(line, found)
        said = self._fautive(line, found)
        self.empreintes.append(found.empreinte)
        self._reste = []
        return f"ligne {self._numero} : {said}" if said else ""

    def finir(self) -> str:
        """What is left at the end that no line signs."""
        return f"ligne {self._numero} : elle ne se lit plus" if self._reste else ""

    def _sans_empreinte(self, line: bytes, found: Entree | None) -> str:
        if not self.empreintes:
            self._avant += line + b"\n"
            self.anciennes += found is not None
        elif found is None:
            self._reste.append(line)
        else:
            return f"ligne {self._numero} : elle n'a pas d'empreinte, elle a été ajoutée ou refaite"
        return ""

    def _fautive(self, line: bytes, found: Entree) -> str:
        if found.recette != chaine.RECETTE:
            return f"sa recette, « {str(found.recette)[:40]} », est inconnue de cette version"
        if found.empreinte != found.empreinte_recalculee or found.en_ligne() != line:
            return "elle n'est plus telle qu'elle a été écrite"
        if found.precedent != self._attendu():
            return "elle ne suit pas la précédente : une ligne a été retirée, ajoutée, déplacée ou refaite avant elle"
        return ""

    def _attendu(self) -> str:
        if not self.empreintes:
            return chaine.debut(bytes(self._avant))
        last = self.empreintes[-1]
        return chaine.reprise(last, b"\n".join(self._reste)) if self._reste else last
