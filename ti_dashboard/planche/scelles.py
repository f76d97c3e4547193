"""What was said at an arrêté beside what its rows give today: both are told, the one said first. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ti_dashboard.langue.formats import INSECABLE, accord, jour
from ti_dashboard.planche.definitions import en_vigueur
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import courante
from ti_dashboard.programme.mesures import ChiffreScelle, Mesure, Nombre, Releve
from ti_dashboard.programme.valeurs import distinguer, formater

Scelles = Mapping[str, ChiffreScelle]


@dataclass(frozen=True)
class Ecart:
    """A sealed figure and what is computed today at the same arrêté, under the same filters, when they are not one."""

    indicateur_id: str
    arrete: date
    dit: ChiffreScelle
    aujourdhui: Nombre | None
    connus: int
    inconnus: int

    def _textes(self) -> tuple[str, str]:
        """Both values; where they are one, what is known and unknown tells them apart."""
        if not self.dit.est(self.aujourdhui):
            return distinguer(self.indicateur_id, self.dit.valeur, self.aujourdhui)
        value = formater(self.indicateur_id, self.dit.valeur)
        counts = ((self.dit.connus, self.dit.inconnus), (self.connus, self.inconnus))
        then, now = (f"{value} ({accord(known, 'connu')}, {accord(unknown, 'inconnu')})" for known, unknown in counts)
        return then, now

    def dit_en_mots(self) -> str:
        """The value said, as the figure shows it."""
        return self._textes()[0]

    def pourquoi(self) -> str:
        """« avec la définition de 2026 », or why it is told apart when the definition is the same."""
        now = courante(self.indicateur_id)
        if self.dit.version in (now.version, None):
            return "recalculé aujourd'hui"
        of = f"de{INSECABLE}{now.depuis.year}" if now.depuis else "d'aujourd'hui"
        return f"avec la définition {of}"

    def dit_le(self) -> str:
        """« 108,0 M€ dit le 24/09/2019 »."""
        return f"{self.dit_en_mots()} dit le {jour(self.arrete)}"

    def sous_la_valeur(self) -> str:
        """What follows the value said, that a tile shows already: « dit le 24/09/2019 », unless it shows too little."""
        is_shown = self.dit_en_mots() == formater(self.indicateur_id, self.dit.valeur)
        return f"dit le {jour(self.arrete)}" if is_shown else self.dit_le()

    def recalcule(self) -> str:
        """« 112,3 M€ avec la définition de 2026 »."""
        return f"{self._textes()[1]} {self.pourquoi()}"

    def texte(self) -> str:
        """« 108,0 M€ dit le 24/09/2019 ; 112,3 M€ avec la définition de 2026 »."""
        return f"{self.dit_le()} ; {self.recalcule()}"

    def versions(self) -> str:
        """Which version it was said with, and which is in force: « Dit avec la version 1 de la définition… »."""
        now = courante(self.indicateur_id)
        if self.dit.version is None:
            return "Rien n'entrait alors dans cet indicateur, où que ce soit."
        if now.version == self.dit.version:
            return f"La définition est la même (version {now.version}) : un référentiel ou un calcul a changé depuis."
        return f"Dit avec la version {self.dit.version} de la définition ; {_minuscule(en_vigueur(now))}."


def scelle_et_dit(dit: ChiffreScelle, arrete: date) -> str:
    """« Dit et scellé à l'arrêté du 24/09/2019, version 1 de la définition »."""
    version = "" if dit.version is None else f", version {dit.version} de la définition"
    return f"Dit et scellé à l'arrêté du {jour(arrete)}{version}"


def _minuscule(text: str) -> str:
    return text[:1].lower() + text[1:]


def ecart_de_tuile(indicateur_id: str, arrete: date, dit: ChiffreScelle | None, mesure: Mesure) -> Ecart | None:
    """What a tile says beside the value said. It tells the known and the unknown of what is counted in its own way:
    only those of money are compared with the seal."""
    if dit is None or mesure.est_sans_valeur:
        return None
    counts = (mesure.connus, mesure.inconnus) if _compte_ses_lignes(indicateur_id) else (dit.connus, dit.inconnus)
    return ecart(indicateur_id, arrete, dit, mesure.valeur, counts)


def ecart(
    indicateur_id: str, arrete: date, dit: ChiffreScelle, value: Nombre | None, counts: tuple[int, int]
) -> Ecart | None:
    if dit.est(value) and counts == (dit.connus, dit.inconnus):
        return None
    return Ecart(indicateur_id, arrete, dit, value, *counts)


def _compte_ses_lignes(indicateur_id: str) -> bool:
    return CATALOGUE[indicateur_id].unite == "euros"


def dits(releve: Releve, scelles: Scelles, arrete: date) -> Releve:
    """The measures as they were said: today's, but where a seal says otherwise."""
    found = {key: ecart_de_tuile(key, arrete, scelles.get(key), m) for key, m in releve.items() if key in CATALOGUE}
    return releve | {key: _mesure(key, releve[key], one.dit) for key, one in found.items() if one}


def _mesure(indicateur_id: str, today: Mesure, dit: ChiffreScelle) -> Mesure:
    said = replace(today, valeur=_ecrire(dit.valeur))
    if today.denominateur is not None and dit.denominateur is not None:
        said = replace(said, denominateur=int(dit.denominateur))
    return replace(said, connus=dit.connus, inconnus=dit.inconnus) if _compte_ses_lignes(indicateur_id) else said


def _ecrire(value: Nombre | None) -> Nombre | None:
    """What is counted stays a whole number."""
    return int(value) if value is not None and value == int(value) else value
