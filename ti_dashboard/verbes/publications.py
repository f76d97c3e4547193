"""Verbs about what is served: build, publish, freeze, withdraw, stamp, go back, tell. Each imports what it needs."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from ti_dashboard.dossier import depots
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.verbes.sortie import Sortie, apres

if TYPE_CHECKING:
    from ti_dashboard.ingest.publier.construction import Resume


def construire(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    _publication(atelier.construire(args.livraisons, args.auteur, args.refonder, sortie.etape), sortie)


def ouvertes(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest.atelier import ouvertes as listes_publiques

    _publication(listes_publiques.deposer(args.auteur, sortie.etape), sortie)


SANS_ARRETE = (
    "Aucun arrêté ne compte encore ce qui est publié : les pages restent vides tant que rien n'est figé. "
    '« arreter DATE --libelle "Nom du comité" » le fait, ou la page Données, volet Arrêtés.'
)


def _publication(resume: "Resume", sortie: Sortie, suite: Sequence[str] = ()) -> None:
    signed = [(day, seal, "arrêté du") for day, seal in resume.empreintes.items()]
    signed += [(day, seal, "arrêté retiré, du") for day, seal in resume.retires.items()]
    sortie.resultat(
        [
            f"Publication {resume.fichier.name}",
            f"{accord(resume.nb_livraisons, 'feuille reçue', 'feuilles reçues')}, {accord(resume.nb_lignes, 'ligne')}",
            *(f"  {what} {jour(date.fromisoformat(day))}  sceau {seal[:16]}" for day, seal, what in signed),
            *suite,
        ],
        publication=resume.fichier.name,
        feuilles=resume.nb_livraisons,
        lignes=resume.nb_lignes,
        empreintes=resume.empreintes,
        retires=resume.retires,
    )


def publier(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    done = atelier.publier(args.auteur, sortie.etape)
    _publication(done, sortie, apres(lambda: [] if atelier.a_un_arrete_plein() else [SANS_ARRETE]))


def arreter(args: argparse.Namespace, sortie: Sortie) -> None:
    """What would be frozen is shown first; it is frozen only as it was shown."""
    from ti_dashboard.ingest import atelier

    asked = (args.date, args.libelle, args.auteur, args.cloture, args.phase, sortie.etape)
    seen = args.vue
    if args.essai or seen is None:
        found = atelier.projeter(*asked)
        unlikely = [f"{found.a_epeler} Elle sera à écrire en toutes lettres."] if found.a_epeler else []
        if args.essai:
            sortie.resultat(
                [*found.en_phrases(), *unlikely, "Essai : rien n'est figé."],
                phrases=found.en_phrases(),
                **asdict(found),
            )
            return
        sortie.montrer([*found.en_phrases(), *unlikely])
        seen = found.empreinte
    if not args.oui:
        sortie.confirmer("Figer cet arrêté pour toujours ?")
    _publication(atelier.arreter(*asked, seen, args.en_toutes_lettres), sortie)


def retirer(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    found = atelier.a_retirer(args.date, args.motif)
    if not args.oui:
        sortie.montrer(
            [
                f"Arrêté du {jour(found.arrete_id)}, « {found.libelle} », clôture du {jour(found.date_cloture)}, "
                f"figé par {found.auteur}.",
                "Retiré, il reste scellé et n'est plus montré ni comparé ; sa date ne sert plus.",
            ]
        )
        sortie.confirmer("Retirer cet arrêté pour toujours ?")
    _publication(atelier.retirer(args.date, args.motif, args.auteur, sortie.etape), sortie)


def horodater(args: argparse.Namespace, sortie: Sortie) -> int:
    """1 when the token that is kept does not hold: it is the result of the verb."""
    from ti_dashboard.horodatage.garde import commande
    from ti_dashboard.ingest.atelier import horodatage

    if args.verifier:
        found = horodatage.relire(args.date, args.certificats)
    else:
        asked = horodatage.DemandeHorodatage(
            args.date, args.autorite, args.certificats, args.politique, float(args.delai)
        )
        sortie.etape("Demande à l'autorité")
        found = horodatage.horodater(asked, args.auteur)
    seal = horodatage.scelle(args.date).sceau
    again = commande(seal, found.fichier, found.certificats)
    sortie.resultat(
        [found.en_phrase(), f"Jeton : {found.fichier}", f"À vérifier sans cet outil : {again}"],
        arrete=args.date.isoformat(),
        sceau=seal,
        jeton=found.fichier.name,
        valable=found.jeton is not None,
        constat=found.constat,
        commande=again,
        **(asdict(found.jeton) if found.jeton else {}),
    )
    return int(found.jeton is None)


def revenir(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.ingest import atelier

    target = atelier.revenir(args.auteur, args.publication)
    aside = apres(lambda: [d.depot_id for d in depots.ecartes()])
    told = [f"Publication {target['publication']} affichée de nouveau."]
    if aside:
        told.append(f"Dépôts écartés, à reprendre au besoin : {', '.join(aside)}")
    told += apres(_rattachements_en_attente)
    sortie.resultat(told, publication=target["publication"], ecartes=aside)


def _rattachements_en_attente() -> list[str]:
    from ti_dashboard.ingest import atelier

    waiting = atelier.rattachements_en_attente()
    said = accord(
        waiting,
        "rattachement fait ou défait à la main attend d'être publié de nouveau : défaites-le au besoin.",
        "rattachements faits ou défaits à la main attendent d'être publiés de nouveau : défaites-les au besoin.",
    )
    return [said] if waiting else []
