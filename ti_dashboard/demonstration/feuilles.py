"""Shares rows out into files and sheets, the way each sender works: CSV for the agency, workbooks for most others."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import combining, normalize

from ti_dashboard.demonstration.calendrier import COMITES, Calendrier, hasard
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree
from ti_dashboard.referentiels import lire
from ti_dashboard.referentiels.natures import NATURES

_ORDRE = list(NATURES)
_EN_CSV = {AGENCE, "pole-emploi", "france-travail", "apec", "cerema", "services-deconcentres"}
_NB_REGIONS_EN_CSV = 5


@dataclass(frozen=True)
class Feuille:
    """One sheet of one file; ``feuille`` is empty for a CSV. ``lignes`` are in the order they are written."""

    fichier: str
    feuille: str
    nature: str
    emetteur: str
    date_reception: date
    lignes: list[LigneLivree]

    @property
    def total_controle(self) -> Decimal | None:
        """Sum of the amounts announced by the sender, in euros; ``None`` when the sheet holds no money."""
        amount = NATURES[self.nature].montant
        if not amount:
            return None
        return sum((ligne.lire_si_dit(amount, Decimal) or Decimal(0) for ligne in self.lignes), Decimal("0.00"))


class Expediteurs:
    """Names and habits of the senders: file name stem, name on the slip, CSV or workbook."""

    def __init__(self, graine: int) -> None:
        self._operateurs = {r["operateur_id"]: r["nom"] for r in lire("operateur")}
        self._regions = {r["code_region"]: r["nom"] for r in lire("region")}
        choisies = hasard(graine, "regions-csv").sample(sorted(self._regions), _NB_REGIONS_EN_CSV)
        self._en_csv = _EN_CSV | {f"region/{code}" for code in choisies}

    def nom(self, emetteur: str, dossier: int) -> str:
        if emetteur.startswith("region/"):
            return f"Région {self._regions[emetteur[7:]]}"
        return self._operateurs[_agence(dossier) if emetteur == AGENCE else emetteur]

    def radical(self, emetteur: str, dossier: int) -> str:
        """Beginning of the file name: ``region-bretagne``, ``banque-des-territoires``, ``cget`` or ``anct``."""
        if emetteur.startswith("region/"):
            return f"region-{_sans_accent(self._regions[emetteur[7:]])}"
        return _agence(dossier) if emetteur == AGENCE else emetteur

    def en_csv(self, emetteur: str) -> bool:
        return emetteur in self._en_csv


def repartir(lignes: list[LigneLivree], graine: int, calendrier: Calendrier) -> list[list[Feuille]]:
    """Sheets of each folder, in file name order; inside a sheet, rows by date then in the order they were told."""
    expediteurs = Expediteurs(graine)
    groupes: dict[tuple[int, str, str], list[LigneLivree]] = defaultdict(list)
    for ligne in lignes:
        groupes[ligne.dossier, ligne.emetteur, ligne.nature].append(ligne)
    dossiers: list[list[Feuille]] = [[] for _ in COMITES]
    for (dossier, emetteur, nature), groupe in groupes.items():
        groupe.sort(key=lambda ligne: ligne.jour)
        fichier, feuille = _nommer(expediteurs, emetteur, dossier, nature)
        reception = calendrier.reception(emetteur, dossier)
        nom = expediteurs.nom(emetteur, dossier)
        dossiers[dossier].append(Feuille(fichier, feuille, nature, nom, reception, groupe))
    for feuilles in dossiers:
        feuilles.sort(key=lambda f: (f.fichier, _ORDRE.index(f.nature)))
    return dossiers


def _nommer(expediteurs: Expediteurs, emetteur: str, dossier: int, nature: str) -> tuple[str, str]:
    """``(file, sheet)``: a region's workbook holds all its sheets, everything else is one file per kind."""
    radical, comite = expediteurs.radical(emetteur, dossier), COMITES[dossier].isoformat()
    if expediteurs.en_csv(emetteur):
        return f"{radical}_{nature}_{comite}.csv", ""
    if emetteur.startswith("region/"):
        return f"{radical}_{comite}.xlsx", nature.capitalize()
    return f"{radical}_{nature}_{comite}.xlsx", nature.capitalize()


def _agence(dossier: int) -> str:
    return "cget" if COMITES[dossier] < date(2020, 1, 1) else "anct"


def _sans_accent(nom: str) -> str:
    plat = "".join(c for c in normalize("NFD", nom) if not combining(c)).lower()
    return plat.replace("'", "-").replace(" ", "-")
