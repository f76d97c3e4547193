"""What people type in a séance: kept as typed and shown without power, or refused with a sentence."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.errors import GesteRefuse, TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.live import comptes, corrections, decisions, etapes, invitations, journal, marche, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import Droits
from ti_dashboard.live.corrections import Perimetre
from ti_dashboard.live.saisie import TEXTE_MAX
from ti_dashboard.live.seances import Seance

JOUR = date(2019, 9, 24)
GARDES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "![x](https://exemple.test/x.png)",
    "[ici](javascript:alert(1))", ":material/delete:", ":red[urgent]", ":streamlit:", "$\\frac{1}{2}$", "`code`",
    "# Titre", "> citation", "- liste", "1. liste", "| a | b |", "~~barré~~", "*gras* __aussi__", "&lt;b&gt;", "\\",
    "=cmd|' /C calc'!A0", "+33", "-1+1", "@SUM(A1)", "\u202emoc.elpmexe", "a\u200bb\u2060c\ufeff", "\u2066caché\u2069",
    "../../etc/passwd", "C:\\Windows\\System32", "CON", "a/b\\c:d*e?f", "{{7*7}} ${7*7} #{7*7} %s %n {0}",
    "'; DROP TABLE decision; --", "é" * TEXTE_MAX, "👩‍🌾 ﷽ Ω≈ç√ ܀", "__proto__", "constructor",
)  # fmt: skip
# What nobody can read back as it was written, or that nobody meant to write.
REFUSES = (
    "a\x00b",
    "\x00",
    "\ud800",
    "a\udfffb",
    "",
    " \t\r\n\u2028 ",
    "\x01\x02",
    "é" * (TEXTE_MAX + 1),
    "x" * 100_000,
)
BRISES = (
    ("a\nb", "a b"),
    ("a\r\n\t b", "a b"),
    ("a\u2028b\u2029c", "a b c"),
    ("a\x1b[31mb", "a [31mb"),
    ("a\x85b", "a b"),
)
Ecrire = Callable[[Base, Seance, str], object]
Lire = Callable[[Base, Seance], str]


def _decider(base: Base, seance: Seance, quoi: str, qui: str) -> object:
    return decisions.prendre(base, seance.code, quoi, qui, JOUR, adresse="/", arrete=JOUR)


def _corriger(base: Base, seance: Seance, motif: str, auteur: str) -> object:
    where = Perimetre("nb_territoires", JOUR, "/", "France")
    return corrections.proposer(base, seance.code, where, (Decimal(3), Decimal(4)), motif, auteur)


def _inviter(base: Base, _seance: Seance, fonction: str) -> object:
    asked = Droits(fonction, frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())
    return invitations.inviter(base, f"a{len(invitations.lister(base))}@exemple.fr", asked)


CHAMPS: dict[str, tuple[Ecrire, Lire]] = {
    "décision": (lambda b, s, t: _decider(b, s, t, "CGET"), lambda b, s: decisions.derniere(b, s.code).texte),
    "responsable": (lambda b, s, t: _decider(b, s, "Agir", t), lambda b, s: decisions.derniere(b, s.code).responsable),
    "motif": (lambda b, s, t: _corriger(b, s, t, "CGET"), lambda b, _: corrections.affichees(b, JOUR)[-1].motif),
    "étape": (
        lambda b, s, t: etapes.ajouter(b, s.code, t, "", 5, "/"),
        lambda b, s: etapes.lister(b, s.code)[-1].titre,
    ),
    "séance": (lambda b, _, t: seances.ouvrir(b, t, "CGET", JOUR), lambda b, _: seances.lister(b)[0].titre),
    "fonction": (_inviter, lambda b, _: max(invitations.lister(b), key=lambda i: i.invitation_id).droits.fonction),
}


def _titres(base: Base, champ: str) -> list[str]:
    """Of séances opened in the same instant, none is the last."""
    return [one.titre for one in seances.lister(base)] if champ == "séance" else []


@pytest.mark.parametrize("champ", CHAMPS)
def test_a_hostile_text_is_kept_as_it_was_typed_or_refused_with_a_sentence(magasin: Base, seance: Seance, champ: str):
    write, read = CHAMPS[champ]
    for said, kept in (*((t, t) for t in GARDES), *BRISES):
        write(magasin, seance, said)
        assert kept in (read(magasin, seance), *_titres(magasin, champ))
    before = len(journal.lire(magasin))
    for said in REFUSES:
        with pytest.raises(GesteRefuse) as refused:
            write(magasin, seance, said)
        assert str(refused.value).count("rien n'a été enregistré") + str(refused.value).count("Rien n'a changé") == 1
        # The sentence can be shown whatever was typed.
        str(refused.value).encode()
    assert len(journal.lire(magasin)) == before


@pytest.mark.parametrize("texte", ["a\x00b", "\ud800", "\x00" * 6, "ABC\x00EF"])
def test_what_no_engine_keeps_is_refused_wherever_it_comes_from(magasin: Base, seance: Seance, texte: str):
    asked = (
        lambda: seances.lire(magasin, texte),
        lambda: seances.animee_par(magasin, texte),
        lambda: magasin.etat(texte),
        lambda: marche.deplacer(magasin, seance.code, f"/projets?x={texte}", 1),
        lambda: comptes.nomme(magasin, f"{texte}@exemple.fr"),
    )
    for gesture in asked:
        with pytest.raises(TableauDeBordError):
            gesture()
    assert seances.lire(magasin, seance.code).version == 1


@pytest.mark.parametrize("texte", GARDES)
def test_what_is_shown_has_no_power(texte: str):
    said = citer(texte)
    for mark in ("<", "`", "*", "_", "[", "$", "|", "~", "{"):
        assert said.count(mark) == said.count(f"\\{mark}")
    assert "\u202e" not in said and "\u200b" not in said and "\u2066" not in said
    # A directive needs its colon bare: « :red[ », « :material/ ».
    assert ":red\\[" not in said.replace("\\:red", "") and ":material/" not in said.replace("\\:material/", "")
