"""Whose a row is: what an account with a perimeter deposits is its own, and what nobody can tell is not."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.lieux.modele import se_contredit
from ti_dashboard.ingest.reception.lieux.rattacheur import DIT
from ti_dashboard.ingest.reception.valeurs import cle_identifiant
from ti_dashboard.ingest.registre.actes import COLLECTIFS
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.referentiels import limites_d_acces
from ti_dashboard.referentiels.natures import NATURES, Appartenance, Nature
from ti_dashboard.referentiels.organismes import donneur

Lieu = tuple[object, object]
Deposee = Mapping[str, Any]
_AUTREMENT = "Retirez cette ligne, ou faites-la déposer par l'équipe données nationale."


class Frontiere:
    """The limit of one perimeter, seen from what the ledger knows: a subject told by others stays theirs."""

    def __init__(self, perimetre: PerimetreDAcces, emetteur: str, connues: Iterable[Livraison]) -> None:
        self._perimetre, self._emetteur = perimetre, emetteur
        self._dit = limites_d_acces.dire(perimetre)
        self._projets: dict[str, set[Lieu]] = {}
        self._sujets: dict[tuple[object, ...], tuple[str, Deposee]] = {}
        for told in sorted(connues, key=lambda s: (s.connue_le, s.ordre)):
            nature = NATURES[told.nature]
            for _, row in told.lignes:
                self._sujets[_sujet(nature, row)] = told.emetteur, row
                if nature.declare:
                    self._projets[_cle(row[nature.declare])] = _lieu(row)

    def declarer(self, nature: Nature, rows: Iterable[Deposee]) -> None:
        """The rows of the deposit itself that declare a project: those that may are where it lies too."""
        for row in rows:
            if nature.declare and next(self.manques(nature, row), None) is None:
                self._projets.setdefault(_cle(row[nature.declare]), set()).update(_lieu(row))

    def manques(self, nature: Nature, row: Deposee) -> Iterator[Defaut]:
        """Why this row cannot be deposited under this perimeter: the first reason, or none."""
        if self._perimetre.est_national:
            return
        by = nature.appartient
        if by is None:
            said = f"rien ne dit à qui sont les lignes « {nature.nom} » : vous déposez pour {self._dit}."
            yield Defaut(None, None, said, _AUTREMENT)
        elif fault := self._operateur(by, row) or self._region(by, row) or self._deja_dit(nature, by, row):
            yield fault

    def _operateur(self, by: Appartenance, row: Deposee) -> Defaut | None:
        mine = self._perimetre.operateur
        if not mine or self._est_a_l_operateur(by, row, self._emetteur):
            return None
        column = next(iter(by.financeurs), None)
        said = str(row[column]) if column else self._emetteur
        what = "le financeur" if column else "l'émetteur"
        return Defaut(column, said, f"est {what} de cette ligne : vous déposez pour {self._dit}.", _AUTREMENT)

    def _region(self, by: Appartenance, row: Deposee) -> Defaut | None:
        if not self._perimetre.region:
            return None
        places, column = self._lieux(by, row), by.territoire or by.projet
        if by.territoire and se_contredit(row.get(DIT)):
            said = "se contredit : rien ne dit que cette ligne est de votre périmètre."
            return Defaut(column, str(row[DIT]), said, "Corrigez le code ou le lieu, pour qu'ils disent la même chose.")
        if not places:
            said = f"cette ligne ne se rattache à aucun territoire : vous déposez pour {self._dit}."
            return Defaut(column, row.get(DIT), said, f"Écrivez le code de son territoire. {_AUTREMENT}")
        if other := next((place for place in places if not self._est_de_la_region(place)), None):
            return Defaut(column, str(other[1]), f"est hors de votre périmètre, {self._dit}.", _AUTREMENT)
        return None

    def _deja_dit(self, nature: Nature, by: Appartenance, row: Deposee) -> Defaut | None:
        """What others told of the same subject would be replaced by this row."""
        known = self._sujets.get(_sujet(nature, row))
        if known is None:
            return None
        sender, told = known
        region, operator = self._perimetre.region, self._perimetre.operateur
        places = self._lieux(by, told)
        in_region = not region or (bool(places) and all(map(self._est_de_la_region, places)))
        if in_region and (not operator or self._est_a_l_operateur(by, told, sender)):
            return None
        named = " · ".join(str(row[column]) for column in nature.sujet)
        return Defaut(None, named, f"est déjà déclaré hors de votre périmètre, {self._dit}.", _AUTREMENT)

    def _est_a_l_operateur(self, by: Appartenance, row: Deposee, emetteur: str) -> bool:
        mine = limites_d_acces.famille(self._perimetre.operateur)
        if not by.financeurs:
            return limites_d_acces.famille_nommee(emetteur) == mine
        first, *others = by.financeurs
        named = {limites_d_acces.famille_nommee(str(row[name])) for name in others if row.get(name)}
        return limites_d_acces.famille(str(row[first])) == mine and named <= {mine, None}

    def _est_de_la_region(self, place: Lieu) -> bool:
        return limites_d_acces.a_pour_region(place, self._perimetre.region)

    def _lieux(self, by: Appartenance, row: Deposee) -> set[Lieu]:
        """Where the row lies, and where its project does."""
        own = _lieu(row) if by.territoire else set()
        return own | (self._projets.get(_cle(row[by.projet]), set()) if by.projet and row.get(by.projet) else set())


def _lieu(row: Deposee) -> set[Lieu]:
    return {(row["phase"], row["territoire_id"])} if row.get("territoire_id") else set()


def _sujet(nature: Nature, row: Deposee) -> tuple[object, ...]:
    """What a row speaks of, in any spelling; a reference of a funder that stands for many is that of who gives."""
    keys = tuple(_cle(value) for value in nature.sujet_de(row))
    funder = row.get("operateur_id")
    return nature.nom, *keys, *([donneur(funder, row.get("financeur_dit"))] if funder in COLLECTIFS else [])


def _cle(value: object) -> str:
    return cle_identifiant(str(value))
