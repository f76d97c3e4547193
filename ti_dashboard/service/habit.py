"""The theme of a deployment: a folder with its name, colours, logo and fonts. Neutral when none is named."""

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.service.contraste import COULEUR
from ti_dashboard.service.fichiers_nommes import inconnus, octets, toml
from ti_dashboard.service.genres import texte
from ti_dashboard.service.images import logo_refuse, police_refusee

VARIABLE, FICHIER = "TI_DASHBOARD_THEME", "theme.toml"
TAILLE_LOGO, TAILLE_POLICE = 256 * 1024, 512 * 1024
GRAISSES = {"normale": 400, "grasse": 700}
# The State keeps its own for those entitled: their folder brings it, and says in which capacity.
RESERVEES = ("marianne",)


@dataclass(frozen=True)
class Habit:
    """``fichiers``: what is served, by name; ``polices``: its name by weight; ``habilitation``: who may bear what the
    State keeps for its own services, as the folder says it."""

    nom: str = ""
    couleurs: dict[str, str] = field(default_factory=dict)
    logo: str = ""
    police: str = ""
    polices: dict[int, str] = field(default_factory=dict)
    fichiers: dict[str, bytes] = field(default_factory=dict)
    habilitation: str = ""


@cache
def lire() -> Habit:
    """Read once: a theme is that of a process. Raises ServiceIllisible with a sentence for each fault."""
    named = os.environ.get(VARIABLE, "")
    return _Lecture(Path(named)).habit() if named else Habit()


class _Lecture:
    """One folder, and the faults found in it."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        self._dit = toml(dossier / FICHIER, VARIABLE)
        self._fichiers: dict[str, bytes] = {}
        self._fautes = [
            f"{FICHIER}, {s}" for s in inconnus(self._dit, ("nom", "logo", "couleurs", "police", "etat"), "")
        ]

    def habit(self) -> Habit:
        police = self._table("police", ("nom", *GRAISSES))
        read = Habit(
            nom=self._texte("nom", self._dit.get("nom", "")),
            couleurs=self._couleurs(),
            logo=self._fichier("logo", self._dit.get("logo", ""), TAILLE_LOGO, logo_refuse),
            police=self._texte("police.nom", police.get("nom", "")),
            polices={w: name for key, w in GRAISSES.items() if (name := self._police(key, police))},
            fichiers=self._fichiers,
            habilitation=self._texte(
                "etat.habilitation", self._table("etat", ("habilitation",)).get("habilitation", "")
            ),
        )
        self._droits(read)
        if self._fautes:
            raise ServiceIllisible(tuple(self._fautes))
        return read

    def _droits(self, read: Habit) -> None:
        if read.polices and not read.police:
            self._fautes.append(f"{FICHIER}, police.nom : donnez un nom à la police.")
        if any(word in read.police.lower() for word in RESERVEES) and not read.habilitation:
            self._fautes.append(
                f"{FICHIER}, police.nom : « {read.police} » est réservée aux services de l'État ; dites dans [etat] "
                "habilitation à quel titre ce service y a droit, ou choisissez-en une autre."
            )

    def _couleurs(self) -> dict[str, str]:
        read = {}
        for name, value in self._table("couleurs", None).items():
            if isinstance(value, str) and COULEUR.fullmatch(value):
                read[name] = value.lower()
            else:
                self._fautes.append(f"{FICHIER}, couleurs.{name} : écrivez un dièse et six chiffres hexadécimaux.")
        return read

    def _police(self, cle: str, police: dict[str, Any]) -> str:
        return self._fichier(f"police.{cle}", police.get(cle, ""), TAILLE_POLICE, police_refusee)

    def _fichier(self, cle: str, nom: object, taille: int, refuser: Any) -> str:
        """The name of a file of the folder itself, once its content is read and judged."""
        if nom == "":
            return ""
        try:
            if not isinstance(nom, str) or Path(nom).name != nom or not nom.isprintable() or "\\" in nom:
                raise ServiceIllisible(("écrivez le nom d'un fichier du dossier, sans chemin.",))
            path = self._dossier / nom
            if path.is_symlink():
                raise ServiceIllisible((f"{nom} est un lien vers un autre fichier : copiez-le dans le dossier.",))
            content = octets(path, taille, "mettez-en un autre dans le dossier du thème.")
            if why := refuser(nom, content):
                raise ServiceIllisible((f"{nom} {why}.",))
        except ServiceIllisible as refusal:
            self._fautes.append(f"{FICHIER}, {cle} : {refusal}")
            return ""
        self._fichiers[nom] = content
        return nom

    def _texte(self, cle: str, valeur: object) -> str:
        try:
            return texte(valeur)
        except ValueError as fault:
            self._fautes.append(f"{FICHIER}, {cle} : {str(fault)[0].lower()}{str(fault)[1:]}")
            return ""

    def _table(self, cle: str, connus: tuple[str, ...] | None) -> dict[str, Any]:
        table = self._dit.get(cle, {})
        if not isinstance(table, dict):
            self._fautes.append(f"{FICHIER}, {cle} : écrivez une table [{cle}].")
            return {}
        self._fautes += [f"{FICHIER}, {said}" for said in inconnus(table, connus or table, f"{cle}.")]
        return table
