"""A small ledger and files to deposit on it, for the tests of the intake."""

import atexit
import csv
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from tests.fabrique import DEFAUTS, ecrire_dossier
from ti_dashboard import horloge
from ti_dashboard.dossier import arretes, chemins, depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier.demande import Demande
from ti_dashboard.ingest.atelier.preparation import preparer
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.registre.livraison import COMPLEMENT
from ti_dashboard.magasin.fichier import SANS_ACCES_EXTERIEUR
from ti_dashboard.programme.indicateurs import CATALOGUE, Indicateur

LANNION, REDON = "ti-5304", "ti-5309"
AUTEUR = "équipe données"
COMITE = date(2025, 10, 2)
ORIGINE = {"2019-09-24": {
    "perimetre": [{"territoire_id": LANNION}],
    "projets": [{"projet_id": "P1", "territoire_id": LANNION}, {"projet_id": "P2", "territoire_id": LANNION,
                 "intitule": "Halle technique"}],
    "financements": [
        {"reference": "A", "projet_id": "P1", "montant": "100.50"},
        {"reference": "B", "projet_id": "P2", "montant": "40"},
    ],
}}  # fmt: skip


def fonder(base: Path) -> None:
    """The small ledger, published in ``base`` (which TI_DASHBOARD_DONNEES names); its sender is Bpifrance."""
    shutil.copytree(_modele(), base, dirs_exist_ok=True)


def decider(base: Path) -> Path:
    """The same, with an arrêté decided on it (``COMITE``)."""
    return shutil.copytree(_decidee(), base, dirs_exist_ok=True)


def sans_l_etat(indicateur_id: str) -> Indicateur:
    """An amount of the catalogue under a former definition, which left the State out of it."""
    return replace(CATALOGUE[indicateur_id], selection={"types": ("engage",), "categories": ("operateur",)})


def decider_sous_une_ancienne_definition(base: Path, indicateur_id: str) -> None:
    """The small ledger with 112.3 M€ more, and an arrêté decided when ``indicateur_id`` left the State out."""
    fonder(base)
    state = {"operateur_id": "services-deconcentres", "instrument_id": "credits-deconcentres"}
    rows = [financement("C", "108000000"), financement("D", "4300000", **state)]
    deposer(fichier(base, "financements", rows), date_reception=COMITE)
    with pytest.MonkeyPatch.context() as before:
        before.setitem(CATALOGUE, indicateur_id, sans_l_etat(indicateur_id))
        atelier.arreter(COMITE, "Comité d'essai", AUTEUR)


def dater_d_avant_les_recettes(base: Path, arrete_id: date) -> None:
    """Its files as an arrêté frozen before recipes existed left them."""
    path = arretes.dossier(base) / f"{arrete_id}.json"
    old = json.loads(path.read_text(encoding="utf-8")) | {"empreinte": "a" * 64}
    del old["recette"], old["ancienne_empreinte"]
    path.write_text(json.dumps(old), encoding="utf-8")
    arretes.chiffres(base, arrete_id).unlink()


@cache
def _decidee() -> Path:
    base = shutil.copytree(_modele(), Path(tempfile.mkdtemp(prefix="decide-")), dirs_exist_ok=True)
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        atelier.arreter(COMITE, "Comité d'essai", AUTEUR)
    return base


@cache
def _modele() -> Path:
    """Built once by each process of the tests."""
    base = Path(tempfile.mkdtemp(prefix="fonde-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    for dossier, feuilles in ORIGINE.items():
        ecrire_dossier(base / "livraisons" / "demonstration", dossier, feuilles, emetteur="Bpifrance")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        atelier.construire(None, AUTEUR)
    return base


def fichier(base: Path, nature: str, rows: Sequence[Mapping[str, object]], nom: str | None = None) -> Path:
    """A CSV file as a sender writes it, in French."""
    path = base / (nom or f"{nature}.csv")
    with path.open("w", encoding="cp1252", newline="") as file:
        placed = [name for name in schema(nature).lieux if any(name in row for row in rows)]
        writer = csv.DictWriter(file, [*schema(nature).propres, *placed], delimiter=";")
        writer.writeheader()
        for row in rows:
            writer.writerow(DEFAUTS[nature] | dict(row))
    return path


def financement(reference: str, montant: object, projet_id: str = "P1", **autres: object) -> dict[str, object]:
    return {"reference": reference, "projet_id": projet_id, "montant": montant, "date_effet": "15/03/2019"} | autres


def verifier(*paths: Path, mode: str = COMPLEMENT, emetteur: str = "Bpifrance", **autres: object) -> Depot:
    autres.setdefault("nouvel_emetteur", True)
    asked = Demande(
        emetteur, AUTEUR, autres.pop("date_reception", horloge.aujourd_hui()), mode, est_demonstration=True, **autres
    )
    return preparer([(p, p.name) for p in paths], asked)


# What a person says when the files of a test come in their order and their amounts are what they are.
_EVIDENTES = {"meme_jour": "dernier", "montant_douteux": "juste"}


def accepter(
    depot: Depot, lignes_valides: bool = False, reponses: Mapping[str, str] | None = None, motif: str = ""
) -> Depot:
    """Accept, the obvious answers given; a question asked only now is answered too."""
    try:
        return atelier.accepter(depot.depot_id, AUTEUR, lignes_valides, reponses, motif)
    except DepotRefuse:
        asked = depots.prepare(depot.depot_id)
        obvious = {q.genre: _EVIDENTES[q.genre] for q in asked.questions if q.genre in _EVIDENTES} if asked else {}
        if not obvious or obvious.keys() <= (reponses or {}).keys():
            raise
        return atelier.accepter(depot.depot_id, AUTEUR, lignes_valides, obvious | dict(reponses or {}), motif)


def deposer(
    *paths: Path,
    lignes_valides: bool = False,
    reponses: Mapping[str, str] | None = None,
    motif: str = "",
    **autres: object,
) -> Depot:
    return accepter(verifier(*paths, **autres), lignes_valides, reponses, motif)


def publier() -> None:
    atelier.publier(AUTEUR)


def interroger(query: str) -> list[tuple]:
    """Rows of the publication served."""
    folder = chemins.publications()
    path = folder / lire_pointeur(folder)["publication"]
    # The configuration of the application, which may have the same file open in this process.
    with duckdb.connect(str(path), read_only=True, config=SANS_ACCES_EXTERIEUR) as con:
        return con.execute(query).fetchall()


def somme() -> object:
    """What the ledger amounts to, whatever the arrêté."""
    return interroger("SELECT sum(montant_eur) FROM flux")[0][0]


def laisser_sans_territoire(base: Path) -> None:
    """The small ledger with what no territory holds: P3 (no place said), P4 and P5 (a commune that is none), an act.

    Two territories are in the programme: ``LANNION`` and ``REDON``.
    """
    shutil.copytree(_sans_territoire(), base, dirs_exist_ok=True)


@cache
def _sans_territoire() -> Path:
    base = shutil.copytree(_modele(), Path(tempfile.mkdtemp(prefix="sans-")), dirs_exist_ok=True)
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    nowhere = {"code_commune": "99999"}
    projects = [
        {"projet_id": "P3", "intitule": "Atelier partagé"},
        {"projet_id": "P4", "intitule": "Four", **nowhere},
        {"projet_id": "P5", "intitule": "Presse", **nowhere},
    ]
    amounts = [("H", "10", "P3"), ("I", "20", "P4"), ("J", "30", "P5"), ("K", "5", "")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TI_DASHBOARD_DONNEES", str(base))
        deposer(fichier(base, "perimetre", [{"territoire_id": REDON}]))
        deposer(fichier(base, "projets", projects))
        deposer(fichier(base, "financements", [financement(*row) for row in amounts]))
        publier()
    return base
