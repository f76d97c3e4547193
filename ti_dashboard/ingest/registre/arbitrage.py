"""What only a person can say of a deposit, asked before it is accepted: nothing doubtful enters in silence."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ti_dashboard.dossier.depot import Question, ReponsePossible
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.langue.formats import enumeration, euros, jour

MEME, DISTINCTS = "meme", "distincts"
# Answers to « which word is the last of the day? »: this one, or before the deposit named.
DERNIER, AVANT = "dernier", "avant:"
_NOMS = {
    "date_effet": "la date",
    "phase": "la phase",
    "projet_id": "le projet",
    "territoire_id": "le territoire",
    "instrument_id": "le dispositif",
    "nature_aide": "la nature de l'aide",
}
_MEME_OU_DISTINCTS = (
    ReponsePossible(MEME, "Un seul acte, corrigé", "la ligne nouvelle prend la place de l'ancienne"),
    ReponsePossible(DISTINCTS, "Deux actes", "les deux montants comptent"),
)
# One payment: (day, attributes), amount in euros, where its line is.
Versement = tuple[tuple[date, tuple[object, ...]], Decimal | None, str]


def cle(genre: str, *sujets: object) -> str:
    """Identifier of a question: what it is about, whoever asks it and in whichever order."""
    return f"{genre}-{hashlib.sha256(repr((genre, *sujets)).encode()).hexdigest()[:12]}"


@dataclass
class Arbitre:
    """Answers already given, and the questions still without one. Unanswered, two lines stay two acts."""

    reponses: Mapping[str, str] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    deplaces: list[str] = field(default_factory=list)

    @classmethod
    def de(cls, livraisons: Iterable[Livraison]) -> "Arbitre":
        """With every answer kept by the deposits."""
        return cls({key: choice for s in livraisons for key, choice in s.reponses.items()})

    def corrige(self, acte: tuple[object, ...], ecarts: Iterable[str]) -> None:
        """Keep that a payment is recognised under another date, project or territory."""
        self.deplaces.append(f"« {acte[1]} » ({', '.join(_NOMS[e].partition(' ')[2] or _NOMS[e] for e in ecarts)})")

    def meme_acte(self, acte: tuple[object, ...], connu: Versement, dit: Versement, ecarts: Iterable[str]) -> bool:
        """Is a payment known under one reference the one said with another date, project or territory?"""
        slots = sorted([str(connu[0]), str(dit[0])])
        changes = ce_qui_change(ecarts, connu[1] != dit[1])
        text = f"Référence « {acte[1]} » : {changes}. Est-ce le même acte, corrigé ?"
        return self._tranche(cle("meme_acte", acte, *slots), "meme_acte", text, (_dire(connu), _dire(dit)))

    def meme_reference(self, acte: tuple[object, ...], connu: tuple[str, str], dit: tuple[str, str]) -> bool:
        """Is an act known from one sender the one another sender gives under the same reference? (sender, words)"""
        senders = sorted([connu[0], dit[0]])
        text = f"Référence « {acte[1]} » : un autre émetteur a déjà déclaré cet acte, autrement. Est-ce le même ?"
        return self._tranche(cle("autre_emetteur", acte, *senders), "autre_emetteur", text, (connu[1], dit[1]))

    def _tranche(self, key: str, genre: str, texte: str, lignes: tuple[str, ...]) -> bool:
        if key not in self.reponses:
            self.questions.setdefault(key, Question(key, genre, texte, _MEME_OU_DISTINCTS, lignes))
        return self.reponses.get(key) == MEME


def ce_qui_change(ecarts: Iterable[str], montant: bool = False) -> str:
    """« la date et le projet changent »."""
    names = [_NOMS[e] for e in ecarts] + ["le montant"] * montant
    return f"{enumeration(names)} {'changent' if len(names) > 1 else 'change'}"


def _dire(versement: Versement) -> str:
    (day, _), amount, place = versement
    return f"{montant_dit(amount, day)} ({place})"


def montant_dit(montant: Decimal | None, le: date) -> str:
    """« 100 000,00 € le 15/03/2019 »; an amount nobody gave is said so."""
    return f"{'montant non communiqué' if montant is None else euros(montant)} le {jour(le)}"
