"""What is kept about people: the kinds of data are those of the code, the durations those of the deployment. Pure."""

from ti_dashboard.langue.citation import Markdown
from ti_dashboard.service.mentions import ServiceDeclare
from ti_dashboard.service.mentions_ecrites import PageEcrite, SectionEcrite, en_liste

OBJET = """
Ce tableau de bord montre l'argent et l'avancement d'un programme public : **aucune donnée personnelle n'est dans ses
chiffres**. D'un chef de projet, il ne garde que le poste et ses dates, jamais le nom ; d'un dossier de candidature, ni
nom, ni courriel, ni message.
"""
GARDE = """
- **Compte** (courriel, fonction, service, rôle) de qui se connecte, pour savoir qui peut faire quoi ;
- **second facteur** d'un compte local (secret du téléphone, scellé) de qui se connecte, pour prouver que c'est elle ;
- **journal** (qui, quoi, quand, d'où) de qui dépose, publie, fige, anime ou corrige, pour rendre chaque geste
  vérifiable ;
- **courriel d'un attendu** à une séance, pour l'y inviter, jamais montré à la salle ni écrit au journal : `purger`
  l'efface quand la séance est close depuis 90 jours, ou la durée que règle l'exploitant ; restent l'organisme et la
  fonction ;
- **présence et prise de parole** en séance (organisme et fonction, heures), pour le procès-verbal ;
- **décision de séance** (son texte, la fonction qui en répond), pour suivre les décisions ;
- **traces de connexion** de qui se connecte, pour voir une attaque ou réparer une panne.

Sur un poste seul (127.0.0.1, sans connexion), il n'y a ni compte ni trace de connexion : le journal garde la fonction
que la personne a écrite.
"""
TEMOINS = """
Les seuls témoins (cookies) posés sont nécessaires au service : la session, la clé d'un animateur pendant 24 heures, et
celui par lequel le cadre des pages protège ses envois. Ils ne demandent pas d'accord, et aucun script ne lit ceux qui
portent un droit. Il n'y a **ni mesure d'audience, ni publicité, ni tiers** : aucune page ne demande quoi que ce soit à
un autre serveur.
"""
DROITS = """
Vous pouvez demander l'accès à vos données, leur rectification, leur effacement ou la limitation de leur traitement, et
vous y opposer, dans les limites du règlement général sur la protection des données (articles 15 à 21). Le journal, qui
prouve ce qui a été fait, se conserve jusqu'au terme de sa durée. Écrivez au délégué à la protection des données
ci-dessus ; si sa réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr, « Adresser une plainte »).
"""
RESPONSABLES = ("responsable", "base_legale", "delegue", "courriel_du_delegue")
DUREES = ("duree_des_comptes", "duree_du_journal", "duree_des_connexions")


def page(service: ServiceDeclare) -> PageEcrite:
    personal = service.donnees_personnelles
    return PageEcrite(
        "Confidentialité",
        (
            SectionEcrite("", Markdown(OBJET)),
            SectionEcrite("Qui en répond", en_liste(personal, *RESPONSABLES)),
            SectionEcrite("Ce qui est gardé", Markdown(GARDE)),
            SectionEcrite("Combien de temps", en_liste(personal, *DUREES)),
            SectionEcrite("Témoins et mesure d'audience", Markdown(TEMOINS)),
            SectionEcrite("Vos droits", Markdown(DROITS)),
        ),
    )
