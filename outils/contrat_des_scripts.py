"""Write again for the scripts of the browser what they share with the server: ``make contrat``.

Each TypedDict of the contract and of the messages becomes an interface of TypeScript, and so do the state of a séance
and the parameters of an address that are the browser's own; the scripts name them in their comments.
"""

import inspect
import types
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints, is_typeddict

from ti_dashboard.adresse import parametres
from ti_dashboard.adresse.parametres import Parametre
from ti_dashboard.composants import messages, messages_de_salle
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.live.etat import Etat
from ti_dashboard.planche import contrat, contrat_blocs

FICHIER = RESSOURCES.with_name("types") / "contrat.d.ts"
EN_TETE = """\
// Written by « make contrat » from ti_dashboard/planche/contrat.py and contrat_blocs.py, composants/messages*.py and
// live/etat.py, and for Propres from cadre/parametres.py: change those.
"""
PROPRES = "/** What belongs to this browser alone, wherever it is taken: parameter of the address → value. */\n"
SIMPLES = {str: "string", int: "number", float: "number", bool: "boolean", types.NoneType: "null", object: "unknown"}


def ecrire() -> str:
    """The whole file: what each part holds, what a block may be, what is the browser's own."""
    modules = (contrat_blocs, contrat, messages, messages_de_salle)
    found = [v for module in modules for v in vars(module).values() if is_typeddict(v)]
    parts = [_interface(genre) for genre in dict.fromkeys([*found, Etat])]
    blocks = " | ".join(kind.__name__ for kind in get_args(contrat_blocs.Bloc))
    own = "".join(_propre(one) for one in parametres.de("navigateur"))
    propres = f"{PROPRES}export interface Propres {{\n{own}}}\n"
    return "\n".join([EN_TETE, *parts, f"export type Bloc = {blocks};\n", propres])


def _propre(one: Parametre) -> str:
    values = " | ".join(f'"{value}"' for value in one.options or ())
    return f"  {one.nom}?: {values or 'string'};\n"


def _interface(genre: Any) -> str:
    said = f"/** {' '.join(inspect.cleandoc(genre.__doc__).split())} */\n" if genre.__doc__ else ""
    optional = getattr(genre, "__optional_keys__", ())
    keys = [
        f"  {name}{'?' * (name in optional)}: {en_typescript(hint)};\n" for name, hint in get_type_hints(genre).items()
    ]
    return f"{said}export interface {genre.__name__} {{\n{''.join(keys)}}}\n"


def en_typescript(hint: Any) -> str:
    """One type of Python in the words of TypeScript; a type it has no word for is an error, never ``any``."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in SIMPLES or is_typeddict(hint) or isinstance(hint, NewType):
        return SIMPLES.get(hint) or str(hint.__name__)
    if inspect.isclass(hint) and issubclass(hint, StrEnum):
        return " | ".join(f'"{word}"' for word in hint)
    if origin is Literal:
        return " | ".join(f'"{word}"' for word in args)
    if origin in (Union, types.UnionType):
        return "Bloc" if hint == contrat_blocs.Bloc else " | ".join(en_typescript(one) for one in args)
    if origin is list or (origin is tuple and args[-1] is Ellipsis):
        return f"Array<{en_typescript(args[0])}>"
    if origin is tuple:
        return f"[{', '.join(en_typescript(one) for one in args)}]"
    if origin in (dict, Mapping):
        return f"Record<string, {en_typescript(args[1])}>"
    raise TypeError(f"{hint} ne s'écrit pas encore en TypeScript")


if __name__ == "__main__":
    FICHIER.parent.mkdir(exist_ok=True)
    FICHIER.write_text(ecrire(), encoding="utf-8")
    print(f"{FICHIER.relative_to(Path.cwd())} est à jour.")
