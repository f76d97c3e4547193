"""What is summed once for all, when a publication is built, from the states frozen in it: a first screen reads as fast
with ten million lines as with ten thousand.

Each table is the answer of the question of its name, about every cell that the shared filters tell apart. It says
nothing of its own: whoever verifies a publication asks the question again and compares.
"""

from collections.abc import Callable
from importlib.resources import files

from ti_dashboard.sceau.empreinte import Lire
from ti_dashboard.sceau.fragments import REGISTRE

CUMULS = (
    "cumul_flux",
    "cumul_epars",
    "cumul_engagement",
    "cumul_reste",
    "cumul_delai",
    "cumul_projet",
    "cumul_suivi",
    "cumul_emploi",
    "cumul_matiere",
)


def question(nom: str) -> str:
    """The SELECT that gives every row of a table of sums."""
    return REGISTRE.ecrire(nom, files(__package__).joinpath("sql", f"{nom}.sql").read_text(encoding="utf-8"))


def cumuler(executer: Callable[[str], object]) -> None:
    """Fill the tables of sums. Sorted by arrêté: a question about one of them reads its part alone."""
    for name in CUMULS:
        executer(f"INSERT INTO {name} BY NAME SELECT * FROM ({question(name)}) ORDER BY ALL")  # noqa: S608


def faux(lire: Lire) -> list[str]:
    """The tables of sums that are not those of the states."""
    return [name for name in CUMULS if any(lire(_differents(name, _colonnes(name, lire)), {}))]


def _colonnes(nom: str, lire: Lire) -> str:
    """What the question says: a column that a later version added to its table is not of it."""
    told = lire(f"SELECT column_name FROM (DESCRIBE {question(nom)})", {})  # noqa: S608
    return ", ".join(str(name) for (name,) in told)


def _differents(nom: str, colonnes: str) -> str:
    """One row when the table has not, each as many times, the rows that its question gives: none is read twice."""
    return (
        f"SELECT 1 FROM (SELECT {colonnes}, 1 AS fois_de_trop FROM ({question(nom)}) "  # noqa: S608
        f"UNION ALL SELECT {colonnes}, -1 FROM {nom}) GROUP BY {colonnes} HAVING sum(fois_de_trop) <> 0 LIMIT 1"
    )
