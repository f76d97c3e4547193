"""The readers, as what feeds them bytes sees them: each gives back in its own words, or raises a fault of ours."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.classeurs import xlsx
from tests.fuzz import classeurs_vrais
from tests.hostiles import TEXTES, ligne
from tests.hostiles_classeurs import CLASSEURS, TABLEAU
from ti_dashboard.adresse import gardee, interne, partagee
from ti_dashboard.adresse.comprise import Vocabulaire
from ti_dashboard.dossier.chemins import CORRESPONDANCES
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.ingest.reception.correspondances import lire_correspondance
from ti_dashboard.ingest.reception.fichier_recu import Lecture, Reglages, lire_fichier
from ti_dashboard.programme import chiffre
from ti_dashboard.programme.filtres import FILTRES

PETITS = Path(__file__).parents[1] / "donnees" / "petits"
REGLAGES = Reglages("Un opérateur", date(2019, 10, 1))
# Enough for each kind of filter to have something to mean.
CHOIX = {"53": "Bretagne", "11": "Île-de-France", "bpifrance": "Bpifrance", "mobilite": "Mobilité", "ti-5304": "Lacq"}
MOTS = Vocabulaire(
    {"24/09/2019": (date(2019, 9, 24), 1), "30/04/2019": (date(2019, 4, 30), 1)},
    dict.fromkeys(FILTRES, CHOIX),
    {"24/09/2019": frozenset({1, 2}), "30/04/2019": frozenset({1})},
)
ADRESSES = (
    "/?arrete=24/09/2019&region=Bretagne&compare=30/04/2019",
    "/projets?operateur=Bpifrance&theme=Mobilité&phase=Phase I (2018-2022)&chiffre=montant_engage:operateur=bpifrance",
    "/territoire?id=ti-5304&suivre=ABCDEF&region=53&region=11&arrete=2019-09-24",
    "/\t/exemple.fr", "//[", "/?%ff=%00&region=%F0%9F", "/projets?arrete=31.02.2019&compare=aucune",
)  # fmt: skip


def csv(octets: bytes) -> None:
    _fichier(octets, "recu.csv")


def classeur(octets: bytes) -> None:
    _fichier(octets, "recu.xlsx")


def _fichier(octets: bytes, nom: str) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(octets)
        file.flush()
        read = lire_fichier(Path(file.name), nom, REGLAGES)
    assert isinstance(read, Lecture)
    for sheet in read.feuilles:
        assert len(sheet.lignes) + len(sheet.rejets) + sheet.nb_sans_objet == sheet.nb_lignes


def adresse(octets: bytes) -> None:
    text = octets.decode(errors="replace")
    chiffre.lire(text)
    chiffre.lire_dans(text, MOTS.listes)
    if not interne.est_interne(text):
        return
    words = parse_qs(urlsplit(text).query)
    choix, _ = partagee.lire(words, MOTS)
    # What was understood is written in one way, and read back as it was.
    again, unknown = partagee.lire(parse_qs(partagee.ecrire(choix, MOTS)), MOTS)
    assert again == choix and not unknown
    kept = gardee.en_codes(text, MOTS)
    assert gardee.en_codes(kept, MOTS) == kept
    gardee.en_etiquettes(kept, MOTS)


def correspondance(octets: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(octets)
        file.flush()
        try:
            lire_correspondance(Path(file.name))
        except FichierRefuse:
            return


def _petits(ext: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(PETITS.rglob(f"*.{ext}"))]


@dataclass(frozen=True)
class Lecteur:
    """``graines``: what is changed to begin with; ``muter``: how, where a byte here or there would teach nothing."""

    lire: Callable[[bytes], None]
    graines: Callable[[], Iterable[bytes]]
    muter: Callable[[bytes, int, int, classeurs_vrais.Muter], bytes] | None = None


LECTEURS: dict[str, Lecteur] = {
    "csv": Lecteur(csv, lambda: [ligne(), *_petits("csv"), *(one.octets() for one in TEXTES)]),
    "classeur": Lecteur(
        classeur,
        lambda: [xlsx({"F": TABLEAU}), *_petits("xlsx"), *(one.octets() for one in CLASSEURS)],
    ),
    "classeur_interieur": Lecteur(classeur, classeurs_vrais.graines, classeurs_vrais.muter),
    "adresse": Lecteur(adresse, lambda: [one.encode() for one in ADRESSES]),
    "correspondance": Lecteur(correspondance, lambda: [path.read_bytes() for path in CORRESPONDANCES.glob("*.toml")]),
}
