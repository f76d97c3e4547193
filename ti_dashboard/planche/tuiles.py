"""KPI tiles: measures → what the board draws. Pure: no Streamlit, no question asked."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from ti_dashboard.langue.formats import SANS_OBJET, ecart, jour, nombre
from ti_dashboard.planche.contrat import Couverture, Evolution, Fiche, Scelle, Tuile, creer
from ti_dashboard.planche.definitions import en_vigueur
from ti_dashboard.planche.mots_des_tuiles import Mots
from ti_dashboard.planche.publies import marque
from ti_dashboard.planche.scelles import Ecart, Scelles, dits, ecart_de_tuile, scelle_et_dit
from ti_dashboard.programme.filtres import Filtres, non_suivis
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import courante
from ti_dashboard.programme.mesures import AUCUNE_LIVRAISON, ChiffrePublie, Mesure, Nombre, Releve, grandeur
from ti_dashboard.programme.valeurs import formater


@dataclass(frozen=True)
class Cadre:
    """What every tile of one screen shares; ``scelles``: what was said at its arrêté, and at the earlier one;
    ``tus``: the indicators that nobody told anything of by then.
    """

    filtres: Filtres
    actuel: Releve
    precedent: Releve | None
    publies: dict[str, ChiffrePublie]
    scelles: Scelles = field(default_factory=dict)
    scelles_avant: Scelles = field(default_factory=dict)
    tus: frozenset[str] = frozenset()

    @cached_property
    def dits(self) -> Releve:
        """The measures as they were said at the arrêté: what a tile tells. Charts and tables draw today's."""
        return dits(self.actuel, self.scelles, self.filtres.arrete)

    @cached_property
    def dits_avant(self) -> Releve | None:
        """The same at the earlier arrêté."""
        if self.precedent is None or self.filtres.compare is None:
            return None
        return dits(self.precedent, self.scelles_avant, self.filtres.compare)

    @property
    def compares(self) -> Filtres:
        """The filters, without an arrêté of comparison when there is nothing to compare with."""
        return self.filtres if self.precedent is not None else replace(self.filtres, compare=None)


def tuile(
    cadre: Cadre,
    indicateur_id: str,
    unite: Mots,
    complement: Mots,
    couverture: str,
    *,
    publies: tuple[str, ...] = (),
    groupe: str = "principal",
    valeur: str | None = None,
) -> Tuile:
    """One tile; ``publies`` names the indicators whose published figure stands on it (its own by default).

    ``unite`` and ``complement`` follow the value: a pair of words agrees with it. ``valeur``: the value in other words.
    """
    indicateur = CATALOGUE[indicateur_id]
    mesure = cadre.dits[indicateur_id]
    told = _ecart(cadre, indicateur_id)
    return creer(
        Tuile,
        id=indicateur_id,
        groupe=groupe,
        libelle=indicateur.libelle,
        valeur=valeur or (SANS_OBJET if mesure.sans_objet else formater(indicateur_id, mesure.valeur)),
        est_inconnu=mesure.valeur is None and not mesure.sans_objet,
        unite="" if mesure.est_sans_valeur else _accorder(mesure.valeur, unite),
        scelle=told and _scelle(told),
        complement=mesure.sans_objet or _accorder(mesure.valeur, AUCUNE_LIVRAISON if mesure.est_tu else complement),
        evolution=_evolution(cadre, indicateur_id),
        couverture=creer(Couverture, texte=couverture, inconnus=mesure.inconnus),
        publie=marque(cadre.filtres, cadre.dits, cadre.publies, publies or (indicateur_id,)),
        fiche=_fiche(cadre, indicateur_id),
    )


def _scelle(told: Ecart) -> Scelle:
    return creer(
        Scelle, texte=told.texte(), dit_le=told.dit_le(), dit=told.sous_la_valeur(), recalcule=told.recalcule()
    )


def _accorder(value: Nombre | None, mots: Mots) -> str:
    if isinstance(mots, str):
        return mots
    return mots[0] if value is not None and grandeur(value) < 2 else mots[1]


def _evolution(cadre: Cadre, indicateur_id: str) -> Evolution | None:
    since, compared = cadre.filtres.compare, _comparables(cadre, indicateur_id)
    if since is None or compared is None:
        # Said once for the screen, under its title.
        return None
    here, there, egale = compared
    now, before = here[indicateur_id].valeur, there[indicateur_id].valeur
    if now is None or before is None or here[indicateur_id].sans_objet:
        return creer(Evolution, texte=f"Évolution inconnue depuis le {jour(since)}", sens="aucun", direction="aucune")
    change = Decimal(str(now)) - Decimal(str(before))
    text = ecart(change, formater(indicateur_id, abs(change)))
    return creer(
        Evolution,
        texte=f"{text} depuis le {jour(since)}{egale}",
        court=f"{text} depuis {since:%m/%Y}{egale}",
        sens=_sens(indicateur_id, change),
        direction="hausse" if change > 0 else "baisse" if change < 0 else "aucune",
    )


def _comparables(cadre: Cadre, indicateur_id: str) -> tuple[Releve, Releve, str] | None:
    """What was said at both arrêtés; under two definitions, today's values at both, and the words that say so."""
    earlier, said_earlier = cadre.precedent, cadre.dits_avant
    if earlier is None or said_earlier is None:
        return None
    now, before = cadre.scelles.get(indicateur_id), cadre.scelles_avant.get(indicateur_id)
    are_said = cadre.dits[indicateur_id] == cadre.actuel[indicateur_id]
    were_said = said_earlier[indicateur_id] == earlier[indicateur_id]
    if (are_said and were_said) or (now and before and now.version == before.version):
        return cadre.dits, said_earlier, ""
    return cadre.actuel, earlier, ", à définition égale"


def _ecart(cadre: Cadre, indicateur_id: str) -> Ecart | None:
    sealed = cadre.scelles.get(indicateur_id)
    return ecart_de_tuile(indicateur_id, cadre.filtres.arrete, sealed, cadre.actuel[indicateur_id])


def _sens(indicateur_id: str, change: Decimal) -> str:
    sense = CATALOGUE[indicateur_id].sens
    if change == 0 or sense == "neutre":
        return "neutre"
    return "bon" if (change > 0) == (sense == "hausse") else "mauvais"


def _fiche(cadre: Cadre, indicateur_id: str) -> Fiche:
    indicateur, mesure = CATALOGUE[indicateur_id], cadre.dits[indicateur_id]
    ignored = non_suivis(cadre.filtres.ignores(indicateur.filtres))
    return creer(
        Fiche,
        definition=indicateur.definition,
        formule=indicateur.formule,
        unite=indicateur.unite,
        denominateur=indicateur.denominateur and _denominateur(indicateur.denominateur, mesure),
        source=indicateur.source,
        arrete=cadre.filtres.arrete_en_mots(),
        filtres=ignored.rstrip(".") or "Suit tous les filtres choisis",
        version=en_vigueur(courante(indicateur_id)),
        sceau=_sceau(cadre, indicateur_id),
    )


def _sceau(cadre: Cadre, indicateur_id: str) -> str | None:
    """That the value is the one said; the two values where it is not, nothing of what no seal holds."""
    sealed = cadre.scelles.get(indicateur_id)
    if sealed is None or cadre.actuel[indicateur_id].est_sans_valeur:
        return None
    told = _ecart(cadre, indicateur_id)
    if told:
        return f"{told.texte()}. {told.versions()}"
    return scelle_et_dit(sealed, cadre.filtres.arrete)


def _denominateur(text: str, mesure: Mesure) -> str:
    return text if mesure.denominateur is None else f"{nombre(mesure.denominateur)} {text}"
