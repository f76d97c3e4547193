"""Whether a message keeps its contract: each key, each type, down to the last cell."""

import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict


def manquements(node: Any, hint: Any) -> list[str]:
    """Each place of the message that is not what the contract says, and how."""
    return list(_manquements(node, hint, ""))


def _manquements(node: Any, hint: Any, where: str) -> Iterator[str]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        yield from _manquements(node, args[0], where)
    elif origin in (Union, types.UnionType):
        yield from _un_de(node, args, hint, where)
    elif is_typeddict(hint) and isinstance(node, dict):
        yield from _cles(node, hint, where)
    elif origin is list and isinstance(node, list):
        for rank, item in enumerate(node):
            yield from _manquements(item, args[0], _sous(where, rank))
    elif origin is tuple and isinstance(node, list) and (args[-1] is Ellipsis or len(args) == len(node)):
        for rank, item in enumerate(node):
            yield from _manquements(item, args[0] if args[-1] is Ellipsis else args[rank], _sous(where, rank))
    elif origin in (dict, Mapping) and isinstance(node, dict):
        for key, value in node.items():
            yield from _manquements(value, args[1], _sous(where, key))
    elif not _est(node, hint):
        yield f"{where} : « {node} » n'est pas de {getattr(hint, '__name__', hint)}"


def _cles(node: dict[str, Any], hint: Any, where: str) -> Iterator[str]:
    hints = get_type_hints(hint, include_extras=True)
    yield from (f"{where} : il manque {key}" for key in sorted(hint.__required_keys__ - node.keys()))
    yield from (f"{where} : {key} n'est pas du contrat" for key in sorted(node.keys() - hints.keys()))
    for key in hints.keys() & node.keys():
        yield from _manquements(node[key], hints[key], _sous(where, key))


def _un_de(node: Any, choices: tuple[Any, ...], hint: Any, where: str) -> Iterator[str]:
    """The choice whose kind (``type``) is the node's; without a kind, the first that suits."""
    if isinstance(node, dict) and any("type" in getattr(one, "__annotations__", {}) for one in choices):
        kinds = {get_args(get_type_hints(one)["type"])[0]: one for one in choices if is_typeddict(one)}
        if node.get("type") in kinds:
            yield from _manquements(node, kinds[node["type"]], where)
        else:
            yield f"{where} : aucun type « {node.get('type')} »"
        return
    found = [list(_manquements(node, one, where)) for one in choices]
    if all(found):
        dicts = [faults for one, faults in zip(choices, found, strict=True) if is_typeddict(one)]
        yield from dicts[0] if dicts and isinstance(node, dict) else [f"{where} : « {node} » n'est pas de {hint}"]


def _est(node: Any, hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return node in get_args(hint)
    if hint is float:
        return isinstance(node, int | float) and not isinstance(node, bool)
    if hint is int:
        return isinstance(node, int) and not isinstance(node, bool)
    return isinstance(hint, type) and not is_typeddict(hint) and isinstance(node, hint)


def _sous(where: str, key: object) -> str:
    return f"{where}.{key}" if where else str(key)
