"""Verbs about what is kept elsewhere: make a backup, put one back, try one. Each imports what it needs."""

import argparse

from ti_dashboard.langue.formats import accord, instant, mio
from ti_dashboard.verbes.sortie import Sortie

ANOMALIE = 1


def sauvegarder(args: argparse.Namespace, sortie: Sortie) -> int:
    """1 when what was kept was already wrong: it is kept all the same."""
    from ti_dashboard.sauvegarde.mise_a_l_abri import sauvegarder as mettre_a_l_abri

    made = mettre_a_l_abri(args.fichier, args.auteur, sortie.etape)
    sortie.resultat(
        made.en_phrases(),
        fichier=str(made.fichier),
        sha256=made.sha256,
        taille=made.taille,
        membres=len(made.manifeste.membres),
        octets=made.manifeste.octets,
        sceaux=made.manifeste.sceaux,
        tetes=made.manifeste.tetes,
        reserves=list(made.reserves),
    )
    return ANOMALIE if made.reserves else 0


def restaurer(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.sauvegarde.remise_en_place import restaurer as remettre

    done = remettre(args.fichier, args.auteur, args.remplacer, sortie.etape)
    told = [
        f"Restauré dans {done.dossier} : l'état du {instant(done.manifeste.fait_le)}, "
        f"{accord(len(done.manifeste.membres), 'fichier')}. Démarrez le service."
    ]
    if done.de_cote:
        told.append(f"Ce qui y était est gardé dans {done.de_cote}.")
    if done.correspondances:
        told.append(
            f"Correspondances d'émetteurs qui diffèrent de celles de cette machine, à y remettre au besoin, dans "
            f"{done.dossier / 'correspondances-restaurees'} : {', '.join(done.correspondances)}."
        )
    sortie.resultat(
        told,
        dossier=str(done.dossier),
        fait_le=done.manifeste.fait_le,
        de_cote=str(done.de_cote or ""),
        correspondances=list(done.correspondances),
    )


def purger(args: argparse.Namespace, sortie: Sortie) -> None:
    """What would go is shown; it goes only when that is asked."""
    from ti_dashboard.dossier import conservation
    from ti_dashboard.ingest.atelier import purge, purge_des_courriels

    rule = conservation.regle().en_phrase()
    found = purge.perimes()
    sizes = sum(one.octets for one in found)
    told = [one.en_phrase() for one in found]
    if args.executer:
        found = purge.purger(args.auteur)
    mails = purge_des_courriels.purger(args.auteur) if args.executer else purge_des_courriels.perimes()
    said = "Purgé, chacun noté au journal avec son empreinte" if args.executer else "Essai : rien n'est purgé"
    ends = [f"{said} : {accord(len(found), 'objet')}, {mio(sizes)}."] if found else []
    if mails:
        ends.append(f"{said} : {accord(mails, 'courriel')} de qui était attendu à une séance close.")
    ends = ends or ["Rien n'est à purger."]
    sortie.resultat(
        [rule, *told, *ends],
        regle=rule,
        purges=[{"nom": one.nom, "pourquoi": one.pourquoi, "sha256": one.fichiers} for one in found],
        courriels=mails,
        essai=not args.executer,
    )


def eprouver_sauvegarde(args: argparse.Namespace, sortie: Sortie) -> int:
    """1 when it would not come back as it was: it is the result of the verb."""
    from ti_dashboard.sauvegarde.essai_a_blanc import eprouver

    found = eprouver(args.fichier, sortie.etape)
    sortie.resultat(
        found.en_phrases(),
        valable=not found.fautes,
        fautes=found.fautes,
        remarques=found.remarques,
        sceaux=found.manifeste.sceaux,
        tetes=found.manifeste.tetes,
    )
    return ANOMALIE if found.fautes else 0
