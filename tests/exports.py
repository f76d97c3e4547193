"""Exports as the application writes them, and as other programs save them again."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

from ti_dashboard.epreuve import export, export_relu
from ti_dashboard.epreuve.modele import Rapport
from ti_dashboard.exports.tableur import en_csv, en_xlsx
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.options import contexte
from ti_dashboard.tableaux import Mots, trouver
from ti_dashboard.tableaux.modele import notice

ECRIVAINS = {"csv": en_csv, "xlsx": en_xlsx}
Rangees = list[list[str]]


def contenu(publication: Publication, cle: str, choix: Filtres, mots: Mots | None = None):
    return trouver(cle).composer(contexte(publication, choix), mots or {})


def octets(publication: Publication, cle: str, choix: Filtres, suffixe: str, mots: Mots | None = None) -> bytes:
    tableau, seen = trouver(cle), contexte(publication, choix)
    content = tableau.composer(seen, mots or {})
    return ECRIVAINS[suffixe](notice(tableau, seen, mots or {}, content), content.colonnes, content.lignes)


def poser(dossier: Path, content: bytes, suffixe: str) -> Path:
    path = dossier / f"export.{suffixe}"
    path.write_bytes(content)
    return path


def eprouver(publication: Publication, path: Path) -> Rapport:
    return export.eprouver(publication, export_relu.lire(path))


def retoucher_csv(content: bytes, geste: Callable[[Rangees], Rangees]) -> bytes:
    """The same file after somebody changed its rows; saved as it was written."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    return ecrire_csv(geste(rows)).encode("utf-8-sig")


def ecrire_csv(rows: Sequence[Sequence[object]], **dialecte: object) -> str:
    out = io.StringIO()
    csv.writer(out, **({"delimiter": ";"} | dialecte)).writerows(rows)
    return out.getvalue()


def entete(rows: Rangees) -> int:
    """Where the head of the table is."""
    return next(i for i, row in enumerate(rows) if not row[0].startswith("#"))


def remplacer(rows: Rangees, nom: str, avant: str, apres: str) -> Rangees:
    """The same rows, a line of the notice edited."""
    line = next(row for row in rows if row[0].startswith(f"# {nom} : "))
    assert avant in line[0], line[0]
    line[0] = line[0].replace(avant, apres)
    return rows


def retoucher_xlsx(path: Path, geste: Callable[[openpyxl.Workbook], None]) -> Path:
    """The same workbook after somebody changed it, saved by another program."""
    book = openpyxl.load_workbook(path)
    geste(book)
    book.save(path)
    return path


def mauvais(rapport: Rapport) -> list[tuple[str, str]]:
    """Status and place of each figure that is not fine."""
    return [(c.statut, c.ou) for c in rapport.constats if c.statut != "dit et inchangé"]
