"""Verb « journal »: what was done, whether the journals are whole, both of them as one table."""

import argparse
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from ti_dashboard.dossier import chemins, disque, journal_eprouve, pointeur
from ti_dashboard.dossier import journal as registre_des_gestes
from ti_dashboard.dossier.chaine import Chaine
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import accord
from ti_dashboard.verbes.sortie import Sortie

ROMPU = 1
_COLONNES = (
    "journal",
    "instant",
    "auteur",
    "compte",
    "origine",
    "geste",
    "issue",
    "objet",
    "seance",
    "detail",
    "empreinte",
)


def journal(args: argparse.Namespace, sortie: Sortie) -> int:
    if args.eprouver or args.contient:
        return _eprouver(args.contient, sortie)
    if args.exporter:
        _exporter(args.exporter, sortie)
        return 0
    entries = registre_des_gestes.gestes(registre_des_gestes.lire(chemins.donnees()))[: args.nombre]
    told = [f"{e.instant}  {e.geste:<10} {e.issue_dite:<12} {e.auteur}  {e.objet}" for e in entries]
    sortie.resultat(told or ["Aucun geste n'est noté."], gestes=[asdict(e) for e in entries])
    return 0


def _eprouver(connues: list[str], sortie: Sortie) -> int:
    """1 when one of the journals does not hold: it is the result of the verb."""
    found = {"Journal des données": journal_eprouve.eprouver(chemins.donnees())} | _des_seances_eprouve()
    faults = [f"{name}, {chain.rupture}." for name, chain in found.items() if chain.rupture]
    faults += _fins_perdues(found, connues)
    whole = [_entier(name, chain) for name, chain in found.items() if not chain.rupture]
    sortie.resultat(
        [*whole, *faults],
        entier=not faults,
        ruptures=faults,
        journaux={n: {"lignes": len(c.empreintes), "anciennes": c.anciennes, "tete": c.tete} for n, c in found.items()},
    )
    return ROMPU if faults else 0


def _des_seances_eprouve() -> dict[str, Chaine]:
    from ti_dashboard.live import journal as seances
    from ti_dashboard.live.base import base_ecrite

    store = base_ecrite()
    return {"Journal des séances": seances.eprouver(store)} if store else {}


def _entier(name: str, chain: Chaine) -> str:
    said = [accord(len(chain.empreintes), "ligne enchaînée", "lignes enchaînées")]
    said += [f"{accord(chain.anciennes, 'ligne')} d'avant l'enchaînement"] * bool(chain.anciennes)
    said += [f"dernière empreinte {chain.tete}"] * bool(chain.tete)
    said += ["la dernière ligne, coupée par une panne, ne compte pas"] * chain.coupee
    return f"{name} : entier, {', '.join(said)}."


def _fins_perdues(found: dict[str, Chaine], connues: list[str]) -> list[str]:
    """Lines that were said to be there and are in no journal: those after them may be gone too."""
    served = pointeur.tete_du_journal(chemins.publications())
    asked = dict.fromkeys(connues, "l'empreinte demandée")
    asked |= {served: "la dernière ligne écrite avant la publication affichée"} if served else {}
    held = {h for chain in found.values() for h in chain.empreintes}
    return [
        f"Il manque {what}, {wanted} : la fin d'un journal a été retirée ou refaite."
        for wanted, what in asked.items()
        if wanted not in held
    ]


def _exporter(target: Path, sortie: Sortie) -> None:
    from ti_dashboard.exports.tableur import ecrire_csv

    if target.exists():
        raise GesteRefuse(f"{target} existe déjà : donnez un autre nom. Rien n'est écrit.")
    rows = [*_des_donnees(), *_des_seances()]
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    ecrire_csv(out, [_COLONNES, *rows])
    with disque.refus_en_clair(target):
        disque.poser(target, out.getvalue().encode())
    sortie.resultat(
        [f"{accord(len(rows), 'ligne')} des deux journaux dans {target}"], fichier=str(target), lignes=len(rows)
    )


def _des_donnees() -> Iterator[list[str]]:
    for e in registre_des_gestes.lire(chemins.donnees()):
        detail = json.dumps(e.detail, ensure_ascii=False)
        yield ["données", e.instant, e.auteur, e.compte, e.origine, e.geste, e.issue, e.objet, "", detail, e.empreinte]


def _des_seances() -> Iterator[list[str]]:
    from ti_dashboard.live import journal as seances
    from ti_dashboard.live.base import base_ecrite

    store = base_ecrite()
    for e in seances.lire(store) if store else ():
        detail = json.dumps(e.detail, ensure_ascii=False)
        who = [e.auteur, str(e.compte_id or ""), e.origine or ""]
        yield ["séances", e.instant, *who, e.geste, "", e.objet, e.seance_code or "", detail, e.empreinte or ""]
