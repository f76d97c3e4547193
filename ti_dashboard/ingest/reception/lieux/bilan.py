"""What is said of the places of a sheet: how rows were attached, what was read otherwise, what contradicts itself."""

from collections import Counter
from collections.abc import Iterator

from ti_dashboard.ingest.reception.lieux.groupements import devenir, est_connu
from ti_dashboard.ingest.reception.lieux.modele import (
    CODE_POSTAL,
    COMMUNE,
    HORS,
    INCONNU,
    MUET,
    NOM,
    PARTAGE,
    SIREN,
    TERRITOIRE,
    Rattachement,
)
from ti_dashboard.ingest.reception.retouches import lignes
from ti_dashboard.ingest.reception.sirets import ABIME
from ti_dashboard.langue.formats import accord, enumeration, nombre, selon

_VOIES = {
    TERRITOIRE: "par le code du territoire",
    COMMUNE: "par la commune",
    SIREN: "par le SIREN",
    CODE_POSTAL: "par le code postal",
    NOM: "par le nom",
}
_MANQUES = {
    HORS: "hors de tout territoire",
    PARTAGE: "entre plusieurs territoires",
    INCONNU: "au lieu inconnu",
    MUET: "sans lieu dit",
}
_MONTRES = 3


class BilanDesLieux:
    """Gathers what became of each row; ``phrases`` tells it, one sentence per kind."""

    def __init__(self) -> None:
        self._voies: Counter[str] = Counter()
        self._manques: Counter[str] = Counter()
        self._contredits: dict[str, list[int]] = {}
        self._autrefois: dict[str, list[int]] = {}
        self._disparus: dict[str, list[int]] = {}
        self._inconnus: dict[str, list[int]] = {}
        self._abimes: dict[str, list[int]] = {}

    def noter(self, line: int, found: Rattachement) -> None:
        if found.voie:
            self._voies[found.voie] += 1
        else:
            self._manques[found.manque or MUET] += 1
        if found.contredit:
            self._contredits.setdefault(found.contredit, []).append(line)
        if found.autrefois:
            self._autrefois.setdefault(found.autrefois, []).append(line)
        if found.lieu_dit and ABIME in found.lieu_dit:
            self._abimes.setdefault(found.lieu_dit.partition(" ; ")[0], []).append(line)

    def noter_membres(self, line: int, membres: object) -> None:
        """SIREN of the members of an application, separated by « | »."""
        for siren in (s.strip() for s in str(membres or "").split("|")):
            if not siren or est_connu(siren):
                continue
            if said := devenir(siren):
                self._disparus.setdefault(said, []).append(line)
            else:
                self._inconnus.setdefault(siren, []).append(line)

    def phrases(self) -> Iterator[str]:
        if set(self._voies) - {TERRITOIRE} or set(self._manques) - {MUET}:
            yield self._rattachement()
        yield from _montrer(
            self._contredits,
            "{n} ligne dit deux lieux, le premier l'emporte",
            "{n} lignes disent deux lieux, le premier l'emporte",
        )
        yield from _montrer(
            self._autrefois,
            "{n} ligne nomme un lieu d'hier, lu comme celui d'aujourd'hui",
            "{n} lignes nomment un lieu d'hier, lu comme celui d'aujourd'hui",
        )
        yield from _montrer(
            self._abimes,
            "{n} ligne a un numéro abîmé, mettez sa colonne au format Texte",
            "{n} lignes ont un numéro abîmé, mettez leur colonne au format Texte",
        )
        yield from _montrer(
            self._disparus,
            "{n} ligne nomme un membre qui n'existe plus, écrivez celui d'aujourd'hui",
            "{n} lignes nomment un membre qui n'existe plus, écrivez celui d'aujourd'hui",
        )
        yield from _montrer(
            self._inconnus,
            "{n} ligne a un SIREN de membre inconnu, vérifiez-le",
            "{n} lignes ont un SIREN de membre inconnu, vérifiez-le",
        )

    def _rattachement(self) -> str:
        said = accord(self._voies.total(), "ligne rattachée", "lignes rattachées")
        said += _detail(self._voies, _VOIES, " {}")
        if missing := self._manques.total():
            said += f", {selon(missing, '', '{n} non rattachée', '{n} non rattachées')}"
            said += _detail(self._manques, _MANQUES, " ({})")
        return f"{said}."


def _detail(counts: Counter[str], words: dict[str, str], alone: str) -> str:
    """Each kind with its count; the only kind has no need of it."""
    kinds = [kind for kind in words if counts[kind]]
    if len(kinds) < 2:
        return alone.format(words[kinds[0]]) if kinds else ""
    return f" ({', '.join(f'{nombre(counts[kind])} {words[kind]}' for kind in kinds)})"


def _montrer(found: dict[str, list[int]], un: str, plusieurs: str) -> Iterator[str]:
    """The count of rows, then the first places with their lines."""
    if found:
        told = [f"{place} ({lignes(seen)})" for place, seen in list(found.items())[:_MONTRES]]
        left = len(found) - len(told)
        count = len({line for seen in found.values() for line in seen})
        more = [accord(left, "autre lieu", "autres lieux")] if left else []
        yield f"{selon(count, '', un, plusieurs)} : {enumeration([*told, *more])}."
