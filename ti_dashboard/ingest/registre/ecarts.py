"""What a delivery changes: its rows against what the ledger knows, added, corrected, withdrawn or already known.

An operator sends the same file again and again, a few amounts changed. Adding it up each time would double the money;
overwriting would lose what was said before. So a delivery is compared: a changed amount becomes a correction, and
what a complete state leaves out is withdrawn, in rows of their own. What counts is the order in which words were
received, never the one in which they reach us: an old file deposited late changes nothing of what was said since.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.ingest.registre import actes
from ti_dashboard.ingest.registre.actes import Acte, ActeDit, Cle, Versement
from ti_dashboard.ingest.registre.arbitrage import Arbitre
from ti_dashboard.ingest.registre.ecritures import Bilan, ecrire
from ti_dashboard.ingest.registre.etats_complets import EtatComplet
from ti_dashboard.ingest.registre.faits import Faits, Sort
from ti_dashboard.ingest.registre.graphies import Graphies
from ti_dashboard.ingest.registre.livraison import AJOUT, ETAT_COMPLET, LigneDeposee, Livraison
from ti_dashboard.ingest.registre.rejeu import sommes
from ti_dashboard.referentiels.natures import ACTES


@dataclass
class Connu:
    """What the ledger knows while deliveries come in, in the order in which they are known (``apprendre``)."""

    arbitre: Arbitre = field(default_factory=Arbitre)
    graphies: Graphies = field(default_factory=Graphies)
    actes: dict[Cle, Acte] = field(default_factory=dict)
    etats: dict[str, list[EtatComplet]] = field(default_factory=lambda: defaultdict(list))
    faits: Faits = field(default_factory=Faits)

    @classmethod
    def de(cls, livraisons: Iterable[Livraison]) -> "Connu":
        """What these deliveries amount to, with every answer they keep."""
        heard = list(livraisons)
        known = cls(Arbitre.de(heard))
        for _ in known.apprendre(heard):
            pass
        return known

    def apprendre(
        self, livraisons: Iterable[Livraison], dire: Callable[[str], None] = lambda _: None
    ) -> Iterator[tuple[Livraison, list[Livraison], Bilan]]:
        """(delivery, deliveries to write in the ledger for it, balance) for each, in the order they are known."""
        ordered = sorted(livraisons, key=lambda s: (s.connue_le, s.ordre))
        for _, together in groupby(ordered, key=attrgetter("connue_le")):
            batch = [self.graphies.unifier(s) for s in together]
            for s in batch:
                if s.nature not in ACTES:
                    self.faits.entendre(s)
            # The sheets of one deposit are one word; those of a folder, with their senders, are each one.
            for _, deposit in groupby(batch, key=lambda s: s.livraison_id if s.mode == AJOUT else s.ordre):
                sheets = list(deposit)
                said = self._entendre_actes([s for s in sheets if s.nature in ACTES])
                for s in sheets:
                    dire(s.livraison_id)
                    yield s, *self._confronter(s, said.get(s.livraison_id, []))

    def confronter(self, livraison: Livraison) -> tuple[list[Livraison], Bilan]:
        """The deliveries to write in the ledger for this one (rows, then withdrawals if any), and the balance."""
        ((_, written, balance),) = self.apprendre([livraison])
        return written, balance

    def tenir(self, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Take these rows of money, each with its sender, for what the ledger holds, whatever the words amount to."""
        for acte in self.actes.values():
            acte.tenus.clear()
        for sender, row in rows:
            known = row | {c: self.graphies.retrouver(c, row) for c in ("reference", "projet_id") if row[c]}
            key = actes.designer(known, sender)
            acte = self.actes.get((*key, mot_cle(sender))) or self.actes.setdefault(key, Acte(key))
            paid = actes.versement(known)
            before = acte.tenus.get(paid)
            acte.tenus[paid] = (actes.somme([before[0] if before else None, row["montant"]]), known)

    def etat(self) -> dict[Cle, object]:
        """What is known in the end: each payment of each act with its amount, each subject with its last rows."""
        return dict(self.faits.derniers()) | _montants(self.actes, self.arbitre)

    def etat_si(self, dossier: str, rang: float) -> dict[Cle, object]:
        """What would be known of what a deposit speaks of, if this were its rank in its day; nothing is asked."""
        moved = {key: acte.si(dossier, rang) for key, acte in self.actes.items() if acte.parle(dossier)}
        return dict(self.faits.derniers_si(dossier, rang)) | _montants(moved, Arbitre(self.arbitre.reponses))

    def parlent_aussi(self, dossier: str) -> set[str]:
        """Deposits that speak of something this one speaks of, itself included."""
        acts = {word.ordre[2] for acte in self.actes.values() if acte.parle(dossier) for word in acte.dits}
        return acts | {word.ordre[2] for words in self.faits.dont_parle(dossier).values() for word in words}

    def versements(self, row: dict[str, Any], emetteur: str) -> dict[Versement, Decimal | None]:
        """The payments known of the act a row speaks of, with their amounts."""
        key = actes.designer(row | {"reference": self.graphies.retrouver("reference", row)}, emetteur)
        acte = self.actes.get((*key, mot_cle(emetteur))) or self.actes.get(key)
        return {paid: s.montant for paid, s in sommes(acte, self.arbitre).items()} if acte else {}

    def _confronter(self, livraison: Livraison, said: list[tuple[Cle, ActeDit]]) -> tuple[list[Livraison], Bilan]:
        kept, withdrawn, balance = self._ecrire_actes(said) if livraison.nature in ACTES else self._faits_de(livraison)
        written = [replace(livraison, lignes=kept)]
        if withdrawn:
            place = livraison.feuille_des_retraits
            numbered = [(rank, row) for rank, (_, row) in enumerate(withdrawn, 1)]
            apart = replace(livraison, feuille=place, nb_rejets=0, nb_sans_objet=0, total_controle=None)
            written.append(replace(apart, lignes=numbered))
        return written, balance

    def _faits_de(self, livraison: Livraison) -> tuple[list[LigneDeposee], list[LigneDeposee], Bilan]:
        judged = list(self.faits.juger(livraison))
        counts = Counter(sort for _, _, sort in judged)
        kept = [(line, row) for line, row, sort in judged if sort in (Sort.AJOUTEE, Sort.CORRIGEE)]
        return kept, [], Bilan(*(counts[s] for s in (Sort.AJOUTEE, Sort.CORRIGEE, Sort.DEJA_CONNUE, Sort.RECOUVERTE)))

    def _entendre_actes(self, feuilles: list[Livraison]) -> dict[str, list[tuple[Cle, ActeDit]]]:
        """Sheet → (act, what it says of it), all heard before one is judged; the last one says what they leave out."""
        heard: dict[str, list[tuple[Cle, ActeDit]]] = {}
        for sheet in feuilles:
            rows: dict[Cle, list[LigneDeposee]] = defaultdict(list)
            for line, row in sheet.lignes:
                rows[actes.designer(row, sheet.emetteur)].append((line, row))
            for key, lines in rows.items():
                dit = ActeDit(sheet.ordre, mot_cle(sheet.emetteur), sheet.mode, sheet.lieu, actes.par_versement(lines))
                found = self._cle(key, dit)
                self._entendre(found, dit)
                heard.setdefault(sheet.livraison_id, []).append((found, dit))
        if feuilles and feuilles[0].mode == ETAT_COMPLET:
            silences = list(self._tus(feuilles, {key for said in heard.values() for key, _ in said}))
            for key, silence in silences:
                self._entendre(key, silence)
            heard.setdefault(feuilles[-1].livraison_id, []).extend(silences)
        return heard

    def _ecrire_actes(self, said: list[tuple[Cle, ActeDit]]) -> tuple[list[LigneDeposee], list[LigneDeposee], Bilan]:
        balance, kept, withdrawn = Bilan(), [], []
        for key, dit in said:
            k, w = ecrire(self.actes[key], dit, self.arbitre, balance)
            kept += k
            withdrawn += w
        return sorted(kept, key=lambda r: r[0]), withdrawn, balance

    def _cle(self, key: Cle, dit: ActeDit) -> Cle:
        """The act a word speaks of: the one its funder has under this reference, unless another sender's differs."""
        own = (*key, dit.emetteur)
        if own in self.actes:
            return own
        known = self.actes.get(key)
        told = next((d for d in reversed(known.dits) if d.versements), None) if known else None
        if known is None or told is None or any(d.emetteur == dit.emetteur for d in known.dits):
            return key
        if _dit_deja(known, dit, self.arbitre):
            return key
        said = [(d.emetteur, actes.en_mots(d)) for d in (told, dit)]
        return key if self.arbitre.meme_reference(key, *said) else own

    def _entendre(self, key: Cle, dit: ActeDit) -> None:
        """Add a word to what is known of an act, with the complete states of its sender that leave it out."""
        acte = self.actes.setdefault(key, Acte(key))
        acte.entendre(dit)
        for state in self.etats[dit.emetteur] if dit.versements else ():
            if key not in state.actes and state.couvre(key, dit):
                acte.entendre(ActeDit(state.ordre, dit.emetteur, ETAT_COMPLET, "", {}))

    def _tus(self, feuilles: list[Livraison], said: set[Cle]) -> Iterator[tuple[Cle, ActeDit]]:
        """Acts of the sender that its complete state leaves out, within the phases and kinds of amount it speaks of."""
        last, sender = feuilles[-1], mot_cle(feuilles[-1].emetteur)
        state = EtatComplet.de(feuilles, said)
        self.etats[sender].append(state)
        for key, acte in self.actes.items():
            if key not in said and any(d.emetteur == sender and state.couvre(key, d) for d in acte.dits):
                yield key, ActeDit(last.ordre, sender, ETAT_COMPLET, last.lieu, {})


def _montants(known: Mapping[Cle, Acte], arbitre: Arbitre) -> dict[Cle, object]:
    """Each payment of each act with its amount; nothing of those brought back to zero."""
    replayed = ((key, sommes(acte, arbitre)) for key, acte in known.items())
    return {(key, paid): s.montant for key, sums in replayed for paid, s in sums.items() if s.montant != 0}


def _dit_deja(acte: Acte, dit: ActeDit, arbitre: Arbitre) -> bool:
    """Another sender says exactly what is known of the act."""
    known = {v: s.montant for v, s in sommes(acte, arbitre).items()}
    return {paid: actes.total(rows) for paid, rows in dit.versements.items()} == known
