"""Verbs about what is received. The reader of deliveries is imported by the verbs that need it."""

import argparse
from dataclasses import asdict
from pathlib import Path

from ti_dashboard.dossier import chemins, depots, disque
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.verbes.rapport import faits, rapport, suite
from ti_dashboard.verbes.sortie import Sortie


def demonstration(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.demonstration import generer

    destination = args.destination or chemins.livraisons() / "demonstration"
    if destination.exists() and not args.remplacer:
        raise DepotRefuse(f"Le dossier {destination} existe déjà. Ajoutez --remplacer pour le refaire.")
    with disque.refus_en_clair(destination):
        dossiers = generer(destination, graine=args.graine, progression=sortie.etape)
    sortie.resultat(
        [f"{accord(len(dossiers), 'dossier')} de démonstration dans {destination}"],
        destination=str(destination),
        dossiers=len(dossiers),
    )


def verifier(args: argparse.Namespace, sortie: Sortie) -> int:
    """1 when the files have faults: they are the result of the verb, in sentences or as data."""
    depot = _preparer(args, sortie)
    refused = [] if depot.est_sans_faute else [f"{accord(depot.nb_constats, 'anomalie')} : rien n'est accepté."]
    sortie.resultat(rapport(depot) + refused + suite(depot), **faits(depot))
    return len(refused)


def deposer(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    depots.exiger_dans(args.perimetre, args.prepare or "")
    depot_id = args.prepare or _preparer(args, sortie).depot_id
    prepared = depots.prepare(depot_id)
    try:
        depot = atelier.accepter(depot_id, args.auteur, args.lignes_valides, dict(args.reponse), args.motif)
    except DepotRefuse as error:
        report = "\n".join(rapport(prepared, questions=False)) + "\n" if prepared and not args.prepare else ""
        raise DepotRefuse(f"{report}{error}{_comment_passer(depot_id, args)}") from None
    since = f", compté à partir du {jour(depot.date_connaissance)}" * (depot.date_connaissance > depot.date_reception)
    sortie.resultat(
        [*rapport(depot), f"Accepté sous {depot.depot_id}{since}. « publier » le mettra en ligne."], **faits(depot)
    )


def _comment_passer(depot_id: str, args: argparse.Namespace) -> str:
    """The options of the verb that answer a refusal, when some do."""
    waiting = depots.prepare(depot_id)
    if waiting is None or not waiting.nb_valides:
        return ""
    known, first = depots.fichiers_acceptes(), next(iter(waiting.sans_reponse), None)
    options = ["--lignes-valides"] if not waiting.est_sans_faute else []
    options += ['--motif "…"'] if any(f.sha256 in known for f in waiting.fichiers) and not args.motif else []
    options += [f"--reponse {first.genre}={first.choix[0].code}"] if first else []
    return f"\nPour l'accepter ainsi : deposer --prepare {depot_id} {' '.join(options)}" if options else ""


def _preparer(args: argparse.Namespace, sortie: Sortie) -> Depot:
    from ti_dashboard.ingest.atelier.demande import Demande
    from ti_dashboard.ingest.atelier.preparation import preparer
    from ti_dashboard.ingest.registre.livraison import COMPLEMENT, ETAT_COMPLET

    asked = Demande(
        args.emetteur,
        args.auteur,
        args.recu_le,
        ETAT_COMPLET if args.etat_complet else COMPLEMENT,
        args.nature,
        args.phase,
        _est_demonstration(),
        dict(args.total),
        masquees=args.avec_masquees,
        nouvel_emetteur=args.nouvel_emetteur,
        perimetre=args.perimetre,
    )
    names = args.nom or [p.name for p in args.fichiers]
    if len(names) != len(args.fichiers):
        raise DepotRefuse("Il faut autant de --nom que de fichiers.")
    return preparer(list(zip(args.fichiers, names, strict=True)), asked, sortie.etape)


def _est_demonstration() -> bool:
    """A deposit over demonstration data is one more demonstration."""
    return (chemins.livraisons() / "demonstration").is_dir()


def modele(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest.atelier.etat_declare import NATURE, etat_xlsx
    from ti_dashboard.ingest.reception.modeles import modele_xlsx

    if args.etat_de and args.nature != NATURE:
        raise DepotRefuse(
            f"Un état complet ne porte que sur les montants : « modele {NATURE} --etat-de {args.etat_de} »."
        )
    target = args.vers or Path(f"{'etat' if args.etat_de else 'modele'}_{args.nature}.xlsx")
    if target.exists() and not args.remplacer:
        raise DepotRefuse(f"{target} existe déjà. Ajoutez --remplacer pour le remplacer, ou --vers pour un autre nom.")
    with disque.refus_en_clair(target):
        disque.poser(target, etat_xlsx(args.etat_de) if args.etat_de else modele_xlsx(args.nature))
    said = "État complet" if args.etat_de else "Modèle"
    sortie.resultat([f"{said} écrit dans {target}"], fichier=str(target))


def apercu(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    depots.exiger_dans(args.perimetre, args.depot)
    found = atelier.apercevoir(args.depot, sortie.etape, dict(args.reponse))
    supposed = [f"En supposant : {said}" for said in found.suppositions]
    changes = [c.en_phrase() for c in found.changements] or ["Aucun indicateur ne bouge."]
    rows = [
        f"{row['fichier']} {row['feuille']} : {accord(row['nb_ajoutees'], 'ajoutée')}, "
        f"{accord(row['nb_corrigees'], 'corrigée')}, "
        f"{accord(row['nb_retirees'], 'retirée')}, {accord(row['nb_deja_connues'], 'déjà connue', 'déjà connues')}"
        + f", {row['nb_recouvertes']} sans effet, un fichier reçu depuis l'emporte"
        * bool(row["nb_recouvertes"])
        for row in found.feuilles
    ]
    sortie.resultat(
        supposed + rows + changes,
        feuilles=list(found.feuilles),
        changements=[asdict(c) for c in found.changements],
        suppositions=list(found.suppositions),
    )


def oublier(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    depots.exiger_dans(args.perimetre, args.depot)
    atelier.oublier(args.depot, args.auteur)
    sortie.resultat([f"Dépôt {args.depot} oublié : il n'avait pas été accepté."], depot=args.depot)


def ecarter(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    atelier.ecarter(args.depot, args.auteur)
    sortie.resultat([f"Dépôt {args.depot} écarté : la prochaine publication ne le contiendra pas."], depot=args.depot)


def reprendre(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    atelier.reprendre(args.depot, args.auteur)
    sortie.resultat([f"Dépôt {args.depot} repris : la prochaine publication le contiendra."], depot=args.depot)


def doublon(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    atelier.juger_doublon(args.paire, args.verdict, args.auteur)
    sortie.resultat([f"Noté : {args.verdict}."], paire=args.paire, verdict=args.verdict)


def candidatures(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest.candidatures import verbe

    verbe.importer_les_candidatures(args, sortie, _est_demonstration())
