"""What an import did to what it read, to be said at the end: one sentence a kind, with the first files concerned."""

from collections.abc import Callable, Iterator
from functools import partial

from ti_dashboard.langue.formats import accord, enumeration

MONTRES = 5
# Kind of what was done → what is said of the files concerned. « {} » is what the kind speaks of: a label, a name.
_PHRASES = {
    "hors_programme": "Hors du programme selon le filtre de demarches.toml, non lus",
    "instants": "Dates et heures de la plateforme lues au jour de Paris",
    "jours": "Jour différent de celui qui est écrit, car l'heure donnée n'est pas celle de Paris",
    "cases": "Cases « on » et « off » lues « oui » et « non »",
    "siret": "SIRET d'un membre lu comme le SIREN de ses neuf premiers chiffres",
    "departement": "Nom de département lu comme son code",
    "departement_inconnu": "Département « {} » inconnu du référentiel, laissé vide",
    "masque": "Champ « {} » caché par une condition du formulaire, sa valeur est laissée de côté",
    "double": "Deux cases « {} » disent deux choses, la première est gardée",
    "bloc": "Bloc répété « {} » lu sur sa propre feuille",
    "bloc_orphelin": "Lignes du bloc répété « {} » laissées : la feuille des dossiers ne connaît pas leur numéro",
}
Noter = Callable[..., None]


class ReleveDeLecture:
    """``gardes``: « kind » or « kind:name » → numbers of the files concerned, in the order they came."""

    def __init__(self, gardes: dict[str, list[str]] | None = None) -> None:
        self.gardes = gardes if gardes is not None else {}

    def noter(self, dossier: object, genre: str, nom: str = "") -> None:
        """``dossier`` was concerned by ``genre``; a file read twice is noted once."""
        numbers = self.gardes.setdefault(f"{genre}:{nom}" if nom else genre, [])
        if str(dossier) not in numbers:
            numbers.append(str(dossier))

    def pour(self, dossier: object) -> Noter:
        return partial(self.noter, dossier)

    def phrases(self) -> Iterator[str]:
        for key in sorted(self.gardes, key=lambda k: list(_PHRASES).index(k.partition(":")[0])):
            genre, _, name = key.partition(":")
            yield f"{_PHRASES[genre].format(name)} : {les_dossiers(self.gardes[key])}."


def les_dossiers(numbers: list[str]) -> str:
    """« 3 dossiers (nº 41, 42 et 43) », the first ones only when they are many."""
    shown = numbers if len(numbers) <= MONTRES + 1 else [*numbers[:MONTRES], f"{len(numbers) - MONTRES} autres"]
    return f"{accord(len(numbers), 'dossier')} (nº\u00a0{enumeration(shown)})"
