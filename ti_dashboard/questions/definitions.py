"""What gives the value of an indicator, signed: the register of definitions tells by it that a question has changed."""

import hashlib
import json
import re
from collections.abc import Iterable

from ti_dashboard.programme import classes_age
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE, Indicateur, Sorte
from ti_dashboard.programme.indicateurs.versions import Version, versions
from ti_dashboard.questions.lecture import lecture
from ti_dashboard.questions.poser import texte

# A literal or a quoted name holds its white space; a comment ends with its line, or where it says.
_JETON = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$?\w+|\S", re.DOTALL)

CONSIGNE = """\
Ce qui donne la valeur d'un indicateur, ou sa définition, a changé sans que le registre des définitions
(ti_dashboard/programme/indicateurs/versions.csv) le dise :
{quoi}
- Si la valeur peut changer, c'est une nouvelle version : dites dans le catalogue (definition, formule) ce qui change,
  puis lancez « make definitions VALEUR=change » ; elle entre au registre avec son texte et la date d'aujourd'hui.
- Si c'est une réécriture sans effet, les chiffres scellés, calculés autrement, le prouvent : lancez leurs essais
  (pytest tests/unit/test_chiffres_scelles*.py), puis « make definitions VALEUR=inchangee » ; la même version est signée
  de nouveau.
- Si l'indicateur est nouveau, « make definitions » suffit."""


def jetons(sql: str) -> list[str]:
    """The words of a question, without comments and whatever the white space between them."""
    return [word for word in _JETON.findall(sql) if not word.startswith(("--", "/*"))]


def _sans_ordre_final(words: list[str]) -> list[str]:
    """A question without the order of its rows, which gives no value: what a LIMIT cuts does."""
    depth, end = 0, len(words)
    for place, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth == 0 and word.upper() == "ORDER":
            end = place
    return words if "LIMIT" in words[end:] else words[:end]


def empreinte(indicateur: Indicateur) -> str:
    """SHA-256 of the questions that give an indicator, of what it retains there and of how their rows are read."""
    read = lecture(Chiffre(indicateur.indicateur_id))
    questions = [texte(name) for name in (read.sur, indicateur.lignes, read.bilan) if name]
    return signer(indicateur, read, questions)


def signer(indicateur: Indicateur, read: Sorte, questions: Iterable[str]) -> str:
    """The same for these texts: those of a version of before, for instance."""
    words = [_sans_ordre_final(jetons(sql)) for sql in questions]
    bound = {key: value for key, value in classes_age.PARAMETRES.items() if any(f"${key}" in one for one in words)}
    signed: dict[str, object] = {
        "questions": words,
        "parametres": bound,
        "selection": indicateur.selection,
        "agregat": indicateur.agregat,
        "sujet": indicateur.sujet,
        "numerateur": indicateur.numerateur,
        "filtres": indicateur.filtres,
        "lecture": [read.sujet, read.valeur, read.solde],
    }
    for name, rules in (("regles", indicateur.regles), ("parmi", indicateur.parmi)):
        if rules:
            signed[name] = [rule.cle for rule in rules]
    return hashlib.sha256(json.dumps(signed, sort_keys=True).encode()).hexdigest()


def ecart(indicateur: Indicateur, known: tuple[Version, ...] | None = None) -> str | None:
    """What the register does not say of an indicator as it stands; None when its last line says it all."""
    known = versions(indicateur.indicateur_id) if known is None else known
    if not known:
        return "il n'est pas au registre"
    last = known[-1]
    changed = [
        ("sa définition", last.definition != indicateur.definition),
        ("sa formule", last.formule != indicateur.formule),
        ("ses questions, ou ce qu'il y retient", last.empreinte != empreinte(indicateur)),
    ]
    said = [what for what, is_changed in changed if is_changed]
    return " ; ".join(said) or None


def ecarts() -> dict[str, str]:
    """indicateur_id → what has changed in it that the register does not say."""
    found = {key: ecart(indicateur) for key, indicateur in CATALOGUE.items()}
    return {key: what for key, what in found.items() if what}


def consigne(found: dict[str, str]) -> str:
    """What to do about it, to whoever changed it."""
    return CONSIGNE.format(quoi="\n".join(f"  {key} : {what}" for key, what in found.items()))
