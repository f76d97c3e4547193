"""Labels that were reworded and name the same thing: an export made before is read with the words of today."""

from ti_dashboard.programme.libelles import dire, libelles

# words of before → words of today, wherever they stand in a text
_REFORMULES = {
    "régions comprises": "tous financeurs",
    "poste ouvert le ": "recrutement en cours depuis le ",
    "Poste ouvert le ": "Recrutement en cours depuis le ",
    ", pas encore pourvu": "",
    "financement du poste terminé le ": "fin de financement le ",
    "Financement du poste terminé le ": "Fin de financement le ",
}
_ETATS_POSTE = {"poste ouvert": "ouvert", "en poste": "pourvu", "vacant": "vacant", "financement terminé": "fin"}
_FAITS = {"Recrutement ouvert": "ouvert", "Poste pourvu": "pourvu", "Poste vacant": "vacant"}
# a whole cell of before → the cell of today
_CELLULES = {
    "Avec réserve": dire("avis", "reserve"),
    **{said: dire("etat_poste", code) for said, code in _ETATS_POSTE.items()},
    **{said: f"Poste : {dire('etat_poste', code).lower()}" for said, code in _FAITS.items()},
    # What a post became was said as its state is: both are read as one.
    f"Poste : {dire('etat_poste', 'fin').lower()}": dire("etat_poste", "fin"),
    **{label.lower(): label for name in ("type_emploi", "etat_emploi") for label in libelles(name).values()},
}


def actuel(text: str) -> str:
    """Each side of a comparison is read through it."""
    for before, now in _REFORMULES.items():
        text = text.replace(before, now)
    return _CELLULES.get(text, text)
