"""A data folder with something of everything that a backup must hold, and what is compared once it is put back."""

import hashlib
from pathlib import Path

from sqlalchemy import MetaData, insert, select

from tests.depot import AUTEUR, decider, deposer, fichier, financement, verifier
from ti_dashboard.dossier import disque, journal, verifiees, verrou
from ti_dashboard.ingest import atelier
from ti_dashboard.live import lignes_enchainees, tables, tables_de_seance
from ti_dashboard.live.base import Base, tel_qu_il_est

SEANCE = {"code": "ABC234", "cle": "k" * 32, "titre": "COPIL « d'hiver »", "arrete": "2025-10-02", "animateur": "DGE",
          "creee_le": "2025-10-02T08:00:00.000+00:00", "etape_id": 2, "adresse": "/", "version": 3,
          "revision": 7}  # fmt: skip
ETAPE = {"seance_code": "ABC234", "ordre": 1, "titre": "Où en est-on ?", "intervenant": "", "minutes": 5,
         "adresse": "/?region=Bretagne", "ecoule_ms": 2**40}  # fmt: skip
DOCUMENT = b"%PDF-1.7\n%%EOF\n"
PIECE = {"seance_code": "ABC234", "nom": "Note « d'hiver ».pdf", "sha256": hashlib.sha256(DOCUMENT).hexdigest(),
         "octets": len(DOCUMENT), "ajoutee_le": "2025-10-02T08:30:00.000+00:00"}  # fmt: skip
ATTENDU = {"seance_code": "ABC234", "organisme": "CGET", "fonction": "Directrice", "courriel": "d@cget.fr"}
CORRECTION = {"seance_code": "ABC234", "arrete": "2025-10-02", "chiffre": "x", "adresse": "/", "perimetre": "France",
              "valeur_nouvelle": "12.10", "motif": "ligne\nà part ; \u2028", "auteur": "DGE", "statut": "proposee",
              "proposee_le": "2025-10-02T09:00:00.000+00:00"}  # fmt: skip


def remplir(base: Path) -> None:
    """``base``, which TI_DASHBOARD_DONNEES names: deposits accepted and waiting, an arrêté, an attachment by hand."""
    decider(base)
    deposer(fichier(base.parent, "financements", [financement("C", "10")]))
    verifier(fichier(base.parent, "financements", [financement("D", "11")], "attend.csv"))

    atelier.publier(AUTEUR)
    disque.poser(base / "pieces" / PIECE["sha256"], DOCUMENT)
    # The one served is enough to try.
    for path in sorted((base / "publications").glob("[0-9]*.duckdb"))[:-1]:
        path.unlink()


def ecrire_une_seance(url: str) -> None:
    Base(url).fermer()
    with tel_qu_il_est(url, ecrire=True) as con:
        con.execute(insert(tables.seance), SEANCE)
        con.execute(insert(tables_de_seance.piece), PIECE)
        con.execute(insert(tables_de_seance.attendu), ATTENDU)
        for rank in (1, 2, 3):
            con.execute(insert(tables.etape), ETAPE | {"ordre": rank})
        con.execute(insert(tables.correction), CORRECTION)
        old = {"instant": "2025-10-02T08:59:00.000+00:00", "auteur": "DGE", "geste": "ouvrir", "objet": "seance:ABC234",
               "seance_code": "ABC234", "detail": "{}"}  # fmt: skip
        con.execute(insert(tables.journal), old)
        lignes_enchainees.ajouter(con, [old | {"geste": "corriger", "detail": f'{{"a": {n}}}'} for n in range(3)])


def lignes(url: str) -> dict[str, list[tuple]]:
    """Every row of every table of a live store."""
    with tel_qu_il_est(url, ecrire=True) as con:
        found = MetaData()
        found.reflect(con)
        return {
            name: sorted((tuple(row) for row in con.execute(select(table))), key=repr)
            for name, table in found.tables.items()
        }


def contenu(base: Path) -> dict[str, bytes]:
    """Every file of a data folder, but the live store, the lock, the marks and the journal, which goes on."""
    aside = (verrou.NOM, verifiees.NOM, journal.NOM)
    return {
        path.relative_to(base).as_posix(): path.read_bytes()
        for path in sorted(base.rglob("*"))
        if path.is_file() and path.name not in aside and not path.name.startswith("seance.sqlite")
    }
