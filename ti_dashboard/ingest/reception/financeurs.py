"""Givers of a public list: which funder each one is, under the name it bore that day, and what is said of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.reception.sources import Source
from ti_dashboard.ingest.reception.valeurs import lire_texte
from ti_dashboard.langue.formats import accord
from ti_dashboard.referentiels.organismes import est_un_financeur, par_nom, reconnaitre

# The legal format names no instrument: the main one of the giver.
INSTRUMENTS = {
    "banque-des-territoires": "ingenierie-bdt",
    "bpifrance": "aides-bpifrance",
    "business-france": "accompagnement-business-france",
    "ademe": "economie-circulaire",
    "pole-emploi": "action-recrutement",
    "france-travail": "action-recrutement",
    "apec": "action-recrutement",
    "action-logement": "logement-salaries",
    "cerema": "etudes-foncier",
    "cget": "fnadt",
    "anct": "fnadt",
    "dge": "fonds-acceleration",
    "sgpi": "territoires-innovation",
    "services-deconcentres": "credits-deconcentres",
    "regions": "aides-regionales",
    "gouvernement": "aides-etat",
    "collectivites": "aides-collectivites",
    "union-europeenne": "fonds-europeens",
    "autres-financeurs": "autres-aides",
}
INCONNU = "autres-financeurs"
# Givers named one by one; the others are counted.
NOMMES = 20


def nommer(source: Source) -> Source:
    """The same reading, whose column of funders also knows the bodies behind them, and keeps the name each is given."""
    if "operateur_id" not in source.positions or "operateur_id" in source.avant:
        return source
    place = {"financeur_dit": source.positions["operateur_id"]} | dict(source.positions)
    given = {"operateur_id": _operateur} | ({} if "financeur_dit" in source.positions else {"financeur_dit": _dit})
    return replace(source, positions=place, avant=dict(source.avant) | given)


def _operateur(raw: object) -> object:
    """« DREAL Bretagne » → the funder it is; any other word is left for the schema to judge."""
    body = None if est_un_financeur(str(raw)) else par_nom(lire_texte(raw))
    return body.operateur_id if body else raw


def _dit(raw: object) -> object:
    return None if est_un_financeur(str(raw)) else raw


class Financeur(NamedTuple):
    operateur_id: str
    instrument_id: str
    dit: str


class Financeurs:
    """Reads the givers of one sheet: the SIREN decides first, the name otherwise, and none is refused nor renamed."""

    def __init__(self) -> None:
        self._inconnus: Counter[str] = Counter()
        self._contredits: Counter[tuple[str, str, str]] = Counter()

    def lire(self, nom: str, siret: str, jour: date) -> Financeur:
        body = reconnaitre(nom, siret)
        said = nom or (body.nom if body else siret)
        if body is None:
            self._inconnus[said] += 1
            return Financeur(INCONNU, INSTRUMENTS[INCONNU], said)
        named = par_nom(nom)
        if body.siren and named and named.siren and named.siren != body.siren:
            self._contredits[nom, body.nom, body.siren] += 1
        code = body.operateur_le(jour)
        return Financeur(code, INSTRUMENTS[code], said)

    def phrases(self) -> Iterator[str]:
        """One sentence for each giver that is not known, or that bears the SIREN of another."""
        for said, nb in self._inconnus.most_common(NOMMES):
            lines = accord(nb, "ligne est comptée", "lignes sont comptées")
            yield f"« {montrer(said)} » n'est pas un organisme connu : {lines} sous son nom, aux « Autres financeurs »."
        if len(self._inconnus) > NOMMES:
            others = accord(len(self._inconnus) - NOMMES, "autre ne l'est pas", "autres ne le sont pas")
            yield f"{others} non plus : même sort."
        for (said, name, siren), nb in self._contredits.most_common(NOMMES):
            lines = accord(nb, "ligne")
            yield f"« {montrer(said)} » porte le SIREN {siren}, celui de « {name} », qui décide ({lines})."
