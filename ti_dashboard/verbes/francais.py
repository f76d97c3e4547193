"""argparse in French: it asks gettext for each of its words, and gettext would answer by the locale of the machine."""

import argparse
from typing import NoReturn

from ti_dashboard.errors import UsageRefuse

# What argparse says → the same in French. The first half is read by users, the second by who writes the grammar.
MOTS = {
    "usage: ": "usage\u00a0: ",
    # The formatter adds the colon: in French a space comes before.
    "positional arguments": "à donner, dans cet ordre\u00a0",
    "options": "options\u00a0",
    "subcommands": "verbes",
    "show this help message and exit": "montre cette aide",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "« %(parser_name)s » n'est pas un verbe. "
    "Verbes : %(choices)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "« %(value)s » n'existe pas. Choix possibles : %(choices)s",
    "invalid %(type)s value: %(value)r": "« %(value)s » n'est pas une valeur admise (%(type)s)",
    "the following arguments are required: %s": "il manque : %s",
    "one of the arguments %s is required": "il faut l'une de ces options : %s",
    "not allowed with argument %s": "ne va pas avec %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
    "ambiguous option: %(option)s could match %(matches)s": "« %(option)s » peut vouloir dire %(matches)s",
    "unexpected option string: %s": "option inattendue : %s",
    "ignored explicit argument %r": "cette option ne prend pas de valeur (%s)",
    "expected one argument": "il faut une valeur",
    "expected at most one argument": "il faut une valeur au plus",
    "expected at least one argument": "il faut au moins une valeur",
    "expected %s argument": "il faut %s valeur",
    "expected %s arguments": "il faut %s valeurs",
    "%(prog)s: error: %(message)s\n": "%(message)s\n",
    "can't open '%(filename)s': %(error)s": "« %(filename)s » ne s'ouvre pas : %(error)s",
    'argument "-" with mode %r': "« - » ne se lit pas ainsi (%s)",
    "cannot have multiple subparser arguments": "un seul verbe à la fois",
    ".__call__() not defined": "geste non défini",
    "conflicting subparser: %s": "verbe déclaré deux fois : %s",
    "conflicting subparser alias: %s": "autre nom de verbe déclaré deux fois : %s",
    "cannot merge actions - two groups are named %r": "deux groupes portent le nom %r",
    "'required' is an invalid argument for positionals": "« required » n'a pas de sens ici",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r": "option mal nommée %(option)r "
    "(préfixes : %(prefix_chars)r)",
    "dest= is required for options like %r": "dest= manque pour %r",
    "invalid conflict_resolution value: %r": "conflict_resolution inconnu : %r",
    "conflicting option string: %s": "option déclarée deux fois : %s",
    "conflicting option strings: %s": "options déclarées deux fois : %s",
    "mutually exclusive arguments must be optional": "seules des options peuvent s'exclure",
    "%r is not callable": "%r ne s'appelle pas",
}


class Analyseur(argparse.ArgumentParser):
    """A parser whose refusals are raised, to be said as every other one."""

    def error(self, message: str) -> NoReturn:
        raise UsageRefuse(message, f"{self.format_usage().strip()}\nAide\u00a0: {self.prog} --help")


def parler_francais() -> None:
    """Give argparse its French words, whatever the locale."""
    words = {
        "_": lambda text: MOTS.get(text, text),
        "ngettext": lambda one, many, count: MOTS.get(one if count < 2 else many, one),
    }
    vars(argparse).update(words)
