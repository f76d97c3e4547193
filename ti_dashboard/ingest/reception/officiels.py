"""Official formats read as they are: the list of communes of the programme (``insee_com, lib_com, id_ti, lib_ti``)."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.entetes import lire_en_tete, trouver
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.lectures import Reglages
from ti_dashboard.ingest.reception.montre import montrer
from ti_dashboard.ingest.reception.sources import Source, Traduction
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.referentiels import lire

PERIMETRE = ("insee_com", "lib_com", "id_ti", "lib_ti")


def par_perimetre(brute: FeuilleBrute, reglages: Reglages) -> Source | None:
    """The list of communes: each territory enters once, at its first line; its other lines say nothing more.

    The list has no date: a territory enters on the day the list was received.
    """
    keys = {mot_cle(name): name for name in PERIMETRE}
    rank = trouver(brute.lignes, keys)
    present = {mot_cle(c) for c in brute.lignes[rank] if isinstance(c, str)} if rank is not None else set()
    if rank is None or not {"inseecom", "idti"} <= present or reglages.nature not in (None, "perimetre"):
        return None
    header = lire_en_tete(brute.nom, rank, brute.lignes[rank], keys, ["insee_com", "id_ti"])
    positions = header.positions | {"territoire_id": header.positions["id_ti"]}
    return Source("perimetre", header, positions, traduire=_entrees(positions["id_ti"], reglages))


def _entrees(position: int, reglages: Reglages) -> Callable[[list[object]], Traduction]:
    seen: set[str] = set()

    def translate(row: list[object]) -> Traduction:
        raw = row[position] if position < len(row) else None
        code = str(raw or "").strip().lower()
        if code in seen:
            return None
        phase, fault = _phase(code, reglages.phase)
        if fault:
            return {}, [fault]
        seen.add(code)
        entry = {"phase": phase, "territoire_id": code, "mouvement": "entree", "cause": "initial"}
        return entry | {"date_effet": reglages.date_reception}, []

    return translate


def _phase(code: str, asked: int | None) -> tuple[int | None, Defaut | None]:
    """Phase of a territory: the one asked for, else the only one where its code exists."""
    phases = phases_par_territoire().get(code, set())
    shown = montrer(code) or None
    if not code:
        return None, Defaut("id_ti", None, "la valeur est obligatoire et la case est vide.", "Remplissez la case.")
    if asked in phases:
        return asked, None
    if not phases or asked:
        where = f" en phase {asked}" if asked else ""
        return None, Defaut("id_ti", shown, f"ce territoire n'existe pas{where}.", "Vérifiez le code et la phase.")
    if len(phases) > 1:
        return None, Defaut("id_ti", shown, "existe dans les deux phases.", "Indiquez la phase au moment du dépôt.")
    return next(iter(phases)), None


@cache
def phases_par_territoire() -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for row in lire("territoire"):
        found[row["territoire_id"]].add(int(row["phase"]))
    return found
