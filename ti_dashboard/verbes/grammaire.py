"""The verbs and their options, declared once: what ``--help`` says and what is understood."""

import argparse
import getpass
from pathlib import Path

from ti_dashboard.demonstration import GRAINE
from ti_dashboard.verbes import (
    epreuves,
    grammaire_d_exploitation,
    grammaire_des_livraisons,
    livraisons,
    publications,
    rattachements,
    rejeux,
)
from ti_dashboard.verbes.arguments import entier, jour, objet
from ti_dashboard.verbes.francais import Analyseur, parler_francais
from ti_dashboard.verbes.grammaire_des_livraisons import Verbes


def analyseur() -> Analyseur:
    parler_francais()
    parser = Analyseur(prog="python -m ti_dashboard", description="Tableau de bord Territoires d'industrie")
    parser.add_argument("--json", action="store_true", help="un objet JSON par ligne, pour un programme")
    parser.add_argument("--auteur", default=_compte(), help="fonction de qui agit, notée au journal")
    parser.add_argument("--compte", default="", metavar="ADRESSE", help="compte au nom duquel agir, s'il y en a")
    verbs = parser.add_subparsers(title="verbes\u00a0", dest="verbe", required=True, metavar="VERBE")
    _demonstration(verbs)
    public = verbs.add_parser(
        "ouvertes", help="remplit un dossier neuf des listes publiques du programme et les publie, sans rien inventer"
    )
    public.set_defaults(action=publications.ouvertes)
    grammaire_des_livraisons.depots(verbs)
    _rattacher(verbs)
    _publier(verbs)
    grammaire_d_exploitation.journal(verbs)
    grammaire_d_exploitation.sauvegarde(verbs)
    _arreter(verbs)
    _horodater(verbs)
    grammaire_des_livraisons.candidatures(verbs)
    _eprouver(verbs)
    _rejouer(verbs)
    grammaire_d_exploitation.seances(verbs)
    grammaire_d_exploitation.comptes(verbs)
    grammaire_d_exploitation.demandes(verbs, parser)
    return parser


def _compte() -> str:
    """Who runs this, as the system knows them; some containers know nobody."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "compte inconnu"


def _demonstration(verbs: Verbes) -> None:
    demo = verbs.add_parser(
        "demonstration", help="écrit des livraisons de démonstration, calées sur les chiffres publiés"
    )
    demo.add_argument("--graine", type=entier(0), default=GRAINE, help=f"graine du tirage (défaut : {GRAINE})")
    demo.add_argument("--destination", type=Path, metavar="DOSSIER", help="dossier à écrire")
    demo.add_argument("--remplacer", action="store_true", help="refait le dossier s'il existe")
    demo.set_defaults(action=livraisons.demonstration)


def _rattacher(verbs: Verbes) -> None:
    attach = verbs.add_parser("rattacher", help="rattache à la main des projets ou des actes restés sans territoire")
    attach.add_argument("territoire", metavar="TERRITOIRE", help="code du territoire, par exemple ti-5304")
    attach.set_defaults(action=rattachements.rattacher)
    undo = verbs.add_parser("detacher", help="défait un rattachement fait à la main")
    undo.set_defaults(action=rattachements.detacher)
    for verb in (attach, undo):
        verb.add_argument("sujets", nargs="+", metavar="SUJET", help="projet:CODE ou acte:FINANCEUR:RÉFÉRENCE")
        verb.add_argument("--motif", default="", help="pourquoi, en une phrase : elle est gardée et montrée")
        verb.add_argument("--phase", type=entier(1), choices=(1, 2), help="phase, si le sujet existe dans les deux")


def _publier(verbs: Verbes) -> None:
    build = verbs.add_parser("construire", help="lit un dossier de livraisons avec bordereaux, contrôle et publie")
    build.add_argument(
        "--livraisons", type=Path, metavar="DOSSIER", help="dossier des livraisons (défaut : celles de démonstration)"
    )
    build.add_argument("--refonder", action="store_true", help="accepte que les arrêtés déjà publiés changent")
    build.set_defaults(action=publications.construire)
    publish = verbs.add_parser("publier", help="publie tout ce qui a été accepté")
    publish.set_defaults(action=publications.publier)
    back = verbs.add_parser("revenir", help="affiche de nouveau la publication précédente")
    back.add_argument("--publication", metavar="NOM", help="nom d'une publication gardée")
    back.set_defaults(action=publications.revenir)


def _arreter(verbs: Verbes) -> None:
    freeze = verbs.add_parser("arreter", help="fige l'état connu sous un nom et une date, pour toujours")
    freeze.add_argument("date", type=jour, metavar="DATE", help="date du comité, par exemple 24/09/2019")
    freeze.add_argument("--libelle", required=True, metavar="NOM", help="nom du comité")
    freeze.add_argument(
        "--cloture", type=jour, metavar="DATE", help="dernier jour de réception retenu (défaut : la date)"
    )
    freeze.add_argument("--phase", type=entier(1), choices=(1, 2), default=2, help="phase ouverte d'abord à l'écran")
    freeze.add_argument("--essai", action="store_true", help="montre ce qui serait figé, et ne fige rien")
    freeze.add_argument("--vue", metavar="EMPREINTE", help="refuse si ce qui serait figé n'a plus cette empreinte")
    freeze.add_argument(
        "--en-toutes-lettres", metavar="DATE", help="la date en toutes lettres, quand elle est loin de la clôture"
    )
    freeze.set_defaults(action=publications.arreter)
    withdraw = verbs.add_parser("retirer", help="retire un arrêté figé par erreur : gardé, scellé, montré nulle part")
    withdraw.add_argument("date", type=jour, metavar="DATE", help="date de l'arrêté")
    withdraw.add_argument("--motif", required=True, help="pourquoi, en une phrase : elle est gardée et montrée")
    withdraw.set_defaults(action=publications.retirer)
    for verb in (freeze, withdraw):
        verb.add_argument("--oui", action="store_true", help="confirme sans rien demander")


def _horodater(verbs: Verbes) -> None:
    stamp = verbs.add_parser("horodater", help="demande à un tiers un jeton RFC 3161 du sceau d'un arrêté, ou le relit")
    stamp.add_argument("date", type=jour, metavar="DATE", help="date de l'arrêté")
    what = stamp.add_mutually_exclusive_group(required=True)
    what.add_argument("--autorite", metavar="URL", help="adresse https:// de l'autorité d'horodatage")
    what.add_argument("--verifier", action="store_true", help="relit le jeton gardé ; rien ne sort de la machine")
    stamp.add_argument(
        "--certificats",
        type=Path,
        metavar="FICHIER",
        help="PEM du certificat racine de l'autorité ; sans lui elle n'est pas vérifiée",
    )
    stamp.add_argument("--politique", metavar="OID", help="refuse un jeton qui suit une autre politique")
    stamp.add_argument(
        "--delai", type=entier(1), default=20, metavar="S", help="secondes laissées à l'autorité (défaut : 20)"
    )
    stamp.set_defaults(action=publications.horodater)


def _eprouver(verbs: Verbes) -> None:
    proof = verbs.add_parser("eprouver", help="dit si les chiffres d'un export ou d'un écran ont été dits ainsi")
    proof.add_argument("objet", type=objet, metavar="FICHIER|ADRESSE", help="export CSV ou XLSX, ou adresse d'une page")
    # The same option as before the verb: whoever asks for figures puts it last.
    proof.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="chaque chiffre, pour un programme"
    )
    proof.set_defaults(action=epreuves.eprouver)


def _rejouer(verbs: Verbes) -> None:
    replay = verbs.add_parser("rejouer", help="écrit le rejeu d'une séance close, en un fichier qui se lit sans réseau")
    replay.add_argument("code", metavar="CODE", help="le code de la séance")
    replay.add_argument("fichier", type=Path, metavar="FICHIER", help="le fichier HTML à écrire")
    replay.set_defaults(action=rejeux.rejouer)
