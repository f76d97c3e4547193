"""Try a backup without touching anything: put back in a temporary folder, every seal and both journals recomputed."""

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ti_dashboard.dossier import arretes, conservation, depots, disque, journal_eprouve, pointeur, rattachements
from ti_dashboard.dossier.pointeur import PUBLIEES
from ti_dashboard.errors import PublicationIllisible, SauvegardeRefusee, TableauDeBordError
from ti_dashboard.langue.formats import accord, instant, jour, mio
from ti_dashboard.live import lignes_enchainees
from ti_dashboard.live.base import NOM, tel_qu_il_est
from ti_dashboard.magasin.ouverture import ouvrir
from ti_dashboard.sauvegarde import depaquetage
from ti_dashboard.sauvegarde.depaquetage import Dire
from ti_dashboard.sauvegarde.manifeste import DONNEES, SEANCES, Manifeste

_SCEAUX = "SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY arrete_id"


@dataclass
class EssaiDeRestauration:
    """``fautes``: what would be wrong once restored; ``remarques``: what is good to know and breaks nothing."""

    manifeste: Manifeste
    constats: list[str] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)
    fautes: list[str] = field(default_factory=list)

    def en_phrases(self) -> list[str]:
        verdict = (
            f"{accord(len(self.fautes), 'faute')} : ne comptez pas sur cette sauvegarde."
            if self.fautes
            else "Cette sauvegarde se restaure : tout ce qu'elle dit a été recalculé."
        )
        return [*self.constats, *self.remarques, *self.fautes, verdict]


def eprouver(fichier: Path, dire: Dire = lambda _: None) -> EssaiDeRestauration:
    """Raises SauvegardeRefusee when it cannot be put back at all."""
    with tempfile.TemporaryDirectory(prefix="ti-dashboard-essai-") as folder:
        root = Path(folder)
        try:
            said = depaquetage.depaqueter(fichier, root, dire)
        except OSError as error:
            raise SauvegardeRefusee(
                f"Le dossier temporaire {root} ne peut pas être écrit : {disque.raison(error)}."
            ) from None
        found = EssaiDeRestauration(said)
        found.constats.append(
            f"Sauvegarde du {instant(said.fait_le)}, par {said.auteur}, version {said.outil} : "
            f"{accord(len(said.membres), 'fichier')}, {mio(said.octets)}, chacun de l'empreinte dite."
        )
        dire("Sceaux")
        _publications(root / DONNEES, found)
        _decides(root / DONNEES, found)
        dire("Journaux et séances")
        _journal(root / DONNEES, found)
        _seances(root, found)
        _depots(root / DONNEES, found)
    return found


def _publications(data: Path, found: EssaiDeRestauration) -> None:
    """Each publication is opened as it would be served: its hash, then the seal of each of its arrêtés."""
    folder, said = data / "publications", found.manifeste
    served = pointeur.lire_pointeur(folder)
    if served is None:
        found.remarques.append("Aucune publication n'y était servie.")
        return
    verified = 0
    for path in sorted(folder.glob(PUBLIEES)):
        is_served = path.name == served["publication"]
        try:
            publication = ouvrir(folder, served if is_served else pointeur.entree(path))
        except PublicationIllisible as error:
            (found.fautes if is_served else found.remarques).append(str(error))
            continue
        seals = {str(row["arrete_id"]): row["empreinte"] for row in publication.lignes(_SCEAUX)}
        publication.close()
        verified += len(seals)
        if is_served and seals != said.sceaux:
            found.fautes.append("Les sceaux de la publication servie ne sont pas ceux que dit la sauvegarde.")
    if not (folder / served["publication"]).is_file():
        found.fautes.append(f"La publication servie, {served['publication']}, n'y est pas.")
    found.constats.append(f"{accord(verified, 'sceau recalculé', 'sceaux recalculés')}, {_dits(said.sceaux)}.")


def _dits(sceaux: dict[str, str]) -> str:
    return ", ".join(f"{jour(date.fromisoformat(day))} {seal[:8]}" for day, seal in sceaux.items()) or "aucun arrêté"


def _decides(data: Path, found: EssaiDeRestauration) -> None:
    try:
        kept = arretes.lire(data)
        rattachements.lire(data)
    except TableauDeBordError as error:
        found.fautes.append(str(error))
        return
    if {a.arrete_id.isoformat(): a.empreinte for a in kept} != found.manifeste.decides:
        found.fautes.append("Les arrêtés figés ici ne sont pas ceux que dit la sauvegarde.")
    lost = [jour(a.arrete_id) for a in kept if a.recette and not arretes.chiffres(data, a.arrete_id).is_file()]
    found.fautes += [f"Les chiffres dits à l'arrêté du {day} n'y sont pas." for day in lost]


def _journal(data: Path, found: EssaiDeRestauration) -> None:
    chain = journal_eprouve.eprouver(data)
    if chain.rupture:
        found.fautes.append(f"Journal des données, {chain.rupture}.")
    elif chain.tete != found.manifeste.tetes.get(DONNEES, ""):
        found.fautes.append("La fin du journal des données n'est pas celle que dit la sauvegarde.")
    else:
        found.constats.append(
            f"Journal des données : {accord(len(chain.empreintes), 'ligne enchaînée', 'lignes enchaînées')}."
        )


def _seances(root: Path, found: EssaiDeRestauration) -> None:
    if not found.manifeste.schema:
        found.remarques.append("Aucune séance n'y est.")
        return
    depaquetage.remplir_sqlite(root, found.manifeste, NOM)
    with tel_qu_il_est(f"sqlite:///{root / DONNEES / NOM}", ecrire=False) as con:
        chain = lignes_enchainees.eprouver(con)
    if chain.rupture:
        found.fautes.append(f"Journal des séances, {chain.rupture}.")
    elif chain.tete != found.manifeste.tetes.get(SEANCES, ""):
        found.fautes.append("La fin du journal des séances n'est pas celle que dit la sauvegarde.")
    held = accord(len(chain.empreintes), "ligne enchaînée", "lignes enchaînées")
    found.constats.append(f"Séances, décisions et corrections : remises dans une base neuve ; leur journal, {held}.")


def _depots(data: Path, found: EssaiDeRestauration) -> None:
    """Every accepted deposit has its rows, and the files it came from."""
    folder = data / "depots"
    for fiche in sorted(folder.glob(f"[0-9]*/{depots.FICHE}")):
        depot = depots.lire(fiche)
        purged = conservation.purges(fiche.parent)
        kept = [f for f in depot.fichiers if f.sha256 not in purged]
        lost = [f.nom for f in kept if not (data / "recus" / f.sha256).is_file()]
        lost += [s.lignes for s in depot.feuilles if not (fiche.parent / s.lignes).is_file()]
        if lost:
            found.fautes.append(f"Dépôt {depot.depot_id} : il y manque {', '.join(lost)}.")
