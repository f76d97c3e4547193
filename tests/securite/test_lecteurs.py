"""What every reader is given, at random and by ill will: a fault is one of ours, and comes within its time."""

import time
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz import lecteurs
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.ingest.reception.correspondances import lire_correspondance
from ti_dashboard.ingest.reception.dates import lire_date, lire_date_iso
from ti_dashboard.ingest.reception.nombres import lire_entier, lire_nombre
from ti_dashboard.live.saisie import TEXTE_MAX, adresse, texte

# Of this process, whatever else the machine does.
CALCUL_MAX_S = 5
BONNE = """emetteur = "X"
titre = "T"
nature = "financements"
reconnait = ["Dossier", "Montant", "Projet", "Date"]
"""
# A value of a kind that the key does not take, at each place of a mapping.
FAUTIVES = [
    BONNE + line
    for line in (
        "unite = {}", "unite = []", "unite = 1", "format_date = []", "nom_contient = []", "colonnes = []",
        "colonnes = {montant = 1}", "colonnes = {montant = {}}", "constantes = {cause = {}}",
        "constantes = {cause = []}",
        "constantes = 1", "valeurs = 1", "valeurs = {nature_aide = {x = {}}}", "valeurs = {nature_aide = {x = []}}",
        "valeurs = {nature_aide = {x = 1979-05-27}}", "filtre = 1", "filtre = {a = {}}", "identifiants = {a = 1}",
        "[[lectures]]\nnom = {}", "[[lectures]]\nnature = {}", "[[lectures]]\nnature = []", "[[lectures]]\nobjet = {}",
        "lectures = 1", "lectures = [1]", "a = " + "[" * 5_000, "a = " + "9" * 5_000, "a = 1" + "0" * 400 + ".0",
        "\x00", "a = '", "[a]\n[a]", "__class__ = 1",
    )
]  # fmt: skip
TEXTES = ("", " ", "\x00", "\u202e", "é" * 3_000, "9" * 5_000, "1e999999", "-", "NaN", "Infinity", "1,2,3", "٣",
          "1_000",
          "31/02/2019", "99/99/9999", "0000-00-00", "2019-W01", "1" * 400, "=1+1", "<script>", "'; DROP TABLE flux;--",
          "1e5000", "−1", "½", "1/0", "24/09/2019T25:61", "\ud7ff", "12 34 56 78", "(12)")  # fmt: skip


@pytest.mark.parametrize("contenu", FAUTIVES)
def test_a_mapping_that_does_not_hold_is_refused_in_a_sentence(contenu: str, tmp_path):
    path = tmp_path / "essai.toml"
    path.write_text(contenu, encoding="utf-8")
    with pytest.raises(FichierRefuse, match=r"essai\.toml"):
        lire_correspondance(path)


@pytest.mark.parametrize("lire", [lire_nombre, lire_entier, lire_date, lire_date_iso])
@pytest.mark.parametrize("text", TEXTES, ids=lambda text: ascii(text)[:20])
def test_a_cell_is_a_value_or_a_fault_of_ours(lire, text: str):
    _lire_vite(lire, text)


def _lire_vite(lire, raw: object) -> None:
    began = time.process_time()
    try:
        lire(raw)
    except ValueError as fault:
        # The readers' own way to refuse: a sentence for whoever sent the file, nothing of Python's.
        assert str(fault) and not any(word in str(fault) for word in ("invalid", "literal", "limit", "isoformat"))
    assert time.process_time() - began < CALCUL_MAX_S


@settings(max_examples=150)
@given(raw=st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates()))
def test_no_cell_breaks_a_reader(raw):
    for read in (lire_nombre, lire_entier, lire_date, lire_date_iso):
        _lire_vite(read, raw)


@settings(max_examples=200)
@given(st.text(max_size=300).map(lambda text: f"/{text}".encode(errors="replace")))
@example(b"/?arrete=" + b"9" * 3_000)
@example(b"/?region=" + b"Bretagne&region=" * 200)
def test_no_address_breaks_what_reads_it(octets: bytes):
    began = time.process_time()
    lecteurs.adresse(octets)
    assert time.process_time() - began < CALCUL_MAX_S


@pytest.mark.parametrize("octets", [one.encode() for one in lecteurs.ADRESSES])
def test_the_seeds_of_the_addresses_hold(octets: bytes):
    lecteurs.adresse(octets)


@pytest.mark.parametrize("text", ["", " \t", "\r\n", "x" * (TEXTE_MAX + 1)])
def test_a_text_that_says_nothing_or_too_much_is_refused(text: str):
    with pytest.raises(GesteRefuse, match="rien n'a été enregistré"):
        texte(text, "le motif")


@pytest.mark.parametrize(
    "text", ["//x.fr", "/\\x.fr", "/\t/x.fr", "https://x.fr", "javascript:x", "", "x", "/" * 9_000]
)
def test_an_address_that_leads_elsewhere_is_kept_nowhere(text: str):
    with warnings.catch_warnings(), pytest.raises(GesteRefuse):
        adresse(text)
