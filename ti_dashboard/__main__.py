"""The command line: ``python -m ti_dashboard VERBE``."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rich.console import Console

from ti_dashboard import verbes
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.schemas import NATURES


class Sortie:
    """What a verb says: sentences for a person, or one JSON object per line for the application."""

    def __init__(self, en_json: bool) -> None:
        self._json = en_json
        self._console = Console(highlight=False, soft_wrap=True)
        self._status = None if en_json else self._console.status("…")

    def __enter__(self) -> "Sortie":
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def etape(self, phrase: str) -> None:
        """A step of the work, while it goes on."""
        if self._json:
            self._ligne({"etape": phrase})
        elif self._status:
            self._status.update(phrase)

    def resultat(self, phrases: list[str], **faits: object) -> None:
        """What the verb ends with."""
        if self._json:
            self._ligne({"resultat": faits})
        else:
            self._console.print("\n".join(phrases), markup=False)

    def erreur(self, phrase: str) -> None:
        if self._json:
            self._ligne({"erreur": phrase})
        else:
            self._console.print(phrase, style="red", markup=False)

    @staticmethod
    def _ligne(event: dict[str, object]) -> None:
        print(json.dumps(event, ensure_ascii=False, default=_en_json), flush=True)


def _en_json(value: object) -> object:
    """A row of an answer is an object; a date or an amount is its text."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def _jour(text: str) -> date:
    """24/09/2019 or 2019-09-24."""
    try:
        day, month, year = text.split("/") if "/" in text else reversed(text.split("-"))
        return date(int(year), int(month), int(day))
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une date : écrivez 24/09/2019") from None


def _total(text: str) -> tuple[str, Decimal]:
    sheet, _, amount = text.rpartition("=")
    try:
        return sheet, Decimal(amount.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un montant : écrivez 1234,56") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ti_dashboard", description="Tableau de bord Territoires d'industrie"
    )
    parser.add_argument("--json", action="store_true", help="un objet JSON par ligne, pour un programme")
    parser.add_argument("--auteur", default=getpass.getuser(), help="fonction de qui agit, notée au journal")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="VERBE")
    demo = verbs.add_parser(
        "demonstration", help="écrit des livraisons de démonstration, calées sur les chiffres publiés"
    )
    demo.add_argument("--graine", type=int, default=20190924, help="graine du tirage (défaut : 20190924)")
    demo.add_argument("--destination", type=Path, help="dossier à écrire")
    demo.add_argument("--remplacer", action="store_true", help="refait le dossier s'il existe")
    demo.set_defaults(action=verbes.demonstration)
    build = verbs.add_parser("construire", help="lit un dossier de livraisons avec bordereaux, contrôle et publie")
    build.add_argument("--livraisons", type=Path, help="dossier des livraisons (défaut : celles de démonstration)")
    build.add_argument("--refonder", action="store_true", help="accepte que les arrêtés déjà publiés changent")
    build.set_defaults(action=verbes.construire)
    _verbes_des_livraisons(verbs)
    _verbes_des_publications(verbs)
    _verbe_des_candidatures(verbs)
    return parser


def _verbes_des_livraisons(verbs: argparse._SubParsersAction) -> None:
    check = verbs.add_parser("verifier", help="lit des fichiers reçus et dit ce qui ne va pas, sans rien accepter")
    check.set_defaults(action=verbes.verifier)
    drop = verbs.add_parser("deposer", help="vérifie des fichiers reçus et les accepte pour la prochaine publication")
    drop.add_argument("--lignes-valides", action="store_true", help="accepte les lignes valides, garde les rejets")
    drop.add_argument("--prepare", metavar="DEPOT", help="accepte un dépôt déjà vérifié")
    drop.set_defaults(action=verbes.deposer)
    for verb in (check, drop):
        verb.add_argument("fichiers", nargs="*", type=Path, metavar="FICHIER", help="CSV, XLSX, XLS ou ODS")
        verb.add_argument("--nom", action="append", default=[], help="nom du fichier reçu, s'il a été renommé")
        verb.add_argument("--emetteur", default="", help="qui a envoyé les fichiers, par exemple Bpifrance")
        verb.add_argument("--recu-le", type=_jour, default=date.today(), metavar="DATE", help="jour de réception")
        verb.add_argument("--nature", help="nature des feuilles, si l'en-tête ne la dit pas")
        verb.add_argument("--phase", type=int, choices=(1, 2), help="phase, pour un fichier qui ne la dit pas")
        verb.add_argument("--etat-complet", action="store_true", help="ce que le fichier ne dit plus est retiré")
        verb.add_argument("--total", action="append", type=_total, default=[], metavar="[FEUILLE=]MONTANT",
                          help="total de contrôle déclaré par l'émetteur")  # fmt: skip
    template = verbs.add_parser("modele", help="écrit le classeur à remplir d'une nature de livraison")
    template.add_argument("nature", choices=NATURES)
    template.add_argument("--vers", type=Path, metavar="FICHIER", help="fichier à écrire")
    template.set_defaults(action=verbes.modele)
    preview = verbs.add_parser("apercu", help="dit ce qu'un dépôt changerait aux chiffres publiés")
    preview.add_argument("depot", metavar="DEPOT")
    preview.set_defaults(action=verbes.apercu)
    aside = verbs.add_parser("ecarter", help="écarte un dépôt accepté qu'aucun arrêté ne compte")
    aside.add_argument("depot", metavar="DEPOT")
    aside.set_defaults(action=verbes.ecarter)
    again = verbs.add_parser("reprendre", help="reprend un dépôt écarté")
    again.add_argument("depot", metavar="DEPOT")
    again.set_defaults(action=verbes.reprendre)

    judge = verbs.add_parser("doublon", help="dit si deux lignes sont un même acte ; rien n'est fusionné")
    judge.add_argument("paire", metavar="PAIRE")
    judge.add_argument("verdict", choices=("doublon", "distincts"))
    judge.set_defaults(action=verbes.doublon)


def _verbes_des_publications(verbs: argparse._SubParsersAction) -> None:
    publish = verbs.add_parser("publier", help="publie tout ce qui a été accepté")
    publish.set_defaults(action=verbes.publier)
    freeze = verbs.add_parser("arreter", help="fige l'état connu sous un nom et une date, pour toujours")
    freeze.add_argument("date", type=_jour, help="date du comité, par exemple 24/09/2019")
    freeze.add_argument("--libelle", required=True, help="nom du comité")
    freeze.add_argument("--cloture", type=_jour, help="dernier jour de réception retenu (défaut : la date)")
    freeze.add_argument("--phase", type=int, choices=(1, 2), default=2, help="phase ouverte par défaut à l'écran")
    freeze.set_defaults(action=verbes.arreter)
    back = verbs.add_parser("revenir", help="affiche de nouveau la publication précédente")
    back.add_argument("--publication", help="nom d'une publication gardée")
    back.set_defaults(action=verbes.revenir)
    log = verbs.add_parser("journal", help="dit ce qui a été fait, par qui et comment cela a fini")
    log.add_argument("--nombre", type=int, default=20, help="nombre de gestes montrés")
    log.set_defaults(action=verbes.journal)


def _verbe_des_candidatures(verbs: argparse._SubParsersAction) -> None:
    apply = verbs.add_parser("candidatures", help="importe les candidatures déposées sur Démarches simplifiées")
    apply.add_argument("geste", choices=("importer",), help="lit ce qui a changé et le dépose")
    source = apply.add_mutually_exclusive_group(required=True)
    source.add_argument("--demarche", type=int, metavar="N", help="numéro ; jeton dans TI_DASHBOARD_DS_JETON")
    source.add_argument("--fichier", type=Path, help="export CSV ou XLSX de la plateforme, à la place de l'API")
    apply.add_argument("--lignes-valides", action="store_true", help="dépose les dossiers valides, garde les rejets")
    apply.set_defaults(action=verbes.candidatures)


def main(argv: list[str] | None = None) -> int:
    """Run one verb; a foreseen error is one French message and the code 1."""
    args = _parser().parse_args(argv)
    with Sortie(args.json) as sortie:
        try:
            args.action(args, sortie)
        except TableauDeBordError as error:
            sortie.erreur(str(error))
            return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # DuckDB's binding prints a list of its objects when Python ends while the keeper of questions still sleeps.
    os._exit(code)
