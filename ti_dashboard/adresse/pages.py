"""The pages, declared once in the order of the menu: file, title, folder of their screen, what they say of figures."""

from dataclasses import dataclass

from ti_dashboard.acces.actions import ADMINISTRER, CONSULTER, EXPLOITER, SUIVRE, Action


@dataclass(frozen=True)
class Page:
    """``fichier``: its address, and its file in ``pages/``; ``dossier``: that of its screen, its own name unless told;
    ``repond_a``: what is read there, as the map of the site says it.

    ``a_des_chiffres``: it shows figures of the programme. ``dit_ce_qui_manque``: better than the frame could, where
    there are none, or whatever the phase. ``droit``: who lacks it does not see it in the menu, nor opens it.
    ``est_de_la_loi``: readable by all, with or without a publication, and by who has not come in.
    ``dit_tout_en_planches``: a list filter changes nothing else, but for what says a figure or comes with a board.
    """

    fichier: str
    titre: str
    repond_a: str
    est_listee: bool = True
    dossier: str = ""
    a_des_chiffres: bool = True
    dit_ce_qui_manque: bool = False
    droit: Action = CONSULTER
    est_de_la_loi: bool = False
    dit_tout_en_planches: bool = False

    @property
    def ecran(self) -> str:
        return self.dossier or self.fichier


ENTREES = (
    Page("accueil", "Accueil", "Où en est-on aujourd'hui ?", dit_tout_en_planches=True),
    Page(
        "territoires",
        "Territoires",
        "Lesquels ne sont pas engagés, pourquoi, et dans ma région ?",
        dit_tout_en_planches=True,
    ),
    Page(
        "territoire",
        "Fiche territoire",
        "Et ce territoire ? On l'ouvre de la carte ou d'une liste.",
        est_listee=False,
        dossier="territoires",
        dit_ce_qui_manque=True,
    ),
    Page("projets", "Projets", "Pourquoi certains n'ont-ils rien ? Combien d'emplois, qui l'a vérifié ?"),
    Page(
        "financements",
        "Financements",
        "Qui paie, combien est versé, que fait cet opérateur ?",
        dit_tout_en_planches=True,
    ),
    Page(
        "ingenierie",
        "Ingénierie",
        "Les territoires fragiles appuyés : lesquels, chef de projet en poste ?",
        dit_tout_en_planches=True,
    ),
    Page("candidatures", "Candidatures", "L'appel de 2023 : combien, où sont les trous, combien de jours ?"),
    Page(
        "evolutions", "Évolutions", "Qu'est-ce qui a changé depuis le dernier comité, et pourquoi ? Quelles alertes ?"
    ),
    Page(
        "donnees",
        "Données",
        "Qui a livré, qu'est-ce qui ne va pas, que changerait ce fichier, qu'arrête-t-on ?",
        dit_ce_qui_manque=True,
    ),
    Page("seance", "Séance", "Réunir : ordre du jour, écran suivi par la salle, décisions.", a_des_chiffres=False),
    Page(
        "methode",
        "Méthode",
        "Que veut dire ce chiffre, d'où vient-il, où les sources se contredisent-elles ?",
        a_des_chiffres=False,
    ),
    Page(
        "accessibilite",
        "Accessibilité",
        "La déclaration d'accessibilité, ses défauts connus, à qui écrire.",
        a_des_chiffres=False,
        droit=SUIVRE,
        est_de_la_loi=True,
    ),
    Page(
        "comptes",
        "Comptes",
        "Qui entre, avec quels droits, qui est invité, qu'a-t-on fait ?",
        a_des_chiffres=False,
        droit=ADMINISTRER,
    ),
    Page("exploitation", "Exploitation", "Le service va-t-il bien ?", a_des_chiffres=False, droit=EXPLOITER),
    Page(
        "plan-du-site",
        "Plan du site",
        "Toutes les pages, et ce que l'on y lit.",
        est_listee=False,
        dossier="plan_du_site",
        a_des_chiffres=False,
        droit=SUIVRE,
    ),
    Page(
        "mentions-legales",
        "Mentions légales",
        "Qui édite ce service, qui l'héberge ?",
        est_listee=False,
        dossier="mentions_legales",
        a_des_chiffres=False,
        droit=SUIVRE,
        est_de_la_loi=True,
    ),
    Page(
        "confidentialite",
        "Confidentialité",
        "Que garde-t-on des personnes, combien de temps, que peuvent-elles demander ?",
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
