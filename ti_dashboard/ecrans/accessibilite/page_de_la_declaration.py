"""Declaration of accessibility (RGAA 4.1): what the law asks to say, its figures those of the self-audit. Pure."""

from collections.abc import Iterator, Sequence

from ti_dashboard.ecrans.accessibilite import rgaa
from ti_dashboard.ecrans.accessibilite.phrases_de_la_declaration import (
    APRES_ETAT,
    OBJET,
    RECOURS,
    VERIFIE,
    ecart,
    etat_en_mots,
)
from ti_dashboard.ecrans.accessibilite.rgaa import CritereRgaa
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.service.conformite import mention_affichee
from ti_dashboard.service.mentions import AccessibiliteDuService, lignes
from ti_dashboard.service.mentions_ecrites import PageEcrite, SectionEcrite

CONTACT = ("courriel", "formulaire", "adresse_postale", "delai_de_reponse")
PLANS = ("schema_pluriannuel", "plan_annuel")
QUI, AUDIT = ("entite", "date_de_la_declaration"), ("audit_par", "audit_date", "audit_taux")
ECRIVEZ = "Si un contenu ou un service vous est inaccessible, écrivez, pour l'obtenir sous une autre forme, à :"


def page(declared: AccessibiliteDuService, criteres: Sequence[CritereRgaa]) -> PageEcrite:
    return PageEcrite(
        f"Accessibilité : {mention_affichee()}",
        (
            SectionEcrite("", Markdown(f"{OBJET}\n\n{_champs(declared, QUI)}")),
            SectionEcrite("État de conformité", _etat(declared, criteres)),
            *_ecarts(criteres),
            SectionEcrite("Établissement de la déclaration", Markdown(VERIFIE)),
            SectionEcrite("Plan d'action", _champs(declared, PLANS)),
            SectionEcrite("Retour d'information et contact", Markdown(f"{ECRIVEZ}\n\n{_champs(declared, CONTACT)}")),
            SectionEcrite("Voies de recours", Markdown(RECOURS)),
        ),
    )


def _champs(declared: AccessibiliteDuService, noms: tuple[str, ...]) -> Markdown:
    return Markdown("\n".join(f"- {citer(label)} : {citer(value)}" for label, value in lignes(declared, *noms)))


def _etat(declared: AccessibiliteDuService, criteres: Sequence[CritereRgaa]) -> Markdown:
    told = etat_en_mots(mention_affichee(), rgaa.bilan(list(criteres)))
    return Markdown(f"{told}\n\n{_champs(declared, AUDIT)}\n\n{APRES_ETAT}")


def _ecarts(criteres: Sequence[CritereRgaa]) -> Iterator[SectionEcrite]:
    """What fails, then what nobody has judged, then what is not asked for."""
    aside = sum(c.etat == "non applicable" for c in criteres)
    without = Markdown(f"{citer(accord(aside, 'critère'))} sur {len(criteres)} : sans objet sur ces écrans.")
    yield SectionEcrite("Contenus non accessibles", without)
    for etat, title in (("non conforme", "Non-conformités"), ("non évalué", "Critères que personne n'a jugés")):
        told = [ecart(c) for c in criteres if c.etat == etat]
        yield SectionEcrite(f"{title} : {len(told)}", Markdown("\n".join(f"- {line}" for line in told)), True)
    waived = "\n".join(f"- {ecart(c)}" for c in criteres if c.derogation) or "Aucune n'est invoquée."
    yield SectionEcrite("Dérogations pour charge disproportionnée", Markdown(waived), True)
