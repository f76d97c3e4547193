"""One file sent twice, cut in two, in another order, saved again by a spreadsheet or under another spelling of its
sender: the ledger holds the same, for every nature."""

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classeurs import ods, xlsx
from tests.fabrique import DEFAUTS
from ti_dashboard.ingest.reception.fichier_recu import Reglages, lire_fichier
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import COMPLEMENT, Livraison
from ti_dashboard.referentiels import emetteurs
from ti_dashboard.referentiels.natures import NATURES

JOUR = date(2026, 11, 20)
Rangees = list[list[object]]
# What makes each row of a nature another subject, and what may change of it.
_LIGNES: dict[str, Callable[[int], dict[str, object]]] = {
    "perimetre": lambda n: {"territoire_id": ("ti-5304", "ti-8402", "ti-0101")[n]},
    "jalons": lambda n: {"territoire_id": ("ti-5304", "ti-8402", "ti-0101")[n], "jalon": "protocole_signe"},
    "projets": lambda n: {"projet_id": f"P{n}", "territoire_id": "ti-5304", "intitule": f"Atelier {n}"},
    "statuts": lambda n: {"projet_id": f"P{n}", "statut": "realise"},
    "financements": lambda n: {"reference": f"R-{n}", "projet_id": f"P{n}"},
    "emplois": lambda n: {"projet_id": f"P{n}", "type_emploi": "crees", "etat_emploi": "prevus", "nombre": n + 1},
    "postes": lambda n: {"territoire_id": "ti-5304", "poste_id": f"C{n}", "etat_poste": "ouvert"},
    "candidatures": lambda n: {"numero_dossier": str(900 + n), "code_region": "53"},
}
_SENDERS = ("Bpifrance", "BPIFRANCE", "Bpi France", "  bpifrance ")


@st.composite
def fichiers(draw: st.DrawFn) -> tuple[str, Rangees]:
    """A nature, and the cells of a file of it."""
    nature = draw(st.sampled_from(list(NATURES)))
    chosen = draw(st.lists(st.integers(0, 2), min_size=1, unique=True))
    amounts = draw(st.lists(st.integers(1, 10**7), min_size=3, max_size=3))
    rows = [DEFAUTS[nature] | _LIGNES[nature](n) for n in chosen]
    if nature == "financements":
        rows = [row | {"montant": f"{Decimal(amounts[n]) / 100:.2f}"} for n, row in zip(chosen, rows, strict=True)]
    names = [name for name in schema(nature).noms if any(name in row for row in rows)]
    return nature, [names, *[[str(row.get(name, "")) for name in names] for row in rows]]


def lire(rows: Rangees, forme: str, nature: str, rang: int = 0, emetteur: str = "Bpifrance") -> list[Livraison]:
    """The file as it is received ``rang`` days after the first, in the form a sender gives it."""
    content = {"csv": _csv, "xlsx": lambda r: xlsx({"Feuil1": r}), "ods": lambda r: ods({"Feuil1": r})}[forme](rows)
    sender = emetteurs.exiger(emetteur, ["Bpifrance"])
    day = JOUR + timedelta(rang)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"envoi.{forme}"
        path.write_bytes(content)
        read = lire_fichier(path, path.name, Reglages(sender, day, nature))
    assert read.fautes == [] and [f for sheet in read.feuilles for f in sheet.fautes] == []
    return [
        Livraison(
            f"{day:%Y%m%d}-{forme}",
            path.name,
            "",
            s.nature,
            sender,
            day,
            len(s.lignes),
            None,
            False,
            "",
            s.lignes,
            COMPLEMENT,
        )
        for s in read.feuilles
    ]


def _csv(rows: Rangees) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def sait(*depots: list[Livraison]) -> dict[tuple[object, ...], object]:
    """What is known once these are received; nothing was asked, and the ledger holds nothing more than that."""
    words = [s for depot in depots for s in depot]
    known, written = Connu(), []
    for _, sheets, _ in known.apprendre(words):
        written += [row for s in sheets for _, row in s.lignes]
    assert known.arbitre.questions == {}
    money = [row["montant"] for row in written if "montant" in row]
    state = known.etat()
    assert sum(money, Decimal(0)) == sum((a for a in state.values() if isinstance(a, Decimal)), Decimal(0))
    return {key: _sans_chemin(value) for key, value in state.items()} | {"lignes": len(written)}


def _sans_chemin(value: object) -> object:
    return {k: v for k, v in value.items() if k != "lieu_dit"} if isinstance(value, dict) else value


@settings(max_examples=50)
@given(fichiers(), st.sampled_from(_SENDERS), st.data())
def test_a_file_says_the_same_however_it_comes_again(fichier, emetteur, data):
    nature, (header, *rows) = fichier
    first = sait(lire([header, *rows], "csv", nature))
    shuffled, cut = data.draw(st.permutations(rows)), data.draw(st.integers(1, len(rows)))
    columns = data.draw(st.permutations(range(len(header))))
    turned = [[row[c] for c in columns] for row in (header, *shuffled)]
    for form in ("csv", "xlsx", "ods"):
        assert sait(lire(turned, form, nature, emetteur=emetteur)) == first
        assert sait(lire([header, *rows], "csv", nature), lire(turned, form, nature, 2, emetteur)) == first
    halves = [
        lire([header, *part], "csv", nature, 2 * k, emetteur)
        for k, part in enumerate((shuffled[:cut], shuffled[cut:]))
        if part
    ]
    assert sait(*halves) == first
    assert sait(*[[replace(s, date_reception=JOUR) for s in half] for half in halves]) == first
