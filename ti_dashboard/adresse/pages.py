"""The pages, declared once in the order of the menu: file, title, folder of their screen, what they say of figures."""

from dataclasses import dataclass

from ti_dashboard.acces.actions import ADMINISTRER, CONSULTER, EXPLOITER, SUIVRE, Action


@dataclass(frozen=True)
class Page:
    """``fichier``: its address, and its file in ``pages/``; ``dossier``: that of its screen, its own name unless told.

    ``a_des_chiffres``: it shows figures of the programme. ``dit_ce_qui_manque``: better than the frame could, where
    there are none, or whatever the phase. ``droit``: who lacks it does not see it in the menu, nor opens it.
    ``est_de_la_loi``: readable by all, with or without a publication, and by who has not come in.
    """

    fichier: str
    titre: str
    est_listee: bool = True
    dossier: str = ""
    a_des_chiffres: bool = True
    dit_ce_qui_manque: bool = False
    droit: Action = CONSULTER
    est_de_la_loi: bool = False

    @property
    def ecran(self) -> str:
        return self.dossier or self.fichier


ENTREES = (
    Page("accueil", "Accueil"),
    Page("territoires", "Territoires"),
    Page("territoire", "Fiche territoire", est_listee=False, dossier="territoires", dit_ce_qui_manque=True),
    Page("projets", "Projets"),
    Page("financements", "Financements"),
    Page("ingenierie", "Ingénierie"),
    Page("candidatures", "Candidatures"),
    Page("evolutions", "Évolutions"),
    Page("donnees", "Données", dit_ce_qui_manque=True),
    Page("seance", "Séance", a_des_chiffres=False),
    Page("methode", "Méthode", a_des_chiffres=False),
    Page("accessibilite", "Accessibilité", a_des_chiffres=False, droit=SUIVRE, est_de_la_loi=True),
    Page("comptes", "Comptes", a_des_chiffres=False, droit=ADMINISTRER),
    Page("exploitation", "Exploitation", a_des_chiffres=False, droit=EXPLOITER),
    Page(
        "mentions-legales",
        "Mentions légales",
        est_listee=False,
        dossier="mentions_legales",
        a_des_chiffres=False,
        droit=SUIVRE,
        est_de_la_loi=True,
    ),
    Page(
        "confidentialite",
        "Confidentialité",
        est_listee=False,
        a_des_chiffres=False,
        droit=SUIVRE,
        est_de_la_loi=True,
    ),
)
ACCUEIL = ENTREES[0]


DE_LA_LOI = frozenset(page.fichier for page in ENTREES if page.est_de_la_loi)


def trouver(fichier: str) -> Page | None:
    """The page of an address; the first one has none of its own."""
    return next((entree for entree in ENTREES if entree.fichier == (fichier or ACCUEIL.fichier)), None)
