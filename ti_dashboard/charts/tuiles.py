"""KPI tiles: measures → what the board draws. Pure: no Streamlit, no question asked."""

from dataclasses import dataclass, replace
from decimal import Decimal

from ti_dashboard.filters import Filtres, non_suivis
from ti_dashboard.formats import SANS_OBJET, accord, ecart, jour, jours, millions, nombre, part, taux
from ti_dashboard.indicateurs import CATALOGUE
from ti_dashboard.mesures import ChiffrePublie, Mesure, Nombre, Releve

Bloc = dict[str, object]
# Words, or their singular and their plural.
Mots = str | tuple[str, str]

# How a bound or an order of magnitude is said, in full and in short.
MOTS = {"plus de": "plus de", "au moins": "au moins", "environ": "environ"}
SIGNES = {"plus de": ">", "au moins": "≥", "environ": "≈"}
# What a published count counts, when its value alone would not say it.
NOMS_PUBLIES = {
    "nb_territoires_signes": ("signé", "signés"),
    "nb_territoires": ("territoire", "territoires"),
    "nb_territoires_entierement_nouveaux": ("entièrement nouveau", "entièrement nouveaux"),
}


@dataclass(frozen=True)
class Cadre:
    """What every tile of one screen shares."""

    filtres: Filtres
    actuel: Releve
    precedent: Releve | None
    publies: dict[str, ChiffrePublie]

    @property
    def compares(self) -> Filtres:
        """The filters, without an arrêté of comparison when there is nothing to compare with."""
        return self.filtres if self.precedent is not None else replace(self.filtres, compare=None)


def formater(indicateur_id: str, value: Nombre | None) -> str:
    """A value in the unit its indicator declares."""
    unit = CATALOGUE[indicateur_id].unite
    return {"euros": millions, "part": taux, "jours": jours}.get(unit, nombre)(value)


def tuile(
    cadre: Cadre,
    indicateur_id: str,
    unite: Mots,
    complement: Mots,
    couverture: str,
    *,
    publies: tuple[str, ...] = (),
    groupe: str = "principal",
) -> Bloc:
    """One tile; ``publies`` names the indicators whose published figure stands on it (its own by default).

    ``unite`` and ``complement`` follow the value: a pair of words agrees with it.
    """
    indicateur = CATALOGUE[indicateur_id]
    mesure = cadre.actuel[indicateur_id]
    return {
        "id": indicateur_id,
        "groupe": groupe,
        "libelle": indicateur.libelle,
        "valeur": SANS_OBJET if mesure.sans_objet else formater(indicateur_id, mesure.valeur),
        "unite": "" if mesure.sans_objet else _accorder(mesure.valeur, unite),
        "complement": mesure.sans_objet or _accorder(mesure.valeur, complement),
        "evolution": _evolution(cadre, indicateur_id),
        "couverture": {"texte": couverture, "inconnus": mesure.inconnus},
        "publie": _publie(cadre, publies or (indicateur_id,)),
        "fiche": _fiche(cadre, indicateur_id),
    }


def _accorder(value: Nombre | None, mots: Mots) -> str:
    if isinstance(mots, str):
        return mots
    return mots[0] if value is not None and abs(value) < 2 else mots[1]


def _evolution(cadre: Cadre, indicateur_id: str) -> Bloc | None:
    since = cadre.filtres.compare
    if since is None or cadre.precedent is None:
        # Said once for the screen, under its title.
        return None
    now, before = cadre.actuel[indicateur_id].valeur, cadre.precedent[indicateur_id].valeur
    if now is None or before is None or cadre.actuel[indicateur_id].sans_objet:
        return {"texte": f"Évolution inconnue depuis le {jour(since)}", "sens": "aucun"}
    change = Decimal(str(now)) - Decimal(str(before))
    text = ecart(change, formater(indicateur_id, abs(change)))
    return {
        "texte": f"{text} depuis le {jour(since)}",
        "court": f"{text} depuis {since:%m/%Y}",
        "sens": _direction(indicateur_id, change),
    }


def _direction(indicateur_id: str, change: Decimal) -> str:
    sense = CATALOGUE[indicateur_id].sens
    if change == 0 or sense == "neutre":
        return "neutre"
    return "bon" if (change > 0) == (sense == "hausse") else "mauvais"


def _publie(cadre: Cadre, indicateurs: tuple[str, ...]) -> Bloc | None:
    """The worst of the comparisons wins the mark; a filtered screen has no published counterpart."""
    found = [cadre.publies[i] for i in indicateurs if i in cadre.publies]
    if not found or not cadre.filtres.est_national:
        return None
    states = [p.accord_avec(cadre.actuel[p.indicateur_id].valeur) for p in found]
    worst = next((s for s in ("different", "autre_definition") if s in states), "conforme")
    said = " · ".join(dit(p) for p in found)
    sign = {"conforme": "= publié :", "different": "≠ publié :", "autre_definition": "autre déf. :"}[worst]
    sources = " ; ".join(dict.fromkeys(p.source for p in found))
    return {"texte": f"{sign} {said} ({sources})", "court": f"{sign} {dit(found[0], SIGNES)}", "etat": worst}


def dit(publie: ChiffrePublie, mots: dict[str, str] = MOTS) -> str:
    """A published figure as it was said: « plus de 260,0 M€ », « 85 % de 144 », « 29 signés »."""
    if publie.unite == "EUR":
        text = millions(publie.valeur)
    elif publie.unite == "part":
        text = f"{taux(publie.valeur, 0)} de {publie.denominateur}"
    else:
        text = nombre(publie.valeur)
    if publie.indicateur_id in NOMS_PUBLIES:
        text = accord(publie.valeur, *NOMS_PUBLIES[publie.indicateur_id])
    return f"{mots[publie.qualificatif]} {text}" if publie.qualificatif in mots else text


def _fiche(cadre: Cadre, indicateur_id: str) -> Bloc:
    indicateur, mesure = CATALOGUE[indicateur_id], cadre.actuel[indicateur_id]
    ignored = non_suivis(cadre.filtres.ignores(indicateur.filtres))
    return {
        "definition": indicateur.definition,
        "formule": indicateur.formule,
        "unite": indicateur.unite,
        "denominateur": indicateur.denominateur and _denominateur(indicateur.denominateur, mesure),
        "source": indicateur.source,
        "arrete": cadre.filtres.arrete_en_mots(),
        "filtres": ignored.rstrip(".") or "Suit tous les filtres choisis",
        "version": f"Définition, version {indicateur.version}",
    }


def _denominateur(text: str, mesure: Mesure) -> str:
    return text if mesure.denominateur is None else f"{nombre(mesure.denominateur)} {text}"


def connus_inconnus(mesure: Mesure, singular: str, plural: str) -> str:
    """« 140 états connus, 4 inconnus »."""
    return f"{accord(mesure.connus, singular, plural)}, {accord(mesure.inconnus, 'inconnu')}"


def part_payee(r: Releve) -> str:
    """« 34,1 % de l'engagé, régions comprises », as what is paid is.

    Nothing is a share of a net that corrections have brought below zero.
    """
    paid, whole = r["montant_paye"].valeur, r["montant_engage_regions_comprises"].valeur
    if not whole:
        return "Aucun engagement connu"
    said = part(paid, whole)
    if paid is not None and whole > 0:
        return f"{said} de l'engagé, régions comprises"
    return f"part de l'engagé, régions comprises : {said}"


def montants_connus(mesure: Mesure) -> str:
    """« 312 montants connus, 5 inconnus »."""
    return connus_inconnus(mesure, "montant connu", "montants connus")


def touches(filtres: Filtres, sans: Mots = ("recensé", "recensés")) -> Mots:
    """What « Projets » counts: all those listed (``sans``), or those with a line of the bodies chosen."""
    if not filtres.operateurs:
        return sans
    return f"avec une ligne {de_qui(filtres)}, demande comprise"


def de_qui(filtres: Filtres) -> str:
    """« de cet opérateur », « de ces opérateurs »: whose lines, under an operator filter."""
    return "de cet opérateur" if len(filtres.operateurs) == 1 else "de ces opérateurs"
