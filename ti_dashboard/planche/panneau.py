"""What the panel behind a figure says of it: its name, its definition, its value rounded and exact, its columns. Pure.

The downloads say the same words.
"""

from collections.abc import Sequence

from ti_dashboard.langue.formats import INCONNU, ecart, euros, jour, nombre, part
from ti_dashboard.programme.chiffre import PRECISIONS, Chiffre
from ti_dashboard.programme.colonnes import Colonne, Ligne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.programme.mesures import Nombre, grandeur
from ti_dashboard.programme.valeurs import formater

Nommees = Sequence[tuple[str, str]]
"""Dimension and label of each precision of a figure."""
Moities = tuple[Nombre, Nombre] | None


def titre(chiffre: Chiffre, named: Nommees) -> str:
    """The name of what is counted: the indicator, and what changes its definition."""
    said = [PRECISIONS[dim].dire(label) for dim, label in named if PRECISIONS[dim].ici]
    label = chiffre.indicateur.libelle
    return f"{label} ({' ; '.join(words[:1].lower() + words[1:] for words in said)})" if said else label


def definition(chiffre: Chiffre, named: Nommees) -> str:
    added = [PRECISIONS[dim].preciser(label) for dim, label in named]
    return " ".join([chiffre.indicateur.definition, *filter(None, added)])


def formule(chiffre: Chiffre, named: Nommees) -> str:
    only = [PRECISIONS[dim].dire(label) for dim, label in named if PRECISIONS[dim].ici]
    words = [word[:1].lower() + word[1:] for word in only]
    return f"{chiffre.indicateur.formule} ; seulement : {' ; '.join(words)}" if words else chiffre.indicateur.formule


def quand(chiffre: Chiffre, choix: Filtres) -> str:
    """The arrêté the value stands at, or the two it moved between."""
    if choix.compare is None or not (chiffre.est_mouvement or chiffre.lit("au")):
        return choix.arrete_en_mots()
    if chiffre.lit("au"):
        return f"arrêté du {jour(choix.compare)}"
    return f"entre les arrêtés du {jour(choix.compare)} et du {jour(choix.arrete)}"


def ecrire(chiffre: Chiffre, value: Nombre | None, parts: Moities = None) -> str:
    """The value in its unit, as its tile or its bar shows it; a movement is signed."""
    if chiffre.est_mouvement:
        return INCONNU if value is None else ecart(value, formater(chiffre.indicateur_id, grandeur(value)))
    if parts is not None:
        return part(*parts)
    return formater(chiffre.indicateur_id, value)


def exacte(chiffre: Chiffre, value: Nombre | None, parts: Moities = None) -> str | None:
    """The value to the cent, or the two halves of a rate; None where what is shown is already exact."""
    money = chiffre.indicateur.unite == "euros" or SORTES[chiffre.indicateur.lignes].est_en_euros
    if parts is not None:
        over, under = (euros(half) if money else nombre(half) for half in parts)
        return f"{over} ÷ {under}" + (f" = {part(*parts, 4)}" if parts[1] > 0 else "")
    if chiffre.indicateur.unite != "euros" or value is None:
        return None
    return ecart(value, euros(grandeur(value))) if chiffre.est_mouvement else euros(value)


def totaux(chiffre: Chiffre, value: Nombre | None) -> Ligne | None:
    """The last row of the lines behind a sum or a movement: its exact value. What is counted or rated has none."""
    if chiffre.est_mouvement:
        return {"fichier": "Total", "effet": value}
    if chiffre.indicateur.agregat != "somme":
        return None
    return {"fichier": "Total", str(SORTES[chiffre.indicateur.lignes].valeur): value}


def colonnes(chiffre: Chiffre) -> tuple[Colonne, ...]:
    """The columns of the rows behind a figure; behind a movement, what each adds to it and which fact did."""
    sorte = SORTES[chiffre.indicateur.lignes]
    own = sorte.colonnes
    if not chiffre.est_mouvement:
        return own
    effect = Colonne("effet", "Compte pour", "euros" if chiffre.indicateur.unite == "euros" else "entier")
    day = Colonne("date_effet", "Date du fait", "jour")
    # Rows that do not say their own fact take the one that moved them, with its date in place of theirs.
    if sorte.faits and all(c.cle != "fait" for c in own):
        return (effect, Colonne("fait", "Fait"), day, *(c for c in own if c.cle != "date_effet"))
    return (effect, *own) if any(c.cle == "date_effet" for c in own) else (effect, day, *own)
