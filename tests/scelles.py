"""What a sealed figure must be, by the second path: the rows behind it, under the filters of its perimeter."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.questions.origine import lignes, origine, parts, valeur
from ti_dashboard.sceau.chiffres import perimetres


class Lieu(NamedTuple):
    """Where a figure is sealed."""

    arrete: date
    phase: int
    indicateur_id: str
    perimetre: str


class Cellule(NamedTuple):
    """``bas`` is the lower half of a rate; None elsewhere."""

    valeur: Decimal | None
    connus: int
    inconnus: int
    bas: Decimal | None = None


def scelles(publication: Publication) -> dict[Lieu, Cellule]:
    """Every cell the publication holds."""
    return {
        Lieu(r["arrete_id"], r["phase"], r["indicateur_id"], r["perimetre"]): Cellule(
            r["valeur"], r["connus"], r["inconnus"], r["denominateur"] if _est_part(r["indicateur_id"]) else None
        )
        for r in publication.lignes("SELECT * FROM chiffre_scelle")
    }


def attendue(publication: Publication, lieu: Lieu) -> Cellule | None:
    """What the rows behind the figure give; None where it has no meaning."""
    words = [word.split(":") for word in lieu.perimetre.split("~") if word]
    shared = {FILTRES[dim].champ: (code,) for dim, code in words if dim in FILTRES}
    own = tuple((dim, code) for dim, code in words if dim not in FILTRES)
    figure, seen = Chiffre(lieu.indicateur_id, own), Filtres(lieu.arrete, lieu.phase, **shared)
    found, rows = origine(publication, figure, seen), lignes(publication, figure, seen, lieu.arrete)
    if found.sans_objet:
        return None
    # What the rows give, told or not: a seal holds nothing behind a figure, the screen then says it unknown.
    if figure.indicateur.agregat not in ("rapport", "taux"):
        return Cellule(_dix_chiffres(valeur(figure, rows)), found.nb_connus, found.nb_inconnus)
    over, under = (Decimal(part) for part in parts(figure, rows))
    value = _dix_chiffres(over, under) if under > 0 else None
    return Cellule(value, found.nb_connus, found.nb_inconnus, _dix_chiffres(under))


def absente(indicateur_id: str) -> Cellule:
    """What a cell that is not there says: no row is behind the figure."""
    if _est_part(indicateur_id):
        return Cellule(None, 0, 0, Decimal(0))
    return Cellule(None if CATALOGUE[indicateur_id].agregat == "mediane" else Decimal(0), 0, 0)


def comme_les_lignes(publication: Publication, dits: dict[Lieu, Cellule], lieu: Lieu) -> bool:
    """True when the cell, there or absent, says what the rows behind the figure give."""
    expected = attendue(publication, lieu)
    return lieu not in dits if expected is None else dits.get(lieu, absente(lieu.indicateur_id)) == expected


def forme_de(perimetre: str) -> str:
    """Kind of a perimeter: « region~theme »; "" is the whole country."""
    return "~".join(word.partition(":")[0] for word in perimetre.split("~"))


def possibles(indicateur_id: str, codes: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Kind of perimeter and perimeter, wherever the indicator is told over these codes."""
    for forme in perimetres(CATALOGUE[indicateur_id]):
        first, _, second = forme.partition("~")
        for code in codes[first] if first else [""]:
            start = f"{first}:{code}" if first else ""
            for other in codes[second] if second else [""]:
                yield forme, f"{start}~{second}:{other}" if second else start


def _est_part(indicateur_id: str) -> bool:
    return CATALOGUE[indicateur_id].agregat in ("rapport", "taux")


def _dix_chiffres(value: Nombre | None, under: Decimal = Decimal(1)) -> Decimal | None:
    """The exact quotient at ten digits, half up."""
    if value is None:
        return None
    with localcontext() as context:
        context.prec = 80
        return (Decimal(str(value)) / under).quantize(Decimal("1e-10"), ROUND_HALF_UP)
