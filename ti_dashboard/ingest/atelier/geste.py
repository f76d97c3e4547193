"""One gesture on the data: the lock, the journal around it, and what an interrupted one left taken away."""

import contextlib
import uuid
from collections.abc import Callable, Iterator

from ti_dashboard.dossier import arretes, chemins, depots, disque, journal, rattachements
from ti_dashboard.dossier.verrou import verrou
from ti_dashboard.errors import DisqueRefuse, TableauDeBordError

Dire = Callable[[str], None]
Fin = dict[str, object]


@contextlib.contextmanager
def geste(nom: str, auteur: str, objet: str) -> Iterator[Fin]:
    """Hold the lock and write the journal around one gesture; what the body puts in the yielded dict ends its line."""
    base = chemins.donnees()
    with verrou(base, nom, auteur):
        gesture_id, end = uuid.uuid4().hex[:12], Fin()
        with disque.refus_en_clair(base):
            journal.noter(base, gesture_id, nom, "debut", auteur, objet)
        try:
            with disque.refus_en_clair(base):
                for folder in (base, chemins.publications(), arretes.dossier(base), rattachements.dossier(base)):
                    disque.nettoyer(folder)
                for folder in (depots.dossier(), depots.attente(), depots.recus()):
                    disque.nettoyer(folder)
                yield end
        except BaseException as error:
            outcome = "refus" if isinstance(error, TableauDeBordError) else "echec"
            with contextlib.suppress(OSError):
                journal.noter(base, gesture_id, nom, outcome, auteur, objet, message=str(error)[:2000])
            raise
        try:
            journal.noter(base, gesture_id, nom, "fin", auteur, objet, **end)
        except OSError as error:
            raise DisqueRefuse(
                f"Le geste est fait, ne le recommencez pas : seul le journal n'a pas pu noter sa fin "
                f"({disque.constat(error)})."
            ) from error
