"""What the first story leaves to its sequel: who is there, what each act already said, the rows as they were told."""

from dataclasses import dataclass

from ti_dashboard.demonstration.appuis import Appui
from ti_dashboard.demonstration.engagements import Financement
from ti_dashboard.demonstration.flux import References
from ti_dashboard.demonstration.ligne_livree import LigneLivree
from ti_dashboard.demonstration.projets import Projet
from ti_dashboard.demonstration.territoires import Territoire


@dataclass(frozen=True)
class Recit:
    """A story told to one committee. ``lignes`` are the rows of its folders, ``deplaces`` the projects moved."""

    territoires: list[Territoire]
    appuis: list[Appui]
    projets: list[Projet]
    financements: list[Financement]
    references: References
    deplaces: set[str]
    lignes: list[LigneLivree]

    def dernieres(self, nature: str, cle: str, phase: int | None = None) -> dict[object, LigneLivree]:
        """The last row told of each subject, by day of effect."""
        retenues: dict[object, LigneLivree] = {}
        for ligne in self.lignes:
            valeurs = ligne.valeurs
            if ligne.nature != nature or (phase is not None and valeurs.get("phase") != phase):
                continue
            avant = retenues.get(valeurs[cle])
            if avant is None or avant.jour <= ligne.jour:
                retenues[valeurs[cle]] = ligne
        return retenues
