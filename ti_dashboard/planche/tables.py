"""A table as the board draws it: a figure opens the lines behind it, a name opens the sheet of its row. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import Case, Rangee, Table, Tete
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne, Ligne

MODE_D_EMPLOI = "Un chiffre souligné montre d'où il vient ; un nom souligné ouvre sa fiche."
MODE_D_EMPLOI_CHIFFRES = "Un chiffre souligné montre d'où il vient."
NOMBRES = ("entier", "decimal", "euros", "taux", "dit")

# row, column → the figure its cell shows, None where it shows none
Nommer = Callable[[Ligne, str], Chiffre | None]


def table(
    bloc_id: str,
    titre: str,
    colonnes: Sequence[Colonne],
    rows: Sequence[Ligne],
    figure: Nommer | None,
    note: str,
    sujet: tuple[str, str, str] | None = None,
    hauteur: int | None = None,
    ordre: str | None = None,
    totaux: Ligne | None = None,
    figure_totaux: Nommer | None = None,
    **autres: object,
) -> Table:
    """``sujet``: the column that opens the sheet of its row, the gesture it makes, the value it carries.

    Beyond ``hauteur`` pixels the table scrolls under its head. ``ordre``: the rows are one page of more, sorted by
    whoever asks for them (gesture ``tri``): the column's key, « - » before it when descending, "" for their own order;
    None: all the rows are here, the browser sorts them. ``totaux``: one last row, of the whole and not of the page,
    which no order moves; it names what it is in its first column and leaves out what has no total. ``autres``: the
    keys of a block that a table may go without.
    """
    cells = [[_case(c, row, figure, sujet) for c in colonnes] for row in rows]
    whole = totaux and [_case_totale(c, totaux, figure_totaux) for c in colonnes]
    return creer(
        Table,
        id=bloc_id,
        titre=titre,
        note=" ".join(filter(None, (note, *dict.fromkeys(c.sans_objet for c in colonnes)))),
        hauteur=hauteur,
        ordre=ordre,
        colonnes=[creer(Tete, cle=c.cle, libelle=c.libelle, nombre=c.genre in NOMBRES) for c in colonnes],
        lignes=[creer(Rangee, id=name, cases=held) for name, held in zip(_noms(rows, sujet), cells, strict=True)],
        totaux=whole and creer(Rangee, id="totaux", cases=whole),
        **autres,
    )


def _noms(rows: Sequence[Ligne], sujet: tuple[str, str, str] | None) -> list[str]:
    """What the board knows each row by: its subject, with its rank when it is not the first row of it."""
    if sujet is None:
        return [str(i) for i in range(len(rows))]
    seen: Counter[str] = Counter()
    names = []
    for name in (str(row[sujet[2]]) for row in rows):
        names.append(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return names


def _case(colonne: Colonne, row: Ligne, figure: Nommer | None, sujet: tuple[str, str, str] | None) -> Case:
    case: Case = {"texte": colonne.ecrire(row), "tri": _tri(colonne.lire(row))}
    if colonne.genre == "empreinte":
        case["titre"] = row.get(colonne.cle)
    if sujet and colonne.cle == sujet[0]:
        return case | {"geste": sujet[1], "cible": str(row[sujet[2]])}
    named = figure(row, colonne.cle) if figure else None
    return case | {"geste": "chiffre", "cible": named.ecrire()} if named else case


def _case_totale(colonne: Colonne, totaux: Ligne, figure: Nommer | None) -> Case:
    if colonne.cle not in totaux:
        return {"texte": "", "tri": None}
    value = totaux[colonne.cle]
    # « Total » may stand in a column of dates or of numbers.
    text = value if isinstance(value, str) and not colonne.sans_objet else colonne.ecrire(totaux)
    named = figure(totaux, colonne.cle) if figure else None
    case: Case = {"texte": text, "tri": None}
    return case | {"geste": "chiffre", "cible": named.ecrire()} if named else case


def _tri(value: object) -> float | str | None:
    """What the column is sorted by: None stays apart, at the end."""
    if isinstance(value, bool | int | float | Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value if value is None else str(value)


def par_sujet(chiffres: Mapping[str, str], dimension: str, cle: str) -> Nommer:
    """Figures of a table whose row is one territory or one project; ``chiffres``: column → indicator."""

    def nommer(row: Ligne, colonne: str) -> Chiffre | None:
        return Chiffre(chiffres[colonne], ((dimension, str(row[cle])),)) if colonne in chiffres else None

    return nommer
