"""What a delivery changes: its rows against what the ledger knows, added, corrected, withdrawn or already known.

An operator sends the same file again and again, a few amounts changed. Adding it up each time would double the money;
overwriting would lose what was said before. So a delivery is compared: a changed amount becomes a correction, and
what a complete state leaves out is withdrawn, in rows of their own. What counts is the order in which words were
received, never the one in which they reach us: an old file deposited late changes nothing of what was said since.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from ti_dashboard.ingest import actes
from ti_dashboard.ingest.actes import Acte, Cle, Dit
from ti_dashboard.ingest.ecritures import ecritures
from ti_dashboard.ingest.faits import Faits, Sort
from ti_dashboard.ingest.graphies import Graphies
from ti_dashboard.ingest.lecture import ETAT_COMPLET, Ligne, Livraison, Ordre
from ti_dashboard.ingest.questions import Arbitre
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.organismes import donneur

# Funders that stand for many bodies, each with references of its own: a reference is then that of who gives.
COLLECTIFS = frozenset({"regions", "services-deconcentres", "collectivites", "union-europeenne", "gouvernement"})


@dataclass
class Bilan:
    """How many rows of a sheet did what: added, corrected, already known or covered by a later word = rows read."""

    nb_ajoutees: int = 0
    nb_corrigees: int = 0
    nb_deja_connues: int = 0
    nb_recouvertes: int = 0
    nb_retirees: int = 0


@dataclass(frozen=True)
class _EtatComplet:
    """A complete state: when it was received, the phases and kinds of amount it speaks of, the acts it names."""

    ordre: Ordre
    parle_de: frozenset[tuple[object, object]]
    actes: frozenset[Cle]


@dataclass
class Connu:
    """What the ledger knows while deliveries come in, in the order in which they are known (``dans_l_ordre``)."""

    arbitre: Arbitre = field(default_factory=Arbitre)
    graphies: Graphies = field(default_factory=Graphies)
    actes: dict[Cle, Acte] = field(default_factory=dict)
    etats: dict[str, list[_EtatComplet]] = field(default_factory=lambda: defaultdict(list))
    faits: Faits = field(default_factory=Faits)

    def apprendre(
        self, livraisons: Iterable[Livraison], dire: Callable[[str], None] = lambda _: None
    ) -> Iterator[tuple[Livraison, list[Livraison], Bilan]]:
        """(delivery, deliveries to write in the ledger for it, balance) for each, in the order they are known."""
        ordered = sorted(livraisons, key=lambda s: (s.connue_le, s.ordre))
        for _, together in groupby(ordered, key=attrgetter("connue_le")):
            batch = [self.graphies.unifier(s) for s in together]
            for s in batch:
                if s.nature != "financements":
                    self.faits.entendre(s)
            for s in batch:
                dire(s.livraison_id)
                yield s, *self._confronter(s)

    def confronter(self, livraison: Livraison) -> tuple[list[Livraison], Bilan]:
        """The deliveries to write in the ledger for this one (rows, then withdrawals if any), and the balance."""
        ((_, written, balance),) = self.apprendre([livraison])
        return written, balance

    def tenir(self, rows: Iterable[tuple[str, dict[str, object]]]) -> None:
        """Take these rows of money, each with its sender, for what the ledger holds, whatever the words amount to."""
        for acte in self.actes.values():
            acte.tenus.clear()
        for sender, row in rows:
            known = row | {c: self.graphies.retrouver(c, row) for c in ("reference", "projet_id") if row[c]}
            key = _acte(known, sender)
            acte = self.actes.get((*key, mot_cle(sender))) or self.actes.setdefault(key, Acte(key))
            paid = actes.versement(known)
            before = acte.tenus.get(paid)
            acte.tenus[paid] = (actes.somme([before[0] if before else None, row["montant"]]), known)

    def etat(self) -> dict[Cle, object]:
        """What is known in the end: each payment of each act with its amount, each subject with its last rows."""
        state: dict[Cle, object] = dict(self.faits.derniers())
        for key, acte in self.actes.items():
            known = acte.sommes(self.arbitre).items()
            state |= {(key, paid): s.montant for paid, s in known if s.montant is None or s.montant}
        return state

    def montant(self, row: dict[str, object], emetteur: str) -> Decimal | None:
        """What the act a row speaks of amounts to; None when it is unknown."""
        key = _acte(row | {"reference": self.graphies.retrouver("reference", row)}, emetteur)
        acte = self.actes.get((*key, mot_cle(emetteur))) or self.actes.get(key)
        return actes.somme(s.montant for s in acte.sommes(self.arbitre).values()) if acte else None

    def _confronter(self, livraison: Livraison) -> tuple[list[Livraison], Bilan]:
        money = livraison.nature == "financements"
        kept, withdrawn, balance = self._actes_de(livraison) if money else self._faits_de(livraison)
        written = [replace(livraison, lignes=kept)]
        if withdrawn:
            place = livraison.feuille_des_retraits
            numbered = [(rank, row) for rank, (_, row) in enumerate(withdrawn, 1)]
            written.append(replace(livraison, feuille=place, lignes=numbered, nb_rejets=0, nb_sans_objet=0,
                                   total_controle=None))  # fmt: skip
        return written, balance

    def _faits_de(self, livraison: Livraison) -> tuple[list[Ligne], list[Ligne], Bilan]:
        judged = list(self.faits.juger(livraison))
        counts = Counter(sort for _, _, sort in judged)
        kept = [(line, row) for line, row, sort in judged if sort in (Sort.AJOUTEE, Sort.CORRIGEE)]
        return kept, [], Bilan(counts[Sort.AJOUTEE], counts[Sort.CORRIGEE], counts[Sort.DEJA_CONNUE],
                               counts[Sort.RECOUVERTE])  # fmt: skip

    def _actes_de(self, livraison: Livraison) -> tuple[list[Ligne], list[Ligne], Bilan]:
        rows: dict[Cle, list[Ligne]] = defaultdict(list)
        for line, row in livraison.lignes:
            rows[_acte(row, livraison.emetteur)].append((line, row))
        sender, place = mot_cle(livraison.emetteur), livraison.lieu
        said = {}
        for key, lines in rows.items():
            dit = Dit(livraison.ordre, sender, livraison.mode, place, actes.par_versement(lines))
            said[self._cle(key, dit)] = dit
        balance, kept, withdrawn = Bilan(), [], []
        for key, dit in [*said.items(), *self._tus(livraison, sender, said)]:
            self._entendre(key, dit)
            k, w = _ecrire(self.actes[key], dit, self.arbitre, balance)
            kept += k
            withdrawn += w
        return sorted(kept, key=lambda r: r[0]), withdrawn, balance

    def _cle(self, key: Cle, dit: Dit) -> Cle:
        """The act a word speaks of: the one its funder has under this reference, unless another sender's differs."""
        own = (*key, dit.emetteur)
        if own in self.actes:
            return own
        known = self.actes.get(key)
        if known is None or any(d.emetteur == dit.emetteur for d in known.dits) or _dit_deja(known, dit, self.arbitre):
            return key
        told = next(d for d in reversed(known.dits) if d.versements)
        said = [(d.emetteur, actes.en_mots(d)) for d in (told, dit)]
        return key if self.arbitre.meme_reference(key, *said) else own

    def _entendre(self, key: Cle, dit: Dit) -> None:
        """Add a word to what is known of an act, with the later complete states of its sender that leave it out."""
        acte = self.actes.setdefault(key, Acte(key))
        acte.entendre(dit)
        for state in self.etats[dit.emetteur] if dit.versements else ():
            if state.ordre > dit.ordre and key not in state.actes and _en_parle(state, key, dit):
                acte.entendre(Dit(state.ordre, dit.emetteur, ETAT_COMPLET, "", {}))

    def _tus(self, livraison: Livraison, sender: str, said: dict[Cle, Dit]) -> list[tuple[Cle, Dit]]:
        """Acts of the sender that its complete state leaves out, within the phases and kinds of amount it speaks of."""
        if livraison.mode != ETAT_COMPLET:
            return []
        spoken = frozenset((row["phase"], row["type_montant"]) for _, row in livraison.lignes)
        state = _EtatComplet(livraison.ordre, spoken, frozenset(said))
        self.etats[sender].append(state)
        silence = Dit(livraison.ordre, sender, ETAT_COMPLET, livraison.lieu, {})
        return [
            (key, silence) for key, acte in self.actes.items()
            if key not in said and any(d.emetteur == sender and _en_parle(state, key, d) for d in acte.dits)
        ]  # fmt: skip


def _acte(row: dict[str, object], emetteur: str) -> Cle:
    """What names an act; who gives is the sender when the row does not say."""
    key = tuple(row[c] for c in actes.CLE)
    if key[0] not in COLLECTIFS:
        return key
    return (*key, donneur(str(key[0]), str(row.get("financeur_dit") or emetteur)))


def _en_parle(state: _EtatComplet, key: Cle, dit: Dit) -> bool:
    kind = key[actes.CLE.index("type_montant")]
    return any((attributes[0], kind) in state.parle_de for _, attributes in dit.versements)


def _dit_deja(acte: Acte, dit: Dit, arbitre: Arbitre) -> bool:
    """Another sender says exactly what is known of the act."""
    known = {v: s.montant for v, s in acte.sommes(arbitre).items()}
    return {paid: actes.total(rows) for paid, rows in dit.versements.items()} == known


def _ecrire(acte: Acte, dit: Dit, arbitre: Arbitre, balance: Bilan) -> tuple[list[Ligne], list[Ligne]]:
    """(rows of the delivery to write, rows that take something back) for one act."""
    kept, withdrawn, moved = [], [], 0
    for e in ecritures(acte, dit, arbitre):
        if not e.dites:
            withdrawn += e.lignes
        elif not e.lignes:
            balance.nb_recouvertes += len(e.dites) * e.est_recouverte
            balance.nb_deja_connues += len(e.dites) * (not e.est_recouverte)
        elif e.lignes == e.dites:
            balance.nb_ajoutees += len(e.dites)
        else:
            balance.nb_corrigees += len(e.dites)
            moved += e.est_deplacee
        kept += e.lignes if e.dites else []
    balance.nb_retirees += max(0, len(withdrawn) - moved)
    return kept, withdrawn
