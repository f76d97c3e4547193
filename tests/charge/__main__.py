"""``python -m tests.charge SCENARIO``: starts a server of its own on this machine, loads it, and says what it saw."""

import argparse
import tempfile
from pathlib import Path

from tests.boucle import derouler
from tests.charge import endurance, memoire, salle, suiveurs, telephones
from tests.charge.machine import servir

SCENARIOS = {
    "salle": salle,
    "suiveurs": suiveurs,
    "telephones": telephones,
    "memoire": memoire,
    "endurance": endurance,
}
DITS = {
    "salle": "des sessions qui filtrent toutes les dix secondes et suivent",
    "suiveurs": "un animateur, une foule qui le suit",
    "telephones": "un pupitre, une salle de téléphones (/salle), sans aucune session",
    "memoire": "ce que tient une session, ce qu'elle rend en partant",
    "endurance": "des lecteurs qui se succèdent : rien ne doit grossir",
}
PAS = {"pas": (10.0, "secondes entre deux filtres d'une session"), "pas-animateur": (20.0, "et de l'animateur")}
# Option → value at the size of the issue, what it is.
OPTIONS = {
    "salle": {"sessions": (200, "sessions ouvertes"), "minutes": (3.0, "durée"), **PAS},
    "suiveurs": {"suiveurs": (1000, "sessions qui suivent"), "gestes": (12, "gestes de l'animateur")},
    "telephones": {"telephones": (1000, "téléphones"), "gestes": (12, "gestes du pupitre")},
    "memoire": {
        "sessions": (200, "sessions ouvertes à la fois"),
        "tours": (2, "combien de fois elles viennent"),
        "apres": (60.0, "secondes d'attente après leur départ"),
    },
    "endurance": {
        "minutes": (60.0, "durée"),
        "sessions": (20, "places, où un lecteur succède à l'autre"),
        "visite": (90.0, "secondes d'une visite"),
        **PAS,
    },
}
PASSAGE = "si la session d'un suiveur demande un passage à chaque mouvement de l'animateur (défaut : jamais)"


def _lire() -> argparse.Namespace:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--donnees", type=Path, help="dossier de données à servir (défaut : une démonstration neuve)")
    common.add_argument("--passage", choices=("toujours", "jamais"), default="jamais", help=PASSAGE)
    common.add_argument("--descripteurs", type=int, help="fichiers que le serveur peut ouvrir (défaut : les siens)")
    common.add_argument("--a-la-fois", type=int, default=8, help="sessions qui s'ouvrent à la fois (défaut : 8)")
    parser = argparse.ArgumentParser(
        prog="python -m tests.charge", description="Charge un serveur lancé pour la mesure, sans navigateur."
    )
    which = parser.add_subparsers(dest="scenario", required=True, metavar="|".join(SCENARIOS))
    for name, options in OPTIONS.items():
        one = which.add_parser(name, parents=[common], help=DITS[name], description=DITS[name])
        for option, (default, said) in options.items():
            one.add_argument(f"--{option}", type=type(default), default=default, help=f"{said} (défaut : {default})")
    return parser.parse_args()


def main() -> None:
    args = _lire()
    with tempfile.TemporaryDirectory() as provisoire, servir(args.donnees or Path(provisoire), args) as machine:
        derouler(SCENARIOS[args.scenario].mesurer(machine, args))


if __name__ == "__main__":
    main()
