"""What a delivery changes: its rows against what the ledger knows, added, corrected, withdrawn or already known.

An operator sends the same file again and again, a few amounts changed. Adding it up each time would double the money;
overwriting would lose what was said before. So a delivery is compared: a changed amount becomes a correction, and
what a complete state leaves out is withdrawn, in rows of their own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ti_dashboard.ingest.lecture import AJOUT, ETAT_COMPLET, Ligne, Livraison
from ti_dashboard.ingest.lieux.lignes import SUITES

RETRAITS = "retraits"
_ACTE = ("reference", "phase", "projet_id", "territoire_id", "operateur_id", "instrument_id", "type_montant",
         "nature_aide")  # fmt: skip
_SUJETS = {
    "perimetre": ("phase", "territoire_id"),
    "jalons": ("phase", "territoire_id", "jalon"),
    "projets": ("projet_id",),
    "statuts": ("projet_id",),
    "emplois": ("projet_id", "type_emploi", "etat_emploi"),
    "postes": ("poste_id",),
    "candidatures": ("numero_dossier",),
}
Cle = tuple[object, ...]


@dataclass
class Bilan:
    """How many rows of a sheet did what. nb_ajoutees + nb_corrigees + nb_deja_connues = rows read."""

    nb_ajoutees: int = 0
    nb_corrigees: int = 0
    nb_deja_connues: int = 0
    nb_retirees: int = 0


@dataclass
class _Jour:
    """What the ledger holds of one act at one date: the sum of its known amounts (None when none is), its last row."""

    montant: Decimal | None
    row: dict[str, object]
    corrections: set[Decimal | None]


@dataclass
class Connu:
    """What the ledger knows while deliveries come in, one after the other, in order of reception."""

    actes: dict[str, dict[Cle, dict[object, _Jour]]] = field(default_factory=lambda: defaultdict(dict))
    lignes: dict[str, set[Cle]] = field(default_factory=lambda: defaultdict(set))
    sujets: dict[str, set[Cle]] = field(default_factory=lambda: defaultdict(set))

    def confronter(self, livraison: Livraison) -> tuple[list[Livraison], Bilan]:
        """The deliveries to write in the ledger for this one (rows, then withdrawals if any), and the balance."""
        if livraison.nature == "financements":
            kept, withdrawn, balance = self._actes_de(livraison)
        else:
            kept, balance = self._faits_de(livraison)
            withdrawn = []
        written = [replace(livraison, lignes=kept)]
        if withdrawn:
            place = f"{livraison.feuille}~{RETRAITS}" if livraison.feuille else RETRAITS
            written.append(replace(livraison, feuille=place, lignes=withdrawn, nb_rejets=0, nb_sans_objet=0,
                                   total_controle=None))  # fmt: skip
        return written, balance

    def _faits_de(self, livraison: Livraison) -> tuple[list[Ligne], Bilan]:
        """Facts other than money: the last one known wins, so a row that says the same thing again says nothing."""
        known, subjects = self.lignes[livraison.nature], self.sujets[livraison.nature]
        balance, kept = Bilan(), []
        for line, row in livraison.lignes:
            whole = tuple(value for name, value in row.items() if name not in SUITES)
            subject = tuple(row[c] for c in _SUJETS[livraison.nature])
            if livraison.mode != AJOUT and whole in known:
                balance.nb_deja_connues += 1
                continue
            if subject in subjects:
                balance.nb_corrigees += 1
            else:
                balance.nb_ajoutees += 1
            known.add(whole)
            subjects.add(subject)
            kept.append((line, row))
        return kept, balance

    def _actes_de(self, livraison: Livraison) -> tuple[list[Ligne], list[Ligne], Bilan]:
        groups: dict[Cle, dict[object, list[Ligne]]] = defaultdict(lambda: defaultdict(list))
        for line, row in livraison.lignes:
            groups[tuple(row[c] for c in _ACTE)][row["date_effet"]].append((line, row))
        held = self.actes[livraison.emetteur]
        balance, kept = Bilan(), []
        for key, by_date in groups.items():
            acte = held.setdefault(key, {})
            if livraison.mode == ETAT_COMPLET and _meme_total(acte, by_date):
                balance.nb_deja_connues += sum(map(len, by_date.values()))
                continue
            for day, rows in by_date.items():
                kept += self._un_jour(livraison.mode, acte, day, rows, balance)
        gone = self._retraits(livraison, held, groups) if livraison.mode == ETAT_COMPLET else []
        balance.nb_retirees = len(gone)
        return sorted(kept, key=lambda r: r[0]), gone, balance

    def _un_jour(
        self, mode: str, acte: dict[object, _Jour], day: object, rows: list[Ligne], balance: Bilan
    ) -> list[Ligne]:
        """Rows of one act at one date: new, already known, or one signed correction of what was held."""
        said = _somme(row["montant"] for _, row in rows)
        before = acte.get(day)
        deltas = all(row["cause"] == "correction" for _, row in rows)
        if before is None or mode == AJOUT or (deltas and said not in before.corrections):
            balance.nb_ajoutees += len(rows)
            total = said if before is None else _somme([before.montant, said])
            acte[day] = _Jour(total, rows[-1][1], {said} | (before.corrections if before else set()))
            return rows
        if said == before.montant or said is None or deltas:
            # « Not communicated » after an amount takes nothing back: the amount stays known.
            balance.nb_deja_connues += len(rows)
            return []
        balance.nb_corrigees += len(rows)
        line, row = rows[-1]
        change = said - (before.montant or Decimal(0))
        acte[day] = _Jour(said, row, before.corrections)
        return [(line, row | {"montant": change, "cause": "correction"})]

    def _retraits(
        self, livraison: Livraison, held: dict[Cle, dict[object, _Jour]], said: dict[Cle, dict[object, list[Ligne]]]
    ) -> list[Ligne]:
        """Acts of the sender that its complete state leaves out, within the phases and kinds of amount it speaks of."""
        spoken = {(row["phase"], row["type_montant"]) for _, row in livraison.lignes}
        rows: list[Ligne] = []
        for key, acte in held.items():
            if key in said and _meme_total(acte, said[key]):
                continue
            for day, jour in acte.items():
                in_scope = (jour.row["phase"], jour.row["type_montant"]) in spoken
                if day not in said.get(key, {}) and jour.montant and in_scope:
                    rows.append((len(rows) + 1, jour.row | {"montant": -jour.montant, "cause": "correction"}))
                    jour.montant = Decimal(0)
        return rows


def _meme_total(acte: dict[object, _Jour], by_date: dict[object, list[Ligne]]) -> bool:
    """The act amounts to what is said, whatever the dates its corrections bear."""
    said = _somme(row["montant"] for rows in by_date.values() for _, row in rows)
    return bool(acte) and said is not None and said == _somme(jour.montant for jour in acte.values())


def _somme(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of the known amounts; None when none is known."""
    known = [a for a in amounts if a is not None]
    return sum(known, Decimal(0)) if known else None
