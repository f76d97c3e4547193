"""Which right each address of the server asks for; what is written nowhere here asks for that of any screen."""

from ti_dashboard.acces.actions import ANIMER, CONSULTER, ENTRER, SUIVRE, TELECHARGER, Action
from ti_dashboard.adresse.pages import DE_LA_LOI

CONNEXION, DECONNEXION, COMPTE, SESSION = "/connexion", "/deconnexion", "/compte", "/session"
EVENEMENTS, PIECES, SALLE, REJEU = "/evenements/", "/pieces/", "/salle", "/rejeu/"
# Where who came with a code follows the room without any session of the application.
SURFACES_DE_LA_SALLE = (SALLE, "/mur")
# Those that watch over the service judge by themselves who may read them.
SURVEILLANCE = ("/sante", "/pret", "/metriques", "/.well-known/security.txt")
# What the law wants readable by all: a page of the server for who has not come in, a screen for who has.
PAGES_DE_LA_LOI = frozenset(f"/{name}" for name in DE_LA_LOI)
_PAR_DEBUT: tuple[tuple[str, Action], ...] = (
    (EVENEMENTS, SUIVRE),
    (PIECES, SUIVRE),
    ("/animation", ANIMER),
    ("/pupitre", ANIMER),
    (REJEU, CONSULTER),
    ("/_stcore/upload_file", CONSULTER),
    ("/media/", TELECHARGER),
)


def action_demandee(chemin: str) -> Action:
    """``chemin``: without what comes before the root of the application."""
    if chemin in SURVEILLANCE or chemin in PAGES_DE_LA_LOI or est_une_porte(chemin):
        return ENTRER
    return next((action for start, action in _PAR_DEBUT if chemin.startswith(start)), SUIVRE)


def est_une_porte(chemin: str) -> bool:
    """Where one comes in, stays, goes out, keeps one's own account: the server's own, unknown to Streamlit."""
    return chemin in (CONNEXION, DECONNEXION, COMPTE, SESSION) or chemin.startswith((f"{CONNEXION}/", f"{COMPTE}/"))
