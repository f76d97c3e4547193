"""Title and tiles of the Candidatures page. Pure."""

from datetime import date

from ti_dashboard.langue.formats import accord, ecart, jour, jours, nombre, part
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.declarees import declarees
from ti_dashboard.planche.mots_des_tuiles import connus_inconnus
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.mesures import Nombre


def titre(deposees: Nombre | None, arrete: date, limite: date | None, phase: int = 2) -> str:
    """Q9 in one line: how many files, and how many days to or since the deadline."""
    if phase == 1:
        return "L'appel de 2023 ouvre la phase II"
    if deposees is None:
        return f"Aucune candidature connue au {jour(arrete)} : {echeance(arrete, limite)}"
    return f"{accord(deposees, 'candidature déposée', 'candidatures déposées')} : {echeance(arrete, limite)}"


def echeance(arrete: date, limite: date | None) -> str:
    """« clos depuis 48 jours », « encore 12 jours », « dernier jour »."""
    if limite is None:
        return "date limite inconnue"
    left = (limite - arrete).days
    if left < 0:
        return f"dépôt clos depuis {jours(-left)}"
    return f"encore {jours(left)}" if left else "dernier jour"


def tuiles(cadre: Cadre) -> list[Tuile]:
    """How many, what they became, then what is missing in them; 29 and 34 are never one figure."""
    r = cadre.dits
    filed = f"sur {accord(r['nb_candidatures_deposees'].valeur, 'déposée')}"
    accepted = r["nb_candidatures_retenues"]
    lacking = r["nb_candidatures_sans_binome"]
    share = _part(accepted.valeur, accepted.denominateur)
    none = ("dit n'en pas avoir", "disent n'en pas avoir")
    examined = ("passée en instruction", "passées en instruction")
    return [
        tuile(cadre, "nb_candidatures_retenues", filed, share, "0 inconnu", publies=("nb_territoires",)),
        tuile(
            cadre,
            "nb_candidatures_nouvelles",
            f"sur {accord(accepted.valeur, 'retenue')}",
            "aucune population en phase I",
            connus_inconnus(r["nb_candidatures_nouvelles"], "décision connue", "décisions connues"),
            publies=("nb_territoires_entierement_nouveaux",),
        ),
        tuile(cadre, "nb_candidatures_sans_binome", filed, none, connus_inconnus(lacking, "connu", "connus")),
        tuile(cadre, "nb_candidatures_sans_avis_region", filed, examined, "0 inconnu"),
        *declarees(cadre, "candidatures"),
        # Before the first decision there is no phase II to set against phase I.
        *([_solde(cadre)] if accepted.valeur else []),
    ]


def _solde(cadre: Cadre) -> Tuile:
    value = cadre.dits["solde_net_territoires"].valeur
    word = "territoire" if value is None or -2 < value < 2 else "territoires"
    return tuile(
        cadre, "solde_net_territoires", word, "phase II moins phase I", "0 inconnu", groupe="apart", valeur=solde(value)
    )


def solde(value: Nombre | None) -> str:
    """« + 34 », « − 2 », « 0 »."""
    return ecart(value, nombre(value if value > 0 else -value)) if value else nombre(value)


def _part(value: Nombre | None, total: Nombre | None) -> str:
    return f"{part(value, total)} des déposées" if total else "aucune déposée"
