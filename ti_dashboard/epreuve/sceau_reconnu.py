"""Whose seal this is: an arrêté that is shown, one that was withdrawn, or nobody's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.poser import poser

_HEXA = re.compile(r"[0-9a-fA-F]{16,64}")


@dataclass(frozen=True)
class Signataire:
    """``motif``: why it was withdrawn, if it was."""

    arrete_id: date
    libelle: str
    empreinte: str
    motif: str | None = None


def signataires(publication: Publication) -> Sequence[Signataire]:
    return [Signataire(**row) for row in poser(publication, "signataires")]


def trouver(publication: Publication, texte: str) -> Signataire | None:
    """The arrêté whose seal a notice gives, whatever recipe it names."""
    said = _HEXA.search(texte)
    return said and next((s for s in signataires(publication) if s.empreinte == said[0].lower()), None)


def reserves(publication: Publication, texte: str, annonce: date) -> list[str]:
    """What is wrong with the seal of a file that says it is of the arrêté ``annonce``."""
    if not _HEXA.search(texte):
        return [f"Le sceau de ce fichier (« {texte} ») n'est pas un sceau : 64 chiffres de 0 à f."]
    found = trouver(publication, texte)
    if found is None:
        return [
            f"Le sceau de ce fichier n'est celui d'aucun arrêté de la publication servie{_proche(publication, texte)}."
        ]
    if found.motif is not None:
        return [f"Ce sceau est celui de l'arrêté du {jour(found.arrete_id)}, retiré depuis ({found.motif})."]
    if found.arrete_id != annonce:
        whose = f"Ce sceau est celui de l'arrêté du {jour(found.arrete_id)}"
        return [f"{whose}, l'adresse du fichier dit celui du {jour(annonce)}."]
    altered = publication.sceau_altere(found.arrete_id)
    return [f"La publication servie n'est plus ce qui a été scellé ({altered})."] if altered else []


def _proche(publication: Publication, texte: str) -> str:
    """A seal badly copied looks like one of ours."""
    found = _HEXA.search(texte)
    said = found[0].lower() if found else ""
    for one in signataires(publication):
        wrong = sum(a != b for a, b in zip(said, one.empreinte, strict=False)) + abs(len(said) - len(one.empreinte))
        if wrong <= len(one.empreinte) // 2:
            return f" ; il diffère de celui du {jour(one.arrete_id)} par {accord(wrong, 'caractère')}"
    return ""
