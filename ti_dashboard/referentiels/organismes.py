"""Known bodies: who a name or a SIREN speaks of, however it is written, and which funder of the programme it is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ti_dashboard.langue.mots import abreger, cle
from ti_dashboard.referentiels import lire
from ti_dashboard.referentiels.debuts_d_organismes import DEBUTS, SERIES

SEPARATEUR = "|"
# What a grouping writes before or after its own name: « CU du Grand Poitiers », « Grand Poitiers Communauté urbaine ».
_FORMES = re.compile(
    r"^(?:ca|cc|cu|ept) (?:du |de la |de l |des |de |d )?"
    r"| (?:communaute (?:urbaine|d agglomeration|d agglo|de communes)|agglomeration|agglo)$"
)
# « État - Préfecture de la Vendée »: the service says more; « État-major » is another word.
_ETAT = re.compile(r"^etat (?!major\b)")
_FONDS_EUROPEENS = frozenset(("feder", "fse", "feader", "feamp", "feampa", "ftj", "interreg"))
_ARTICLES = re.compile(r"^(?:la|le|les|l) ")


@dataclass(frozen=True)
class Organisme:
    """``nom`` is the name under which every writing of this body is one."""

    nom: str
    categorie: str
    operateur_id: str
    siren: str | None = None

    def operateur_le(self, jour: date) -> str:
        """Code of the funder under the name it bore that day: an act of 2019 is the CGET's, one of 2020 the ANCT's."""
        family = _operateurs()[self.operateur_id]["famille_id"]
        bearing = (
            row["operateur_id"]
            for row in _operateurs().values()
            if row["famille_id"] == family
            and date.fromisoformat(row["date_debut"]) <= jour
            and (not row["date_fin"] or jour <= date.fromisoformat(row["date_fin"]))
        )
        return next(bearing, self.operateur_id)


def reconnaitre(nom: str | None, siren: str | None = None) -> Organisme | None:
    """The body that ``siren`` (or a SIRET) identifies; otherwise the one that ``nom`` names; otherwise its kind.

    Case, accents, spaces and punctuation of a name do not count. None when nothing tells. A European fund has no SIREN:
    a list gives it that of the region that manages it, and the money is not the region's.
    """
    if not _FONDS_EUROPEENS.isdisjoint(_mots(nom or "").split()):
        return par_nom("Union européenne")
    number = re.sub(r"\D", "", siren or "")[:9]
    return _identifies().get(number) or _local(number) or par_nom(nom) or _par_serie(nom, number)


def par_nom(nom: str | None) -> Organisme | None:
    """The body this name is that of, or whose kind it begins with."""
    return nomme(nom or "") or _par_debut(nom or "", _mots(nom or ""))


def nomme(nom: str) -> Organisme | None:
    """The body that has this very name, however it is written: a regional office is not its head office."""
    return _nommes().get(_mots(nom).replace(" ", ""))


def est_un_financeur(mot: str) -> bool:
    """This word is the code or the name of a funder itself, not of one of the bodies behind it."""
    return cle(mot) in {cle(said) for code, row in _operateurs().items() for said in (code, row["nom"])}


def donneur(operateur_id: str, dit: str | None) -> str:
    """One name for whoever gives: the body that ``dit`` names, or the funder itself when nothing more is said.

    Many bodies give under one funder: the act no 12 of a town is not the act no 12 of another.
    """
    said = dit or _operateurs()[operateur_id]["nom"]
    body = par_nom(said)
    return cle(body.nom if body else said)


@cache
def connus() -> tuple[str, ...]:
    """Names to choose a sender from: the funders of the programme first, then every other body of the table."""
    bodies = [body.nom for body, _ in _fiches()]
    funders = [row["nom"] for row in _operateurs().values() if row["nom"] in bodies]
    return tuple(dict.fromkeys([*funders, *bodies]))


def _mots(nom: str) -> str:
    return _ARTICLES.sub("", cle(nom))


def _par_debut(nom: str, words: str) -> Organisme | None:
    for name, body in _prefixes().items():
        if words.startswith(f"{name} "):
            return body  # « ADEME Bretagne » is the ADEME
    if state := _ETAT.match(words):
        service = words[state.end() :]
        return _par_debut(nom, service) or _sans_fiche(nom, "gouvernement")
    for funder, starts in DEBUTS.items():
        if words.startswith(tuple(f"{s} " for s in starts)) or words in starts:
            return _sans_fiche(nom, funder)
    if words.endswith(" region") and words.removesuffix(" region") in _regions():
        return _sans_fiche(nom, "regions")
    siren = _groupements_nommes().get(_FORMES.sub("", words))
    return _sans_fiche(nom, "collectivites", siren) if siren else None


def _par_serie(nom: str | None, number: str) -> Organisme | None:
    funder = SERIES.get(number[:2]) if len(number) == 9 else None
    return _sans_fiche(nom or number, funder, number) if funder else None


def _local(number: str) -> Organisme | None:
    """A commune or one of its groupings."""
    name = _locaux().get(number)
    return _sans_fiche(name, "collectivites", number) if name else None


def _sans_fiche(nom: str, funder: str, number: str | None = None) -> Organisme:
    return Organisme(abreger(nom), _operateurs()[funder]["categorie"], funder, number)


@cache
def _operateurs() -> dict[str, dict[str, str]]:
    return {row["operateur_id"]: row for row in lire("operateur")}


@cache
def _fiches() -> tuple[tuple[Organisme, tuple[str, ...]], ...]:
    """Each body of the table, and every name it goes by."""
    return tuple(_lire_fiches())


def _lire_fiches() -> Iterator[tuple[Organisme, tuple[str, ...]]]:
    for row in lire("organisme"):
        funder = _operateurs()[row["operateur_id"]]
        body = Organisme(row["nom"], funder["categorie"], row["operateur_id"], row["siren"] or None)
        yield body, (row["nom"], *row["alias"].split(SEPARATEUR))


@cache
def _identifies() -> dict[str, Organisme]:
    return {body.siren: body for body, _ in _fiches() if body.siren}


@cache
def _nommes() -> dict[str, Organisme]:
    return {_mots(name).replace(" ", ""): body for body, names in _fiches() for name in names if name}


@cache
def _prefixes() -> dict[str, Organisme]:
    """Words of the name of each funder that is one body."""
    funders = {row["nom"] for row in _operateurs().values()} - {_operateurs()[f]["nom"] for f in DEBUTS}
    return {_mots(body.nom): body for body, _ in _fiches() if body.nom in funders}


@cache
def _regions() -> frozenset[str]:
    return frozenset(_mots(row["nom"]) for row in lire("region"))


@cache
def _locaux() -> dict[str, str]:
    """SIREN → name of each grouping and each commune."""
    return {r["siren_commune"]: r["nom"] for r in lire("commune") if r["siren_commune"]} | {
        r["siren"]: r["nom"] for r in lire("groupement")
    }


@cache
def _groupements_nommes() -> dict[str, str]:
    """Name of a grouping, without its kind → its SIREN, where one alone bears it."""
    named = [(_FORMES.sub("", _mots(r["nom"])), r["siren"]) for r in lire("groupement")]
    count = Counter(name for name, _ in named)
    return {name: siren for name, siren in named if count[name] == 1}
