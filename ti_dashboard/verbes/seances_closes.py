"""Verbs about what a séance leaves: its minutes, written, sealed in time, checked. Each imports what it needs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.langue.formats import accord, jour_et_heure
from ti_dashboard.verbes import droits
from ti_dashboard.verbes.sortie import Sortie

if TYPE_CHECKING:
    from ti_dashboard.live.base import Base
    from ti_dashboard.live.proces_verbaux import ProcesVerbalGarde

AUTRE = 1


def proces_verbal(args: argparse.Namespace, sortie: Sortie) -> int:
    """1 when the file that is checked is not what was sealed."""
    from ti_dashboard.comite import cloture

    store = _magasin(args)
    code = args.code.strip().upper()
    kept = cloture.lire(store, code) or cloture.rediger(store, code)
    if args.eprouver is not None:
        return _eprouver(args.eprouver, store, kept, sortie)
    if args.sceller:
        kept = cloture.sceller(store, kept)
    written = _ecrire(args.dossier, store, code) if args.dossier else []
    said = [_etat(kept), *(f"Écrit : {path}" for path in written)]
    sortie.resultat(said, code=code, scelle_le=kept.scelle_le, empreinte=kept.empreinte, fichiers=written)
    return 0


def _magasin(args: argparse.Namespace) -> "Base":
    from ti_dashboard.live.base import base

    return base().au_nom_de(droits.personne(args) if est_en_reseau() else au_poste(args.auteur))


def _etat(kept: "ProcesVerbalGarde") -> str:
    if kept.scelle_le:
        return f"Procès-verbal scellé le {jour_et_heure(kept.scelle_le)}. Sceau : {kept.empreinte}"
    return f"Projet de procès-verbal, amendable jusqu'au {jour_et_heure(kept.amendable_jusqu_au)}."


def _ecrire(folder: Path, store: "Base", code: str) -> list[str]:
    from ti_dashboard.comite import cloture

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for suffix in cloture.GENRES:
        path = folder / f"proces-verbal-{code}.{suffix}"
        path.write_bytes(cloture.fichier(store, code, suffix))
        written.append(str(path))
    return written


def _eprouver(path: Path, store: "Base", kept: "ProcesVerbalGarde", sortie: Sortie) -> int:
    """Whether a file of content is that of these minutes, and these minutes those that were sealed."""
    from ti_dashboard.live import amendements, proces_verbaux

    if kept.empreinte is None:
        raise GesteRefuse(f"{_etat(kept)} Rien n'est encore scellé : il n'y a rien à quoi comparer.")
    amended = amendements.lister(store, kept.seance_code)
    same = proces_verbaux.empreinte(path.read_bytes().decode(errors="replace"), amended) == kept.empreinte
    whole = proces_verbaux.tient(kept, amended)
    said = "Ce contenu est celui qui a été scellé." if same else "Ce contenu n'est pas celui qui a été scellé."
    if not whole:
        said += " Le procès-verbal gardé ici n'est plus celui qui a été scellé."
    sortie.resultat([said, f"Sceau : {kept.empreinte}"], fidele=same and whole, empreinte=kept.empreinte)
    return 0 if same and whole else AUTRE


def rappeler(args: argparse.Namespace, sortie: Sortie) -> int:
    """1 when somebody could not be told."""
    from ti_dashboard import horloge
    from ti_dashboard.comite import rappels
    from ti_dashboard.courrier import envoi_de_courriels, reglage_smtp
    from ti_dashboard.live.base import base

    store = base().au_nom_de(au_poste(args.auteur))
    found = rappels.preparer(store, horloge.aujourd_hui())
    told, silent = [one for one in found if one.courriels], [one.responsable for one in found if not one.courriels]
    said = [f"{one.responsable} : {accord(len(one.decisions), 'décision')} en retard" for one in told]
    said += [f"{owner} : aucune adresse connue, personne n'est prévenu" for owner in silent]
    refused: dict[str, str] = {}
    if told and not args.essai:
        setting = reglage_smtp.lire()
        if setting is None:
            raise GesteRefuse(
                "Le courrier n'est pas réglé (TI_DASHBOARD_SMTP_HOTE) : personne n'a été prévenu. « --essai » montre "
                "qui le serait."
            )
        mails = rappels.en_courriels(told, rappels.titres(store), args.adresse or "")
        refused = envoi_de_courriels.envoyer(setting, mails)
        rappels.noter(store, args.auteur, [one for one in told if set(one.courriels) - set(refused)])
        said += [f"{mail} : {why}" for mail, why in refused.items()]
    ends = "Essai : aucun courriel n'est parti." if args.essai and told else ""
    sortie.resultat(
        [*said, ends] if ends else said or ["Aucune décision n'est en retard."],
        rappels=[one.responsable for one in told],
        sans_adresse=silent,
        refuses=refused,
        essai=args.essai,
    )
    return AUTRE if silent or refused else 0
