"""Which right each address of the server asks for; what is written nowhere here asks for that of any screen."""

from ti_dashboard.acces.actions import ANIMER, CONSULTER, ENTRER, SUIVRE, TELECHARGER, Action

CONNEXION, DECONNEXION = "/connexion", "/deconnexion"
EVENEMENTS = "/evenements/"
# Those that watch over the service judge by themselves who may read them.
SURVEILLANCE = ("/sante", "/pret", "/metriques", "/.well-known/security.txt")
_PAR_DEBUT: tuple[tuple[str, Action], ...] = (
    (EVENEMENTS, SUIVRE),
    ("/animation", ANIMER),
    ("/_stcore/upload_file", CONSULTER),
    ("/media/", TELECHARGER),
)


def action_demandee(chemin: str) -> Action:
    """``chemin``: without what comes before the root of the application."""
    if chemin in SURVEILLANCE or chemin == DECONNEXION or _est_sous(chemin, CONNEXION):
        return ENTRER
    return next((action for start, action in _PAR_DEBUT if chemin.startswith(start)), SUIVRE)


def _est_sous(chemin: str, racine: str) -> bool:
    return chemin == racine or chemin.startswith(f"{racine}/")
