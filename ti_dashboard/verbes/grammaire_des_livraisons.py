"""The verbs about what is received: read it, drop it, answer its questions, follow what was dropped."""

import argparse
from pathlib import Path
from typing import TypeAlias

from ti_dashboard import horloge
from ti_dashboard.dossier.depots import FORMATS
from ti_dashboard.referentiels.natures import NATURES
from ti_dashboard.verbes import livraisons
from ti_dashboard.verbes.arguments import entier, jour, reponse, total
from ti_dashboard.verbes.francais import Analyseur

Verbes: TypeAlias = "argparse._SubParsersAction[Analyseur]"


def depots(verbs: Verbes) -> None:
    _recevoir(verbs)
    _suivre(verbs)


def candidatures(verbs: Verbes) -> None:
    apply = verbs.add_parser("candidatures", help="importe les candidatures déposées sur Démarche numérique")
    apply.add_argument("geste", choices=("importer",), metavar="importer", help="lit ce qui a changé et le dépose")
    source = apply.add_mutually_exclusive_group(required=True)
    source.add_argument("--demarche", type=entier(1), metavar="N", help="numéro ; jeton dans TI_DASHBOARD_DS_JETON")
    source.add_argument("--fichier", type=Path, help="export CSV, XLSX ou ODS, à la place de l'API")
    apply.add_argument("--lignes-valides", action="store_true", help="dépose les dossiers valides, garde les rejets")
    apply.set_defaults(action=livraisons.candidatures)


def _recevoir(verbs: Verbes) -> None:
    check = verbs.add_parser("verifier", help="lit des fichiers reçus et dit ce qui ne va pas, sans rien accepter")
    check.set_defaults(action=livraisons.verifier)
    drop = verbs.add_parser("deposer", help="vérifie des fichiers reçus et les accepte pour la prochaine publication")
    drop.add_argument("--lignes-valides", action="store_true", help="accepte les lignes valides, garde les rejets")
    drop.add_argument("--prepare", metavar="DEPOT", help="accepte un dépôt déjà vérifié")
    _reponses(drop)
    drop.add_argument("--motif", default="", help="pourquoi un fichier déjà accepté compte de nouveau")
    drop.set_defaults(action=livraisons.deposer)
    for verb in (check, drop):
        verb.add_argument("fichiers", nargs="*", type=Path, metavar="FICHIER", help=FORMATS)
        verb.add_argument("--nom", action="append", default=[], help="nom du fichier reçu, s'il a été renommé")
        verb.add_argument("--emetteur", default="", help="qui a envoyé les fichiers, par exemple Bpifrance")
        verb.add_argument("--nouvel-emetteur", action="store_true", help="l'émetteur n'a encore rien envoyé")
        verb.add_argument(
            "--recu-le", type=jour, default=horloge.aujourd_hui(), metavar="DATE", help="jour de réception, à Paris"
        )
        verb.add_argument("--nature", help="nature des feuilles, si l'en-tête ne la dit pas")
        verb.add_argument("--phase", type=entier(1), choices=(1, 2), help="phase, pour un fichier qui ne la dit pas")
        verb.add_argument("--etat-complet", action="store_true", help="ce que le fichier ne dit plus est retiré")
        verb.add_argument("--avec-masquees", action="store_true", help="lit aussi les feuilles et les lignes masquées")
        verb.add_argument(
            "--total",
            action="append",
            type=total,
            default=[],
            metavar="[FEUILLE=]MONTANT",
            help="total de contrôle déclaré par l'émetteur, par exemple « 1 234,56 € »",
        )


def _suivre(verbs: Verbes) -> None:
    template = verbs.add_parser("modele", help="écrit le classeur à remplir d'une nature de livraison")
    template.add_argument("nature", choices=NATURES, metavar="NATURE", help=", ".join(NATURES))
    template.add_argument("--vers", type=Path, metavar="FICHIER", help="fichier à écrire")
    template.add_argument(
        "--etat-de",
        default="",
        metavar="ÉMETTEUR",
        help="le remplit de ce que cet émetteur a dit en dernier, à corriger",
    )
    template.add_argument("--remplacer", action="store_true", help="remplace le fichier s'il existe")
    template.set_defaults(action=livraisons.modele)
    for name, action, said in (
        ("apercu", livraisons.apercu, "dit ce qu'un dépôt changerait aux chiffres publiés"),
        ("oublier", livraisons.oublier, "efface un dépôt vérifié qui n'a pas été accepté"),
        ("ecarter", livraisons.ecarter, "écarte un dépôt accepté qu'aucun arrêté ne compte"),
        ("reprendre", livraisons.reprendre, "reprend un dépôt écarté"),
    ):
        verb = verbs.add_parser(name, help=said)
        verb.add_argument("depot", metavar="DEPOT")
        verb.set_defaults(action=action)
        if action is livraisons.apercu:
            _reponses(verb)
    judge = verbs.add_parser("doublon", help="dit si deux lignes sont un même acte ; rien n'est fusionné")
    judge.add_argument("paire", metavar="PAIRE")
    judge.add_argument("verdict", choices=("doublon", "distincts"), metavar="VERDICT", help="doublon ou distincts")
    judge.set_defaults(action=livraisons.doublon)


def _reponses(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--reponse",
        action="append",
        type=reponse,
        default=[],
        metavar="QUESTION=CHOIX",
        help="réponse à une question du dépôt, ou à toutes celles d'un genre",
    )
