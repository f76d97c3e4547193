"""A table that no format knows: what its columns are, and the mapping that would read them."""

import re
from collections.abc import Iterator, Sequence

from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception.entetes import PROFONDEUR
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.langue.formats import accord, enumeration

_INCONNU = f"aucun en-tête connu n'a été trouvé dans les {PROFONDEUR} premières lignes"
_MODELE = "Partez du modèle à télécharger"
# Field of a mapping → parts of the headers that may well give it, the surest first.
_INDICES = {
    "reference": ("numerodossier", "numdossier", "ndossier", "dossier", "reference", "nej", "numero", "convention"),
    "montant": (
        "montantvote",
        "montantaccorde",
        "montantoctroye",
        "montantdecide",
        "montantengage",
        "montantsubvention",
        "montantaide",
        "montant",
        "subvention",
        "aide",
    ),
    "date_effet": ("datedecision", "datevote", "dateconvention", "datenotification", "date"),
    "siret": ("siret",),
    "siren": ("siren",),
    "code_commune": ("codeinsee", "insee", "codecommune"),
    "code_postal": ("codepostal",),
    "commune": ("commune", "ville"),
    "departement": ("departement",),
}
# How the name of a column begins that neither names a row nor measures it.
_AUTRE_CHOSE = ("date", "etat", "statut", "type", "nom", "objet")
_UNITES = (("k€", re.compile(r"\bk ?€|milliers", re.IGNORECASE)), ("M€", re.compile(r"\bM ?€|millions", re.IGNORECASE)))
_MONTRES = 8
_RECONNAIT = 4


def refus(sheets: Sequence[FeuilleBrute]) -> FichierRefuse:
    """Says the columns of the widest table found, and the lines of a mapping that would read it."""
    tables = [(*_en_tete(sheet), sheet) for sheet in sheets]
    rank, header, sheet = max(tables, key=lambda table: len(table[1]), default=(0, [], None))
    if not header or sheet is None:
        return FichierRefuse(f"{_INCONNU}.", f"{_MODELE}, ou vérifiez que le bon fichier a été envoyé.")
    return FichierRefuse(
        f"{_INCONNU} ; la feuille a pour colonnes {_nommer(header)}.",
        _remede(header),
        sheet.nom,
        sheet.decalage + rank + 1,
    )


def _en_tete(sheet: FeuilleBrute) -> tuple[int, list[str]]:
    """The first of the widest rows made of words only: where a header would be."""
    best: tuple[int, list[str]] = (0, [])
    for rank, row in enumerate(sheet.lignes[:PROFONDEUR]):
        cells = [cell for cell in row if cell is not None and cell != ""]
        words = [" ".join(cell.split()) for cell in cells if isinstance(cell, str) and any(c.isalpha() for c in cell)]
        if len(words) == len(cells) > max(1, len(best[1])) and len(set(words)) == len(words):
            best = rank, words
    return best


def _nommer(header: Sequence[str]) -> str:
    left = len(header) - _MONTRES
    more = [accord(left, "autre")] if left > 0 else []
    return enumeration([*(f"« {montrer(cell)} »" for cell in header[:_MONTRES]), *more])


def _remede(header: Sequence[str]) -> str:
    found = dict(_proposer(header))
    known = [*found.values(), *(cell for cell in header if cell not in found.values())][:_RECONNAIT]
    unit = next((f", unite = {_chaine(u)}" for u, form in _UNITES if form.search(found.get("montant", ""))), "")
    columns = ", ".join(f"{field} = {_chaine(cell)}" for field, cell in found.items())
    named = " ; sans numéro de dossier, sous [identifiants], reference = []" if "reference" not in found else ""
    return (
        f"{_MODELE}, ou écrivez la correspondance de cette liste, un fichier .toml de quelques lignes dans "
        "data/correspondances (LISEZMOI.md y montre comment) : "
        f"reconnait = [{', '.join(map(_chaine, known))}]{unit}"
        + (f" puis, sous [colonnes], {columns}{named}." if columns else ".")
    )


def _proposer(header: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Fields that the headers seem to give, each header once."""
    left = {mot_cle(cell): cell for cell in reversed(header)}
    for field, hints in _INDICES.items():
        known = [key for key in reversed(left) if field == "date_effet" or not key.startswith(_AUTRE_CHOSE)]
        found = next((key for hint in hints for key in known if hint in key), None)
        if found is None and field == "date_effet":  # « Voté le », « Traité le »
            found = next((key for key in known if left[key].endswith(" le")), None)
        if found is None and field == "reference":
            found = next((key for key in known if key == "id"), None)
        if found:
            yield field, left.pop(found)


def _chaine(cell: str) -> str:
    """A header as TOML writes it."""
    return '"' + montrer(cell).replace("\\", "\\\\").replace('"', '\\"') + '"'
