"""From deliveries to one new immutable file, then one atomic change of pointer.

A publication's name is never used twice: a process that has the old file open goes on reading it.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb

from ti_dashboard import horloge
from ti_dashboard.dossier import disque, verifiees
from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.dossier.pointeur import ecrire_pointeur
from ti_dashboard.errors import ControleEchoue
from ti_dashboard.ingest.figer import controles, en_place, figer, tables
from ti_dashboard.ingest.figer.dits import Dits, deja_dits
from ti_dashboard.ingest.publier import chargement, rattaches_a_la_main
from ti_dashboard.ingest.publier.matiere import Matiere, lire_matiere
from ti_dashboard.ingest.registre import registre
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.ingest.registre.tenu import tenu
from ti_dashboard.langue.formats import enumeration, jour
from ti_dashboard.moteurs import moteur_choisi, parquet
from ti_dashboard.sceau import cumuls
from ti_dashboard.sceau.nommer import differents

Progression = Callable[[str], None]
# Bytes, the least DuckDB takes: most tables hold a few rows, and each column of each takes a block at least.
TAILLE_BLOC = 16_384
_SCEAUX = "SELECT arrete_id, empreinte FROM arrete_empreinte ORDER BY arrete_id"


@dataclass(frozen=True)
class Resume:
    """What a build ends with, for the summary on the screen. ``retires``: hashes of the arrêtés it no longer shows."""

    fichier: Path
    nb_livraisons: int
    nb_lignes: int
    empreintes: dict[str, str]
    retires: dict[str, str] = field(default_factory=dict)


def construire(
    racine: Path,
    publications: Path,
    dossier_referentiels: Path = REFERENTIELS,
    progression: Progression = lambda _: None,
) -> Resume:
    """Read the deliveries below ``racine``, build, check and publish; the arrêtés may come out changed.

    Raises ReferentielInvalide, LivraisonInvalide, ControleEchoue or DisqueRefuse; the previous publication then stays
    served and no file is left behind.
    """
    return publier(Matiere(racine, referentiels=dossier_referentiels, immuables=False), publications, progression)


def publier(matiere: Matiere, publications: Path, progression: Progression = lambda _: None) -> Resume:
    """Build a publication of ``matiere``, check it and serve it. Raises as ``construire``."""
    deja = deja_dits(publications, matiere.arretes, matiere.immuables)
    with ebauche(publications) as draft:
        summary = batir(draft, matiere, progression, deja)
        verifier_arretes(summary, deja)
        progression("Mise en place")
        return mettre_en_place(draft, publications, summary)


@contextmanager
def ebauche(publications: Path, nom: str = "publication.duckdb") -> Iterator[Path]:
    """Where to build a publication beside those that are served; whatever happens, nothing of it stays there.

    Raises DisqueRefuse when the file system refuses.
    """
    with disque.refus_en_clair(publications):
        disque.creer(publications)
        draft = disque.brouillon(publications / nom)
        log = draft.with_name(f"{draft.name}.wal")
        try:
            for path in (draft, log):
                path.unlink(missing_ok=True)
            yield draft
        finally:
            disque.oter_au_mieux(draft, log)


def batir(
    draft: Path,
    matiere: Matiere,
    progression: Progression = lambda _: None,
    deja: Dits | None = None,
    scelle: bool = True,
) -> Resume:
    """Write the file of a publication at ``draft``, complete and checked, without serving it.

    ``deja``: what was already said of its arrêtés; a draft that nobody will serve (``scelle`` false) has neither figure
    nor seal, but the ledger and the states it starts from are those that a publication keeps.
    """
    said = deja or {}
    with _fichier(draft) as con:
        livraisons = _inscrire(con, matiere, progression, said)
        progression("Arrêtés")
        figer.figer(con, said)
        if scelle:
            progression("Chiffres dits et sceaux")
            figer.signer(con, said)
        withdrawn = figer.oter(con, matiere.arretes)
        with tables.d_un_trait(con):
            cumuls.cumuler(con.execute)
        progression("Contrôles")
        controles.controler(con)
        hashes = {str(a): e for a, e in con.execute(_SCEAUX).fetchall()}
    return Resume(draft, len(livraisons), sum(len(s.lignes) for s in livraisons), hashes, withdrawn)


@contextmanager
def _fichier(draft: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file to write, whole on the disk at the end. Raises DisqueRefuse when the file system refuses."""
    with (
        en_place.pannes_dites(draft.parent),
        duckdb.connect(str(draft), config={"default_block_size": TAILLE_BLOC}) as con,
    ):
        yield con
        con.execute("CHECKPOINT")


def _inscrire(
    con: duckdb.DuckDBPyConnection, matiere: Matiere, progression: Progression, deja: Dits
) -> list[Livraison]:
    """Write the referentials and the ledger; gives the sheets the ledger is made of."""
    tables.creer(con)
    progression("Données de référence")
    with tables.d_un_trait(con):
        chargement.charger(con, matiere.referentiels, matiere.arretes)
    progression("Lecture des livraisons")
    livraisons = lire_matiere(matiere)
    # No transaction around it: the publication served could not be let go once read.
    registre.consigner(con, livraisons, progression, tenu(con, deja))
    rattaches_a_la_main.consigner(con, matiere.rattachements)
    return livraisons


def verifier_arretes(summary: Resume, deja: Dits) -> None:
    """An arrêté never changes, withdrawn or not: those already said must have the same seal.

    Raises ControleEchoue naming the others, and the figures that are not what was said.
    """
    found = summary.empreintes | summary.retires
    changed = [day for day, said in sorted(deja.items()) if found.get(day.isoformat()) != said.empreinte]
    if changed:
        days = enumeration([jour(day) for day in changed])
        subject, verb = ("les arrêtés", "changeraient") if len(changed) > 1 else ("l'arrêté", "changerait")
        raise ControleEchoue(
            f"Publication refusée, la précédente reste en place : {subject} du {days} {verb}, et un arrêté ne change "
            "jamais. Une livraison déjà arrêtée, une donnée de référence ou un fichier du dossier des arrêtés a-t-il "
            "été modifié ou retiré du disque ? Remettez-le tel qu'il était."
            + "".join(f"\n  - {said}" for said in _differents(summary.fichier, changed))
        )


def _differents(draft: Path, changed: Sequence[date]) -> list[str]:
    """The figures said at these arrêtés that the rows of the draft do not give: what changed, as a reader knows it."""
    with en_place.lue(draft) as con:
        told = [(day, differents(lambda q, bound: con.execute(q, bound).fetchall(), day)) for day in changed]
    return [f"{jour(day)} : {said}" for day, phrases in told for said in phrases]


def mettre_en_place(draft: Path, publications: Path, summary: Resume) -> Resume:
    """Give the built file its final name and point to it; where Spark answers, its Parquet stands beside it before."""
    final = _nom_neuf(publications, hashlib.sha256("".join(summary.empreintes.values()).encode()).hexdigest()[:8])
    disque.graver(draft)
    draft.rename(final)
    try:
        # Its name is kept before anything says it: a pointer never outlives what it names.
        disque.graver(publications)
        digest, seen = verifiees.lire_entier(final)
        with en_place.pannes_dites(publications):
            moteur_choisi.accompagner(final, digest)
        # Sealed from these very rows a moment ago: whoever opens it need not read it whole first.
        verifiees.marquer(final, digest, seen)
        ecrire_pointeur(publications, final.name, digest)
    except BaseException:
        disque.oter_tout_au_mieux(parquet.dossier(final))
        disque.oter_au_mieux(final)
        raise
    return replace(summary, fichier=final)


def _nom_neuf(publications: Path, content: str) -> Path:
    """A name that no publication ever had, even when the clock was set back to the very instant of another."""
    instant = horloge.maintenant()
    while True:
        final = publications / f"{instant:%Y%m%dT%H%M%S%f}-{content}.duckdb"
        if not final.exists():
            return final
        instant += timedelta(microseconds=1)
