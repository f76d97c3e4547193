"""A démarche of seven applications on the local platform, and what an import of it leaves on disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest

from tests.plateforme import JETON, Plateforme, servir
from ti_dashboard.dossier import chemins, depots
from ti_dashboard.ingest.candidatures import importer
from ti_dashboard.ingest.candidatures.mise_en_depot import BilanImport, Importation
from ti_dashboard.ingest.demarches import appel, plateforme
from ti_dashboard.ingest.registre import lignes_deposees

NUMERO = 73_142
DEMANDE = Importation("essai")
CHAMPS = [
    {"id": "Q1", "label": "Territoire candidat"},
    {"id": "Q2", "label": "Région chef de file"},
    {"id": "Q3", "label": "SIREN des intercommunalités", "champDescriptors": [
        {"id": "Q3a", "label": "EPCI", "__typename": "EpciChampDescriptor"}, {"id": "Q3b", "label": "Contact"}]},
    {"id": "Q4", "label": "Binôme élu-industriel désigné"},
    {"id": "Q5", "label": "Nom du référent"},
    {"id": "Q6", "label": "Département"},
]  # fmt: skip
ANNOTATIONS = [
    {"id": "A1", "label": "Avis du conseil régional"}, {"id": "A2", "label": "Commentaire interne"},
    {"id": "A3", "label": "Avis du préfet"}, {"id": "A4", "label": "Décision du programme"},
    {"id": "A5", "label": "Code du territoire retenu"},
]  # fmt: skip
PERSONNE = "Jeanne Martin"


def dossier(
    n: int, modifie: str = "2023-09-01T10:00:00+02:00", etat: str = "en_construction", **valeurs: object
) -> dict:
    values = {
        "Territoire candidat": {"__typename": "TextChamp", "stringValue": f"Vallée {n}"},
        "Région chef de file": {"__typename": "RegionChamp", "stringValue": "Bretagne", "region": {"code": "53"}},
        "SIREN des intercommunalités": {
            "__typename": "RepetitionChamp",
            "stringValue": "",
            "rows": [{"id": "L1", "champs": [
                {"__typename": "EpciChamp", "champDescriptorId": "Q3a", "stringValue": "CC",
                 "epci": {"code": "200000172", "name": "CC"}},
                {"__typename": "TextChamp", "champDescriptorId": "Q3b", "stringValue": PERSONNE}]}],
        },
        "Binôme élu-industriel désigné": {"__typename": "CheckboxChamp", "stringValue": "Oui", "value": True},
        "Nom du référent": {"__typename": "TextChamp", "stringValue": PERSONNE},
        "Avis du conseil régional": {"__typename": "TextChamp", "stringValue": "Réservé"},
        "Commentaire interne": {"__typename": "TextChamp", "stringValue": PERSONNE},
        "Département": {"__typename": "DepartementChamp", "stringValue": "35 - Ille-et-Vilaine",
                        "departement": {"code": "35", "name": "Ille-et-Vilaine"}},
    } | valeurs  # fmt: skip
    return {
        "id": f"D{n}",
        "number": n,
        "state": etat,
        "archived": False,
        "dateDerniereModification": modifie,
        "dateDepot": "2023-08-30T09:00:00+02:00",
        "datePassageEnConstruction": "2023-08-30T09:00:00+02:00",
        "datePassageEnInstruction": None,
        "dateTraitement": None,
        "motivation": PERSONNE,
        "valeurs": values,
        "usager": {"email": "jeanne@exemple.fr", "id": "U"},
        "instructeurs": [],
        "demandeur": {"__typename": "PersonnePhysique", "id": "P", "nom": "Martin", "prenom": "Jeanne"},
    }


@contextmanager
def ouverte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plateforme]:
    """The platform listens, three files a page; the token and its address are in the environment."""
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))
    monkeypatch.setenv(appel.JETON, JETON)
    files = [dossier(n, f"2023-09-{1 + n % 20:02}T10:00:00+02:00") for n in range(1, 8)]
    with servir(Plateforme(NUMERO, deepcopy(CHAMPS), deepcopy(ANNOTATIONS), files, par_page=3)) as served:
        monkeypatch.setenv(plateforme.ADRESSE_AUTRE, served.adresse)
        yield served


def importe(pauses: list[float] | None = None) -> BilanImport:
    told: list[str] = []
    api = appel.Api(told.append, (pauses if pauses is not None else []).append)
    return importer.importer(NUMERO, DEMANDE, told.append, api)


def lignes() -> list[dict[str, object]]:
    """Every row deposited and accepted, in the order of the deposits."""
    return [
        row
        for depot in depots.acceptes()
        for sheet in depot.feuilles
        for _, row in lignes_deposees.lire(depots.dossier() / depot.depot_id / sheet.lignes, sheet.nature)
    ]


def numeros() -> list[str]:
    return [str(row["numero_dossier"]) for row in lignes()]


def ecrit_sur_disque() -> bytes:
    return b"".join(p.read_bytes() for p in chemins.donnees().rglob("*") if p.is_file())
