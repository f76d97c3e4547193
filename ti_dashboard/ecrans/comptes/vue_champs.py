"""The fields that give rights, the same for an account and for an invitation."""

from collections.abc import Mapping

import streamlit as st

from ti_dashboard.acces.actions import ROLES_DE_COMPTE, RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.live.comptes import Droits
from ti_dashboard.questions.contexte import Contexte

NATIONAL = "Tout le programme"


def champs(contexte: Contexte, cle: str, given: Droits | None = None) -> dict[str, object]:
    """Key of each field → what it holds when nothing is typed, in the order ``lire`` wants them."""
    places = _perimetres(contexte)
    held = given.perimetre if given else PerimetreDAcces()
    where = next((label for label, one in places.items() if one == held), NATIONAL)
    roles = [role for role in ROLES_DE_COMPTE if given and role in given.roles]
    return {f"{cle}_fonction": given.fonction if given else "", f"{cle}_roles": roles, f"{cle}_perimetre": where}


def dessiner(contexte: Contexte, names: tuple[str, ...]) -> None:
    function, roles, where = names
    st.text_input("Fonction, telle que les écrans et le journal la disent", key=function, max_chars=120, required=True)
    # Each right is given by its name: « Tout choisir », first of the list, would give all of them at one key.
    st.multiselect(
        "Rôles (obligatoire)",
        ROLES_DE_COMPTE,
        format_func=lambda role: role.dit,
        key=roles,
        placeholder="Au moins un rôle",
        select_all=False,
    )
    st.selectbox("Périmètre de ses dépôts", list(_perimetres(contexte)), key=where)


def lire(contexte: Contexte, fonction: str, roles: list[RoleDAcces], perimetre: str) -> Droits:
    return Droits(fonction, frozenset(roles), _perimetres(contexte)[perimetre])


def dire(contexte: Contexte, perimetre: PerimetreDAcces) -> str:
    return next((label for label, one in _perimetres(contexte).items() if one == perimetre), "périmètre inconnu")


def _perimetres(contexte: Contexte) -> Mapping[str, PerimetreDAcces]:
    words = contexte.vocabulaire.listes
    regions = {f"Région : {label}": PerimetreDAcces(region=code) for code, label in words["region"].items()}
    operators = {f"Opérateur : {label}": PerimetreDAcces(operateur=code) for code, label in words["operateur"].items()}
    return {NATIONAL: PerimetreDAcces()} | regions | operators
