"""Documents of a séance, or of one of its steps: PDF only, kept by their content in ``pieces/`` of the data folder."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, delete, insert, select

from ti_dashboard.dossier import chemins, disque
from ti_dashboard.errors import GesteRefuse, SeanceInconnue
from ti_dashboard.langue.formats import mio
from ti_dashboard.live import journal
from ti_dashboard.live.base import Base
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.saisie import texte
from ti_dashboard.live.seances import Seance, ouverte
from ti_dashboard.live.tables import etape as table_etape
from ti_dashboard.live.tables_de_seance import piece as table

OCTETS_MAX = 20 * 1024 * 1024
NOM_MAX = 150
PIECES_MAX = 50
PLUS_JOINT = "Ce document n'est plus joint."
# A PDF begins by its version, and ends by this mark but for what a sender adds after it (ISO 32000-2, 7.5).
_DEBUT, _FIN, _QUEUE = b"%PDF-", b"%%EOF", 2048
_DOSSIERS = re.compile(r"[\\/]")


@dataclass(frozen=True)
class Piece:
    """``etape_id``: None for one of the whole séance."""

    piece_id: int
    seance_code: str
    nom: str
    sha256: str
    ajoutee_le: str
    octets: int
    etape_id: int | None


def dossier() -> Path:
    return chemins.donnees() / "pieces"


def joindre(base: Base, code: str, nom: str, contenu: bytes, etape_id: int | None = None) -> Piece:
    """Raises GesteRefuse when it is no PDF, or too big; DisqueRefuse."""
    name, digest = _nom(nom), hashlib.sha256(contenu).hexdigest()
    said = {"nom": name, "sha256": digest, "octets": len(contenu)}
    _exiger_un_pdf(name, contenu)
    with base.ecrire("joindre_piece") as ecriture:
        seance = ouverte(ecriture, code)
        here = ecriture.con.execute(select(table).where(table.c.seance_code == code)).all()
        if any((row.sha256, row.etape_id) == (digest, etape_id) for row in here):
            raise GesteRefuse(f"« {name} » est déjà là, octet pour octet : rien n'a été ajouté.")
        if len(here) >= PIECES_MAX:
            raise GesteRefuse(f"Une séance a {PIECES_MAX} documents au plus : retirez-en un d'abord.")
        if etape_id is not None:
            query = select(table_etape.c.seance_code).where(table_etape.c.etape_id == etape_id)
            if ecriture.con.execute(query).scalar() != code:
                raise SeanceInconnue("Cette étape n'est plus à l'ordre du jour : le document n'a pas été joint.")
        # On the disk before any row says that it is.
        _garder(digest, contenu)
        instant = journal.noter(ecriture, seance.animateur, "piece", code, etape_id=etape_id, **said)
        values = {"seance_code": code, "ajoutee_le": instant, "etape_id": etape_id, **said}
        found = _piece(ecriture.con.execute(insert(table).values(**values).returning(table)).one())
        ecriture.toucher(code)
    return found


def retirer(base: Base, piece_id: int) -> None:
    """The séance no longer has it; its content goes by ``purger``, when no other has it."""
    with base.ecrire("retirer_piece") as ecriture:
        row = ecriture.con.execute(select(table).where(table.c.piece_id == piece_id)).first()
        if row is None:
            raise SeanceInconnue(PLUS_JOINT)
        seance = ouverte(ecriture, row.seance_code)
        # Another replica may have taken it away while this one waited for the séance.
        if not ecriture.con.execute(delete(table).where(table.c.piece_id == piece_id)).rowcount:
            raise SeanceInconnue(PLUS_JOINT)
        journal.noter(ecriture, seance.animateur, f"piece:{piece_id}", seance.code, nom=row.nom, sha256=row.sha256)
        ecriture.toucher(seance.code)


def lister(base: Base, code: str) -> list[Piece]:
    """In the order they were added."""
    query = select(table).where(table.c.seance_code == code).order_by(table.c.piece_id)
    with base.lire() as con:
        return [_piece(row) for row in con.execute(query)]


def est_visible(piece: Piece, seance: Seance, agenda: list[Etape]) -> bool:
    """Whether the room may read it: not of a draft, nor of a step under embargo, nor of one that was taken out."""
    if seance.est_brouillon:
        return False
    return piece.etape_id is None or any(s.etape_id == piece.etape_id and not s.est_cachee for s in agenda)


def contenu(piece: Piece) -> Path:
    """Where its bytes are. Raises GesteRefuse when they are not there, or not those that were added."""
    path = dossier() / piece.sha256
    try:
        with path.open("rb") as file:
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == piece.sha256
    except OSError as error:
        raise GesteRefuse(f"Le document « {piece.nom} » ne se lit pas : {disque.raison(error)}.") from None
    if not is_same:
        raise GesteRefuse(f"Le document « {piece.nom} » n'est plus celui qui a été joint : joignez-le de nouveau.")
    return path


def retirees(base: Base) -> dict[Path, str]:
    """Contents that were taken away, and that no séance has any more, with when.

    By the journal: a store that says nothing of a content is perhaps not the one that has it.
    """
    gone = {
        str(line.detail.get("sha256")): line.instant for line in journal.lire(base) if line.geste == "retirer_piece"
    }
    with base.lire() as con:
        named = set(con.execute(select(table.c.sha256)).scalars())
    return {path: when for sha, when in sorted(gone.items()) if sha not in named and (path := dossier() / sha).exists()}


def _piece(row: Row[Any]) -> Piece:
    return Piece(**row._asdict())


def _nom(nom: str) -> str:
    """The name it was sent under, without a folder, nor anything that no screen shows."""
    last = _DOSSIERS.split(nom)[-1]
    said = texte("".join(c for c in last if unicodedata.category(c) != "Cf"), "le nom du document")
    stem = said[: -len(".pdf")] if said.lower().endswith(".pdf") else said
    return f"{stem[: NOM_MAX - len('.pdf')]}.pdf"


def _exiger_un_pdf(nom: str, contenu: bytes) -> None:
    if len(contenu) > OCTETS_MAX:
        raise GesteRefuse(f"« {nom} » tient {mio(len(contenu))} : {mio(OCTETS_MAX)} au plus. Il n'a pas été joint.")
    if not (contenu.startswith(_DEBUT) and _FIN in contenu[-_QUEUE:]):
        raise GesteRefuse(f"« {nom} » n'est pas un PDF entier, et n'a pas été joint : exportez-le en PDF.")


def _garder(sha256: str, contenu: bytes) -> None:
    path = dossier() / sha256
    with disque.refus_en_clair(chemins.donnees()):
        if not path.exists() or path.stat().st_size != len(contenu):
            disque.poser(path, contenu)
