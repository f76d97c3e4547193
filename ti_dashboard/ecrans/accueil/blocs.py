"""The eight tiles of the first screen. Pure."""

from decimal import Decimal

from ti_dashboard.langue.formats import accord, millions, nombre, taux
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.mots_des_tuiles import connus_inconnus, de_qui, montants_connus, part_payee, touches
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.libelles import formes
from ti_dashboard.programme.mesures import Releve, moins

PHASE_DES_PROMESSES_ANNUELLES = 2
# The share of projects without a territory from which the first screen says it.
PART_NOTABLE = 0.05


def tuiles_accueil(cadre: Cadre) -> list[Tuile]:
    """The eight tiles of the first screen, in order."""
    r = cadre.dits
    return [_territoires(cadre), *_projets(cadre), *_montants(cadre), *_a_part(cadre, r)]


def _territoires(cadre: Cadre) -> Tuile:
    r = cadre.dits
    state = r["nb_territoires_engages"]
    signed = accord(r["nb_territoires_signes"].valeur, "signé")
    finalising = nombre(r["nb_territoires_en_finalisation"].valeur)
    return tuile(
        cadre,
        "nb_territoires_engages",
        f"sur {nombre(r['nb_territoires'].valeur)}, soit {taux(r['taux_territoires_engages'].valeur)}",
        f"{signed} + {finalising} en finalisation",
        connus_inconnus(state, "état connu", "états connus"),
        publies=(
            "taux_territoires_engages",
            "nb_territoires_signes",
            "nb_territoires",
            "nb_territoires_entierement_nouveaux",
        ),
    )


def _projets(cadre: Cadre) -> list[Tuile]:
    r = cadre.dits
    total, engaged = r["nb_projets"].valeur, r["nb_projets_engages"].valeur
    share = Decimal(str(engaged)) / Decimal(str(total)) if total and engaged is not None else None
    gone, unattached = r["nb_projets_sortis"], r["nb_projets_non_rattaches"].valeur or 0
    exits = "sorties inconnues" if gone.est_tu else f"{accord(gone.valeur, 'sorti', 'sortis')} à part"
    if total and float(unattached) / float(total) > PART_NOTABLE:
        exits = f"dont {nombre(unattached)} sans territoire, {exits}"
    under_way = r["taux_projets_realises_ou_en_cours"].valeur
    told = under_way is not None and cadre.filtres.phase == PHASE_DES_PROMESSES_ANNUELLES
    return [
        tuile(
            cadre,
            "nb_projets",
            touches(cadre.filtres),
            f"{taux(under_way)} réalisés ou en cours, {exits}" if told else exits,
            connus_inconnus(r["nb_projets"], "statut connu", "statuts connus"),
            publies=("nb_projets", "taux_projets_realises_ou_en_cours"),
        ),
        tuile(
            cadre,
            "nb_projets_engages",
            (f"{de_qui(cadre.filtres)}, " if cadre.filtres.operateurs else "") + f"sur {accord(total, 'projet')}",
            f"{taux(share)} des projets {'avec une ligne' if cadre.filtres.operateurs else 'recensés'}"
            if share is not None
            else "Aucun projet recensé",
            f"{nombre(moins(total or 0, engaged or 0))} sans engagement connu",
        ),
    ]


def _montants(cadre: Cadre) -> list[Tuile]:
    r = cadre.dits
    cancelled = r["montant_annule"]
    taken_back = "annulations inconnues" if cancelled.est_tu else f"dont {millions(cancelled.valeur)} annulés depuis"
    return [
        tuile(cadre, "montant_engage", "", _hors_cofinanceurs(r), montants_connus(r["montant_engage"])),
        tuile(
            cadre,
            "montant_engage_regions_comprises",
            "",
            taken_back,
            montants_connus(r["montant_engage_regions_comprises"]),
        ),
        tuile(
            cadre,
            "montant_paye",
            "",
            part_payee(r),
            montants_connus(r["montant_paye"]),
        ),
    ]


def _hors_cofinanceurs(r: Releve) -> str:
    """Whose money it is not; or, where there is, how much of it would have been there without the programme."""
    usual = r["montant_engage_droit_commun"].valeur
    return f"droit commun {millions(usual)}" if usual else "hors régions et autres cofinanceurs"


def _a_part(cadre: Cadre, r: Releve) -> list[Tuile]:
    return _promis(cadre, r) if cadre.filtres.phase == PHASE_DES_PROMESSES_ANNUELLES else _fleche(cadre, r)


def _promis(cadre: Cadre, r: Releve) -> list[Tuile]:
    """Phase II is promised year by year, and offers a project manager to every territory; nothing is earmarked."""
    posts = r["nb_postes_pourvus_ou_ouverts"]
    filled = " + ".join(
        accord(r[name].valeur, *formes("etat_poste", code))
        for name, code in (("nb_postes_pourvus", "pourvu"), ("nb_postes_ouverts", "ouvert"))
    )
    return [
        tuile(
            cadre,
            "montant_annonce",
            "depuis 2023",
            _de_l_annee(cadre, r),
            montants_connus(r["montant_annonce"]),
            groupe="apart",
        ),
        tuile(
            cadre,
            "nb_postes_pourvus_ou_ouverts",
            f"sur {accord(r['nb_territoires'].valeur, 'territoire')}",
            filled,
            connus_inconnus(posts, "poste connu", "postes connus"),
            groupe="apart",
        ),
    ]


def _de_l_annee(cadre: Cadre, r: Releve) -> str:
    """« dont 52,0 M€ en 2025 (100,0 M€ en 2023) »: what was promised the year of each arrêté."""
    now, before = (x and millions(x["montant_annonce_dans_l_annee"].valeur) for x in (r, cadre.dits_avant))
    said = f"dont {now} en {cadre.filtres.arrete.year}"
    return f"{said} ({before} en {cadre.filtres.compare.year})" if before and cadre.filtres.compare else said


def _fleche(cadre: Cadre, r: Releve) -> list[Tuile]:
    supported = r["nb_territoires_appuyes"]
    return [
        tuile(
            cadre, "montant_fleche", "", "par un autre dispositif", montants_connus(r["montant_fleche"]), groupe="apart"
        ),
        tuile(
            cadre,
            "nb_territoires_appuyes",
            f"sur {accord(supported.denominateur, 'territoire')}",
            "chef de projet cofinancé",
            "liste décidée, 0 inconnu",
            groupe="apart",
        ),
    ]
