"""Blocks of the Territoires page: its tiles and its regions. Pure."""

from collections.abc import Sequence

from ti_dashboard.langue.formats import INCONNU, accord, nombre, part, selon, taux
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.barres import bloc, ligne
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barres
from ti_dashboard.planche.mots_des_tuiles import connus_inconnus
from ti_dashboard.planche.tuiles import Cadre, tuile
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.mesures import moins

TOUS_INCONNUS = "l'état de tous est inconnu"


def tuiles_territoires(cadre: Cadre) -> list[Tuile]:
    """Engaged, signed, binômes, regions where all are engaged, and apart the supported ones."""
    r = cadre.dits
    all_of_them = r["nb_territoires"].valeur
    total = f"sur {accord(all_of_them, 'territoire')}"
    engaged, pairs, regions = r["nb_territoires_engages"], r["nb_territoires_binome"], r["nb_regions_toutes_engagees"]
    late = None if all_of_them is None else moins(all_of_them, engaged.valeur or 0)
    not_engaged = accord(late, "non engagé ou inconnu", "non engagés ou inconnus")
    states = connus_inconnus(engaged, "état connu", "états connus")
    desk = ("chef de projet cofinancé", "liste décidée, 0 inconnu")
    over, known_pairs = f"sur {accord(regions.denominateur, 'région')}", connus_inconnus(pairs, "connu", "connus")
    return [
        tuile(cadre, "nb_territoires_engages", total, not_engaged, states, publies=("taux_territoires_engages",)),
        tuile(cadre, "nb_territoires_signes", total, "protocole ou contrat", states),
        tuile(cadre, "nb_territoires_binome", total, "élu-industriel désigné", known_pairs),
        tuile(cadre, "nb_regions_toutes_engagees", over, "où tous les territoires sont engagés", states),
        tuile(cadre, "nb_territoires_appuyes", total, *desk, groupe="apart"),
    ]


def par_region(filtres: Filtres, rows: tuple[Ligne, ...]) -> Barres:
    """Share of engaged territories by lead region, the latest region first; always with its two numbers."""
    lines = [
        ligne(
            r["code_region"],
            r["region"],
            None if _est_inconnue(r) else r["nb_engages"] / r["nb_territoires"],
            taux,
            Chiffre("nb_territoires_engages", (("region", str(r["code_region"])),)),
            texte=_en_mots(r),
            note=_note(r),
            geste="region",
            actif=r["code_region"] in filtres.regions,
        )
        for r in rows
    ]
    spoken = " ; ".join(f"{line['libelle']} {line['texte']}" for line in lines)
    return bloc(
        "regions",
        "bas",
        "Où sont les retards, par région chef de file",
        f"part de territoires engagés, {filtres.arrete_en_mots()}",
        lines,
        "Un territoire interrégional compte une fois, dans sa région chef de file.",
        alt=f"Territoires engagés par région. {spoken}.",
        maximum=1,
    )


def _en_mots(row: Ligne) -> str:
    return INCONNU if _est_inconnue(row) else f"{nombre(row['nb_engages'])} sur {nombre(row['nb_territoires'])}"


def _est_inconnue(row: Ligne) -> bool:
    """Nothing is known of any of its territories: none engaged is no zero."""
    return bool(row["nb_etats_inconnus"] == row["nb_territoires"])


def _note(row: Ligne) -> str:
    parts = [accord(row["nb_contrats"], "contrat"), accord(row["nb_binomes"], "binôme")]
    if row["nb_etats_inconnus"]:
        parts.append(accord(row["nb_etats_inconnus"], "état inconnu", "états inconnus"))
    return ", ".join(parts)


def resume(rows: Sequence[Ligne]) -> str:
    """One sentence over the list: how many, how many not engaged, the rate with its denominator."""
    late = sum(1 for r in rows if r["est_engage"] is not True)
    if not rows:
        return "Aucun territoire."
    if all(r["est_engage"] is None for r in rows):
        return f"{accord(len(rows), 'territoire')} : {selon(len(rows), '', 'son état est inconnu', TOUS_INCONNUS)}."
    engaged = selon(len(rows) - late, "aucun n'est engagé", "{n} est engagé", "{n} sont engagés")
    others = selon(
        late,
        "aucun n'est en retard ni d'état inconnu",
        "{n} ne l'est pas ou est d'état inconnu",
        "{n} ne le sont pas ou sont d'état inconnu",
    )
    return f"{accord(len(rows), 'territoire')} : {engaged}, soit {part(len(rows) - late, len(rows))} ; {others}."
