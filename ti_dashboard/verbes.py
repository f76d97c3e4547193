"""What each verb of the command line does. The reader of deliveries is imported by the verbs that need it."""

import argparse
import shutil
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from ti_dashboard import chemins, depots, disque
from ti_dashboard import journal as registre_des_gestes
from ti_dashboard.depots import Depot
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.formats import accord, euros, jour


class Sortie(Protocol):
    """Where a verb says its steps and its result."""

    def etape(self, phrase: str) -> None: ...
    def resultat(self, phrases: list[str], **faits: object) -> None: ...


def demonstration(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.demonstration import generer

    destination = args.destination or chemins.livraisons() / "demonstration"
    if destination.exists() and not args.remplacer:
        raise DepotRefuse(f"Le dossier {destination} existe déjà. Ajoutez --remplacer pour le refaire.")
    shutil.rmtree(destination, ignore_errors=True)
    dossiers = generer(destination, graine=args.graine, progression=sortie.etape)
    sortie.resultat([f"{accord(len(dossiers), 'dossier')} de démonstration dans {destination}"])


def construire(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    _publication(atelier.construire(args.livraisons, args.auteur, args.refonder, sortie.etape), sortie)


def _publication(resume: object, sortie: Sortie) -> None:
    sortie.resultat(
        [
            f"Publication {resume.fichier.name}",
            f"{accord(resume.nb_livraisons, 'feuille reçue', 'feuilles reçues')}, {accord(resume.nb_lignes, 'ligne')}",
            *(f"  arrêté {arrete}  empreinte {empreinte[:16]}" for arrete, empreinte in resume.empreintes.items()),
        ],
        publication=resume.fichier.name, feuilles=resume.nb_livraisons, lignes=resume.nb_lignes,
        empreintes=resume.empreintes,
    )  # fmt: skip


def verifier(args: argparse.Namespace, sortie: Sortie) -> None:
    depot = _preparer(args, sortie)
    sortie.resultat(_rapport(depot), depot=depot.depot_id)
    if not depot.est_sans_faute and not args.json:
        raise DepotRefuse(f"{accord(depot.nb_constats, 'anomalie')} : rien n'est accepté.")


def deposer(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    depot_id = args.prepare or _preparer(args, sortie).depot_id
    prepared = depots.prepare(depot_id)
    try:
        depot = atelier.accepter(depot_id, args.auteur, args.lignes_valides)
    except DepotRefuse as error:
        report = "\n".join(_rapport(prepared)) + "\n" if prepared and not args.prepare else ""
        raise DepotRefuse(f"{report}{error}") from None
    since = f", compté à partir du {jour(depot.date_connaissance)}" * (depot.date_connaissance > depot.date_reception)
    sortie.resultat(
        [*_rapport(depot), f"Accepté sous {depot.depot_id}{since}. « publier » le mettra en ligne."],
        depot=depot.depot_id,
    )  # fmt: skip


def _preparer(args: argparse.Namespace, sortie: Sortie) -> Depot:
    from ti_dashboard.ingest.lecture import COMPLEMENT, ETAT_COMPLET
    from ti_dashboard.ingest.preparation import Demande, preparer

    asked = Demande(
        args.emetteur, args.auteur, args.recu_le, ETAT_COMPLET if args.etat_complet else COMPLEMENT, args.nature,
        args.phase, _est_demonstration(), dict(args.total),
    )  # fmt: skip
    names = args.nom or [p.name for p in args.fichiers]
    if len(names) != len(args.fichiers):
        raise DepotRefuse("Il faut autant de --nom que de fichiers.")
    return preparer(list(zip(args.fichiers, names, strict=True)), asked, sortie.etape)


def _est_demonstration() -> bool:
    """A deposit over demonstration data is one more demonstration."""
    return (chemins.livraisons() / "demonstration").is_dir()


def _rapport(depot: Depot) -> list[str]:
    lines = [f"{depot.emetteur}, {accord(len(depot.fichiers), 'fichier')}, reçu le {jour(depot.date_reception)}"]
    for sheet in depot.feuilles:
        place = f"{sheet.fichier}{', feuille ' + sheet.nom if sheet.nom else ''}"
        total = f", somme {euros(Decimal(sheet.total_lu))}" if sheet.total_lu else ""
        lines.append(
            f"  {place} ({sheet.nature}) : {accord(sheet.nb_lignes, 'ligne')}, {accord(sheet.nb_valides, 'valide')}, "
            f"{accord(sheet.nb_rejets, 'rejetée')}{total}"
        )
    lines += [f"  ! {c.en_phrase()}" for c in depot.constats[:50]]
    if depot.nb_constats > 50:
        lines.append(f"  … et {depot.nb_constats - 50} autres")
    lines += [f"  ? {p.motif} : {p.une} / {p.autre}" for p in depot.doublons[:20]]
    return lines + [f"  i {notice}" for notice in depot.avis]


def modele(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest.reception.modeles import modele_xlsx

    target = args.vers or Path(f"modele_{args.nature}.xlsx")
    with disque.refus_en_clair(target):
        target.write_bytes(modele_xlsx(args.nature))
    sortie.resultat([f"Modèle écrit dans {target}"], fichier=str(target))


def apercu(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    found = atelier.apercevoir(args.depot, sortie.etape)
    changes = [c.en_phrase() for c in found.changements] or ["Aucun indicateur ne bouge."]
    rows = [
        f"{row['fichier']} {row['feuille']} : {row['nb_ajoutees']} ajoutées, {row['nb_corrigees']} corrigées, "
        f"{row['nb_retirees']} retirées, {row['nb_deja_connues']} déjà connues"
        for row in found.feuilles
    ]
    sortie.resultat(rows + changes, feuilles=list(found.feuilles), changements=[asdict(c) for c in found.changements])


def publier(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    _publication(atelier.publier(args.auteur, sortie.etape), sortie)


def arreter(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    resume = atelier.arreter(args.date, args.libelle, args.auteur, args.cloture, args.phase, sortie.etape)
    _publication(resume, sortie)


def revenir(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    target = atelier.revenir(args.auteur, args.publication)
    aside = [d.depot_id for d in depots.ecartes()]
    told = [f"Publication {target['publication']} affichée de nouveau."]
    if aside:
        told.append(f"Dépôts écartés, à reprendre au besoin : {', '.join(aside)}")
    sortie.resultat(told, publication=target["publication"])


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
    sortie.resultat([f"Noté : {args.verdict}."], paire=args.paire)


def journal(args: argparse.Namespace, sortie: Sortie) -> None:
    entries = registre_des_gestes.gestes(registre_des_gestes.lire(chemins.donnees()))[: args.nombre]
    sortie.resultat(
        [f"{e.instant}  {e.geste:<10} {e.issue_dite:<12} {e.auteur}  {e.objet}" for e in entries],
        gestes=[asdict(e) for e in entries],
    )  # fmt: skip


def candidatures(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest.demarches import verbe

    verbe.importer_les_candidatures(args, sortie, _est_demonstration())
