"""A publication of many lines: ``python -m tests.bench.grand --flux 10000000 --dossier DOSSIER``."""

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.bench.grand.multiplication import multiplier, multiplier_les_montants
from tests.bench.rapport import machine
from ti_dashboard.demonstration import generer
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.ingest.figer import controles, figer, tables
from ti_dashboard.ingest.publier import chargement
from ti_dashboard.ingest.publier.construction import TAILLE_BLOC, Resume, construire, mettre_en_place
from ti_dashboard.sceau import cumuls

COMPTES = ("projet", "projet_statut", "flux", "emploi", "etat_projet", "etat_flux", "cumul_flux", "chiffre_scelle")
_PROJETS = "SELECT count(DISTINCT projet_id) FROM projet"


def _memoire_mo() -> int:
    """The most this process ever held, DuckDB included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ouvrir(fichier: Path, memoire: str) -> duckdb.DuckDBPyConnection:
    """The file being made. What does not fit in ``memoire`` goes to a folder beside it."""
    return duckdb.connect(
        str(fichier),
        config={
            "default_block_size": TAILLE_BLOC,
            "memory_limit": memoire,
            "temp_directory": str(fichier.with_suffix(".tmp")),
            "preserve_insertion_order": "false",
        },
    )


def remplir(con: duckdb.DuckDBPyConnection, modele: Path, nb_flux: int, graine: int) -> None:
    tables.creer(con)
    with tables.d_un_trait(con):
        chargement.charger(con)
    multiplier(con, modele, nb_flux, graine)


# As ``construction.batir`` does them, but for where the ledger comes from; each may run in a process of its own.
ETAPES: dict[str, Callable[[duckdb.DuckDBPyConnection], object]] = {
    "états figés": lambda con: figer.figer(con, {}),
    "chiffres dits et sceaux": lambda con: figer.signer(con, {}),
    "cumuls": lambda con: cumuls.cumuler(con.execute),
    "contrôles": controles.controler,
}


def compter(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = {name: _nombre(con, f"SELECT count(*) FROM {name}") for name in COMPTES}  # noqa: S608
    return counts | {"projets": _nombre(con, _PROJETS)}


def _nombre(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0


class Chantier:
    """A publication being made, step by step: what is done is kept, so that a build too long can be taken up again."""

    def __init__(self, dossier: Path, memoire: str) -> None:
        self.dossier, self.memoire = dossier, memoire
        self.fichier = dossier / "en-cours.duckdb"
        self._fait = dossier / "construction.json"
        self.fait: dict[str, dict[str, object]] = json.loads(self._fait.read_text()) if self.fichier.exists() else {}

    def faire(self, nom: str, geste: Callable[[duckdb.DuckDBPyConnection], object]) -> None:
        if nom in self.fait:
            return
        began = time.perf_counter()
        with ouvrir(self.fichier, self.memoire) as con:
            found = geste(con)
            con.execute("CHECKPOINT")
        self.noter(nom, began, found)

    def noter(self, nom: str, began: float, found: object = None) -> None:
        self.fait[nom] = {"s": round(time.perf_counter() - began, 1), "memoire_max_mo": _memoire_mo()}
        self.fait[nom] |= {"charge": machine()} | (found if isinstance(found, dict) else {})
        self._fait.write_text(json.dumps(self.fait, ensure_ascii=False, indent=1), encoding="utf-8")
        print(nom, self.fait[nom], flush=True)

    def publier(self) -> None:
        began = time.perf_counter()
        with duckdb.connect(str(self.fichier), read_only=True) as con:
            hashes = dict(con.execute("SELECT arrete_id::VARCHAR, empreinte FROM arrete_empreinte").fetchall())
        publications = self.dossier / "publications"
        publications.mkdir(exist_ok=True)
        done = mettre_en_place(self.fichier, publications, Resume(self.fichier, 0, 0, hashes))
        self.noter("mise en place", began, {"fichier_mo": done.fichier.stat().st_size // 10**6, "sceaux": hashes})


def modele_de_demonstration(dossier: Path) -> Path:
    """The publication of the demonstration, built in ``dossier`` the first time."""
    publications = dossier / "publications"
    if lire_pointeur(publications) is None:
        generer(dossier / "livraisons" / "demonstration")
        construire(dossier / "livraisons" / "demonstration", publications)
    pointer = lire_pointeur(publications)
    assert pointer is not None
    return publications / pointer["publication"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fabrique une publication de beaucoup de lignes.")
    parser.add_argument("--flux", type=int, default=10_000_000, help="lignes de montants, à un pour cent près")
    parser.add_argument("--dossier", type=Path, required=True, help="dossier de données à remplir")
    parser.add_argument("--modele", type=Path, help="dossier de données de la démonstration, fait au besoin")
    parser.add_argument("--graine", type=int, default=2026)
    parser.add_argument("--memoire", default="6GB", help="mémoire laissée à DuckDB")
    parser.add_argument("--etapes", type=int, default=9, help="s'arrêter après tant d'étapes ; relancer reprend")
    args = parser.parse_args()
    if lire_pointeur(args.dossier / "publications") is not None:
        parser.error(f"{args.dossier} a déjà sa publication : choisissez un autre dossier, ou effacez celui-ci.")
    modele = modele_de_demonstration(args.modele or args.dossier / "modele")
    args.dossier.mkdir(parents=True, exist_ok=True)
    site = Chantier(args.dossier, args.memoire)
    steps: dict[str, Callable[[duckdb.DuckDBPyConnection], object]] = {
        "registre": lambda con: remplir(con, modele, args.flux, args.graine),
        "montants": lambda con: multiplier_les_montants(con, modele, args.flux, args.graine),
        **ETAPES,
        "compte": compter,
    }
    for name in [name for name in steps if name not in site.fait][: args.etapes]:
        site.faire(name, steps[name])
    if steps.keys() <= site.fait.keys():
        site.publier()


if __name__ == "__main__":
    main()
