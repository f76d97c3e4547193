"""The command line: ``python -m ti_dashboard demonstration | construire``."""

import argparse
import shutil
import sys
from pathlib import Path

from rich.console import Console

from ti_dashboard import chemins
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.formats import accord

console = Console(highlight=False)


def _demonstration(args: argparse.Namespace) -> None:
    from ti_dashboard.demonstration import generer

    destination = args.destination or chemins.livraisons() / "demonstration"
    if destination.exists() and not args.remplacer:
        console.print(f"Le dossier {destination} existe déjà. Ajoutez --remplacer pour le refaire.")
        raise SystemExit(1)
    shutil.rmtree(destination, ignore_errors=True)
    with console.status("Livraisons de démonstration…") as status:
        dossiers = generer(destination, graine=args.graine, progression=status.update)
    console.print(f"{accord(len(dossiers), 'dossier')} de démonstration dans {destination}")


def _construire(args: argparse.Namespace) -> None:
    from ti_dashboard.ingest.publication import construire

    source = args.livraisons or chemins.livraisons() / "demonstration"
    with console.status("Construction…") as status:
        resume = construire(source, chemins.publications(), progression=status.update)
    console.print(f"Publication {resume.fichier.name}")
    console.print(
        f"{accord(resume.nb_livraisons, 'feuille reçue', 'feuilles reçues')}, {accord(resume.nb_lignes, 'ligne')}"
    )
    for arrete, empreinte in resume.empreintes.items():
        console.print(f"  arrêté {arrete}  empreinte {empreinte[:16]}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ti_dashboard", description="Tableau de bord Territoires d'industrie"
    )
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="VERBE")
    demo = verbs.add_parser(
        "demonstration", help="écrit des livraisons de démonstration, calées sur les chiffres publiés"
    )
    demo.add_argument("--graine", type=int, default=20190924, help="graine du tirage (défaut : 20190924)")
    demo.add_argument("--destination", type=Path, help="dossier à écrire")
    demo.add_argument("--remplacer", action="store_true", help="refait le dossier s'il existe")
    demo.set_defaults(action=_demonstration)
    build = verbs.add_parser("construire", help="lit les livraisons, contrôle et publie")
    build.add_argument("--livraisons", type=Path, help="dossier des livraisons (défaut : celles de démonstration)")
    build.set_defaults(action=_construire)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one verb; a foreseen error is one French message and the code 1."""
    args = _parser().parse_args(argv)
    try:
        args.action(args)
    except TableauDeBordError as error:
        console.print(str(error), style="red", markup=False)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
