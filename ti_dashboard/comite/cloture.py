"""Closing a séance, and what follows: its minutes are written at once, or by the next who reads it, and sealed in time.

Whoever closes is never told that the closing failed because the minutes did: the room has gone, they can wait.
"""

from ti_dashboard import journal_serveur
from ti_dashboard.comite.ecrit import redaction
from ti_dashboard.comite.ecrit.proces_verbal import canonique, relu
from ti_dashboard.comite.ecrit.texte_du_proces_verbal import ecrire
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import amendements, marche, proces_verbaux
from ti_dashboard.live.base import Base
from ti_dashboard.live.proces_verbaux import ProcesVerbalGarde
from ti_dashboard.live.seances import Seance
from ti_dashboard.magasin import guichet

GENRES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


def jours() -> int:
    """Days of amendment, as the service sets them; what is always there when they are badly set."""
    try:
        return proces_verbaux.jours_d_amendement()
    except GesteRefuse as error:
        journal_serveur.avertir(str(error))
        return proces_verbaux.JOURS


def clore(base: Base, code: str, auteur: str, amendable: int | None = None) -> Seance:
    """``amendable``: days during which the minutes are amended, those of the service unless told. A draft that is given
    up has none."""
    closed = marche.clore(base, code, auteur)
    if closed.ouverte_le is None:
        return closed
    try:
        rediger(base, code, amendable)
    except Exception as error:
        # A fault of ours too: the séance is closed, whoever closed it cannot close it again.
        journal_serveur.avertir("Procès-verbal non rédigé à la clôture", seance=code, raison=repr(error)[:300])
    return closed


def rediger(base: Base, code: str, amendable: int | None = None) -> ProcesVerbalGarde:
    """The minutes of a closed séance, written now unless they are already."""
    found = proces_verbaux.trouver(base, code)
    if found is not None:
        return found
    content = canonique(redaction.composer(base, code, guichet.service().publication))
    return proces_verbaux.rediger(base, code, content, jours() if amendable is None else amendable)


def racine(garde: ProcesVerbalGarde) -> str | None:
    """The seal of the arrêté that they are about."""
    return relu(garde.contenu)["arrete"]["racine"]


def sceller(base: Base, garde: ProcesVerbalGarde) -> ProcesVerbalGarde:
    """Now, before their days are over."""
    return proces_verbaux.sceller(base, garde.seance_code, racine(garde))


def lire(base: Base, code: str) -> ProcesVerbalGarde | None:
    """As they stand, sealed if their days are over; None where nobody has written them yet."""
    found = proces_verbaux.trouver(base, code)
    if found is None or found.est_scelle:
        return found
    return proces_verbaux.sceller_a_l_echeance(base, code, racine(found))


def fichier(base: Base, code: str, format_: str) -> bytes:
    """The minutes as a file: « docx », « pdf », or « json », which is what is sealed."""
    garde = proces_verbaux.lire(base, code)
    if format_ == "json":
        return garde.contenu.encode()
    # Who never takes a document loads none of what sets its pages.
    from ti_dashboard.comite.ecrit import en_docx, en_pdf

    write = {"docx": en_docx.en_docx, "pdf": en_pdf.en_pdf}[format_]
    return write(ecrire(garde, amendements.lister(base, code)))
