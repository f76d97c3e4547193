"""Classes of age in whole months: a class holds its lower bound, not its upper one. Labels and questions read this."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Classes:
    """``bornes``: code of a class → the age, in months, it starts at. The youngest first, from 0."""

    bornes: dict[str, int]

    def libelles(self) -> dict[str, str]:
        """« Moins de 6 mois », « De 6 à moins de 12 mois », « 24 mois ou plus »."""
        codes, starts = list(self.bornes), list(self.bornes.values())
        middle = {
            code: f"De {low} à moins de {high} mois"
            for code, low, high in zip(codes[1:-1], starts[1:-1], starts[2:], strict=True)
        }
        return {codes[0]: f"Moins de {starts[1]} mois"} | middle | {codes[-1]: f"{starts[-1]} mois ou plus"}

    def parametres(self, nom: str) -> dict[str, list[str] | list[int]]:
        """What a question binds: ``$<nom>_codes`` and ``$<nom>_mois``, side by side."""
        return {f"{nom}_codes": list(self.bornes), f"{nom}_mois": list(self.bornes.values())}


ENGAGEMENT = Classes({"moins_6_mois": 0, "de_6_a_12_mois": 6, "de_12_a_24_mois": 12, "plus_24_mois": 24})
ATTENTE = Classes({"moins_3_mois": 0, "de_3_a_6_mois": 3, "de_6_a_12_mois": 6, "plus_12_mois": 12})
PARAMETRES = ENGAGEMENT.parametres("age") | ATTENTE.parametres("attente")
