"""Text files as programs and people write them: one right row is read the same from each."""

from datetime import date
from decimal import Decimal

import pytest

from tests.hostiles import EN_TETE, EN_TETE_CSV, LIGNE, LIGNE_CSV
from tests.petits import seule

DITS = (
    "Référence;Phase;Projet ID;Territoire ID;Opérateur ID;Instrument ID;Type montant;Nature aide;Montant (€);"
    "Date effet;Cause"
)
# what is unusual → (bytes, line of the row)
TEXTES = {
    "indication de séparateur": (f"sep=;\r\n{EN_TETE_CSV}\r\n{LIGNE_CSV}\r\n".encode(), 3),
    "UTF-16 à tabulations": ("\n".join("\t".join(r) for r in (EN_TETE, LIGNE.values())).encode("utf-16"), 2),
    "lignes vides d'abord": (f"\n\n;;;;\n{EN_TETE_CSV}\n{LIGNE_CSV}\n".encode(), 5),
    "guillemets partout": ("\n".join(";".join(f'"{c}"' for c in r) for r in (EN_TETE, LIGNE.values())).encode(), 2),
    "séparateurs en trop": (f"{EN_TETE_CSV};;\n{LIGNE_CSV};;\n".encode(), 2),
    "virgules": (",".join(EN_TETE).encode() + b"\n" + LIGNE_CSV.replace(",", ".").replace(";", ",").encode(), 2),
    "marque UTF-8": (f"\ufeff{EN_TETE_CSV}\n{LIGNE_CSV}".encode(), 2),
    "en-têtes en français": (f"{DITS}\n{LIGNE_CSV}".encode("cp1252"), 2),
    "titre au-dessus": (f"Suivi de l'opérateur;;\nau 31/03/2019;;\n\n{EN_TETE_CSV}\n{LIGNE_CSV}".encode(), 5),
    "total et note dessous": (f"{EN_TETE_CSV}\n{LIGNE_CSV}\nTOTAL;;;;;;;;100,50;;\n(1) hors reports".encode(), 2),
}


@pytest.mark.parametrize("nom", TEXTES)
def test_a_text_is_read_whatever_wrote_it(nom, tmp_path):
    raw, line = TEXTES[nom]
    (tmp_path / "a.csv").write_bytes(raw)
    ((found, row),) = seule(tmp_path / "a.csv").lignes
    assert (found, row["reference"], row["montant"], row["date_effet"]) == (
        line,
        "A1",
        Decimal("100.5"),
        date(2019, 3, 15),
    )


def test_a_delimiter_in_a_quoted_cell_is_text(tmp_path):
    (tmp_path / "a.csv").write_bytes(f"{EN_TETE_CSV}\n{LIGNE_CSV.replace('A1', chr(34) + 'A;1' + chr(34))}".encode())
    assert seule(tmp_path / "a.csv").lignes[0][1]["reference"] == "A;1"
