"""The demonstration deliveries read again from the files alone: nothing of the generator's insides is imported."""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from python_calamine import CalamineWorkbook

from ti_dashboard.dossier.chemins import SCHEMAS
from ti_dashboard.referentiels import lire

AVRIL, SEPTEMBRE, OCTOBRE, NOVEMBRE, MAI = COMITES = (
    date(2019, 4, 30),
    date(2019, 9, 24),
    date(2021, 10, 12),
    date(2023, 11, 9),
    date(2025, 5, 27),
)
NON_COMPTES = ("refuse", "abandonne")
ENGAGES = ("plan_en_finalisation", "plan_valide_region", "protocole_signe", "contrat_signe")
SIGNES = ENGAGES[2:]


@cache
def champs(nature: str) -> dict[str, dict]:
    schema = json.loads((SCHEMAS / f"{nature}.json").read_text(encoding="utf-8"))
    return {c["name"]: c for c in schema["fields"] if not c.get("lieu")}


def texte(cellule: object) -> str:
    if isinstance(cellule, float):
        return f"{cellule:.2f}".removesuffix(".00")
    return cellule.isoformat() if isinstance(cellule, date) else str(cellule)


def grille(dossier: Path, bordereau: dict) -> list[list[str]]:
    chemin = dossier / bordereau["fichier"]
    if chemin.suffix == ".csv":
        with chemin.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file, delimiter=";"))
    feuille = CalamineWorkbook.from_path(chemin).get_sheet_by_name(bordereau["feuille"])
    return [[texte(cellule) for cellule in ligne] for ligne in feuille.to_python()]


def valeur(champ: dict, brut: str) -> object:
    if brut == "":
        assert not champ.get("constraints", {}).get("required"), champ["name"]
        return None
    lecteurs = {"date": date.fromisoformat, "number": Decimal, "integer": int, "string": str}
    convertir = lecteurs.get(champ["type"], {"oui": True, "non": False}.__getitem__)
    resultat = convertir(brut)
    contraintes = champ.get("constraints", {})
    assert resultat in contraintes.get("enum", [resultat]), (champ["name"], resultat)
    assert re.fullmatch(contraintes.get("pattern", ".*"), brut)
    assert "minimum" not in contraintes or resultat >= convertir(str(contraintes["minimum"]))
    return resultat


class Livraisons:
    """Every row of every file, with where and when it was received."""

    def __init__(self, racine: Path) -> None:
        self.lignes: dict[str, list[dict]] = defaultdict(list)
        self.bordereaux: list[dict] = []
        for comite in COMITES:
            dossier = racine / comite.isoformat()
            with (dossier / "bordereau.csv").open(encoding="utf-8", newline="") as file:
                for bordereau in csv.DictReader(file, delimiter=";"):
                    self._lire(dossier, comite, bordereau)

    def _lire(self, dossier: Path, comite: date, bordereau: dict) -> None:
        entete, *corps = grille(dossier, bordereau)
        reception = date.fromisoformat(bordereau["date_reception"])
        lues = []
        for n, brut in enumerate(corps, 2):
            ligne = {nom: valeur(champs(bordereau["nature"])[nom], b) for nom, b in zip(entete, brut, strict=True)}
            ligne["recu"], ligne["comite"] = reception, comite
            ligne["ordre"] = (ligne["date_effet"], reception, bordereau["fichier"], bordereau["feuille"], n)
            lues.append(ligne)
        self.lignes[bordereau["nature"]] += lues
        self.bordereaux.append({**bordereau, "entete": entete, "lues": lues, "comite": comite})

    def connues(self, nature: str, arrete: date, **filtres: object) -> Iterator[dict]:
        for ligne in self.lignes[nature]:
            connue = ligne["recu"] <= arrete and ligne["date_effet"] <= arrete
            if connue and all(ligne[cle] == attendu for cle, attendu in filtres.items()):
                yield ligne

    def derniers(self, nature: str, arrete: date, cle: str, parmi: set | None = None, **filtres: object) -> dict:
        """Last known row of each subject, only among jalons ``parmi`` when given."""
        retenues: dict = {}
        for ligne in sorted(self.connues(nature, arrete, **filtres), key=lambda r: r["ordre"]):
            if parmi is None or ligne["jalon"] in parmi:
                retenues[ligne[cle]] = ligne
        return retenues

    def territoires(self, arrete: date, phase: int) -> set[str]:
        derniers = self.derniers("perimetre", arrete, "territoire_id", phase=phase)
        return {i for i, ligne in derniers.items() if ligne["mouvement"] == "entree"}

    def etats(self, arrete: date, phase: int, famille: str = "demarche") -> dict[str, str]:
        parmi = {r["jalon"] for r in lire("type_jalon") if r["famille"] == famille}
        derniers = self.derniers("jalons", arrete, "territoire_id", parmi, phase=phase)
        presents = self.territoires(arrete, phase)
        return {i: ligne["jalon"] for i, ligne in derniers.items() if i in presents}

    def projets(self, arrete: date, phase: int) -> dict[str, dict]:
        connus = self.derniers("projets", arrete, "projet_id", phase=phase)
        statuts = self.derniers("statuts", arrete, "projet_id")
        return {i: p for i, p in connus.items() if i not in statuts or statuts[i]["statut"] not in NON_COMPTES}

    def projets_engages(self, arrete: date, phase: int) -> set[str]:
        engages, annules, sans_montant = Counter(), Counter(), set()
        for ligne in self.connues("financements", arrete, phase=phase):
            if CATEGORIES[ligne["operateur_id"]] == "region":
                continue
            if ligne["type_montant"] == "engage":
                engages[ligne["projet_id"]] += ligne["montant"] or 0
                if ligne["montant"] is None:
                    sans_montant.add(ligne["projet_id"])
            elif ligne["type_montant"] == "annule":
                annules[ligne["projet_id"]] += ligne["montant"]
        comptes = self.projets(arrete, phase)
        return {p for p in engages if p in comptes and (p in sans_montant or engages[p] > annules[p])}

    def somme(
        self, arrete: date, type_montant: str, phase: int = 1, categories: str = "etat operateur region"
    ) -> Decimal:
        lignes = self.connues("financements", arrete, phase=phase, type_montant=type_montant)
        return sum(
            (r["montant"] or Decimal(0) for r in lignes if CATEGORIES[r["operateur_id"]] in categories), Decimal(0)
        )


CATEGORIES = {r["operateur_id"]: r["categorie"] for r in lire("operateur")}
REGION = {(int(r["phase"]), r["territoire_id"]): r["code_region_chef_de_file"] for r in lire("territoire")}
