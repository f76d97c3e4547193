"""The rules that figures share, as a reader is told them: one name, one paragraph."""

from pathlib import Path

from ti_dashboard.horodatage import garde
from ti_dashboard.referentiels import millesimes

REGLES = (
    (
        "Dernier jalon connu",
        "parmi les jalons connus à la clôture de l'arrêté et datés de l'arrêté au plus tard, celui dont la date "
        "d'effet est la plus récente ; à date égale, celui que l'on a appris le dernier. Un jalon appris tard mais "
        "daté d'avant ne remplace donc pas un jalon plus récent. Le dernier statut d'un projet et le dernier état "
        "d'un poste suivent la même règle.",
    ),
    (
        "Non annulé en totalité",
        "projet par projet, la somme de l'engagé dépasse celle de l'annulé, chez les financeurs que l'indicateur "
        "retient. Un engagement de montant inconnu est un engagement en vigueur.",
    ),
    (
        "Région d'une ligne d'argent",
        "celle qui pilote le territoire que dit la ligne, sinon celui de son projet à l'arrêté. Sans territoire, la "
        "ligne n'entre dans aucune région : elle disparaît sous un filtre de région.",
    ),
    (
        "Département",
        "un territoire est de chaque département où il a un membre à l'arrêté, une candidature de ceux de ses "
        "membres, un membre du sien : deux départements ne s'additionnent pas, mais choisis ensemble ils comptent "
        "chaque territoire une fois. Ce qui n'a pas de territoire n'est d'aucun. Rien n'est scellé par département "
        ": la tuile montre ce que l'on calcule aujourd'hui.",
    ),
    (
        "Thème d'une ligne d'argent",
        "ceux de son projet à l'arrêté, en entier dans chacun. Sans projet, aucun thème.",
    ),
    (
        "Âge en mois",
        "en mois révolus, de date à date : une classe contient sa borne basse et pas sa borne haute. Six mois jour "
        "pour jour sont dans « De 6 à moins de 12 mois ».",
    ),
    (
        "Ce que personne n'a dit",
        "un chiffre dont aucune livraison reçue à la clôture ne parle est inconnu, jamais nul. Une liste d'une "
        "seule nature de montant ne dit rien des autres ; qui suit ses actes d'une nature à l'autre dit zéro par "
        "son silence.",
    ),
    (
        "Membre d'un territoire",
        "reconnu à son SIREN. Un SIREN que l'on ne retrouve pas d'une liste à l'autre peut être celui d'une commune "
        "dont l'intercommunalité candidate, ou d'une intercommunalité qui a fusionné.",
    ),
    (
        "Ce qui a été dit",
        "à chaque arrêté, chaque indicateur est scellé avec la version de sa définition : France entière, par "
        "région, thème, opérateur ou territoire, et par région croisée avec un thème ou un opérateur. Quand la "
        "définition d'aujourd'hui donne autre chose, la tuile montre ce qui a été dit et, en dessous, ce que l'on "
        "calcule aujourd'hui. Graphiques, tableaux et lignes suivent la définition d'aujourd'hui.",
    ),
    (
        "Horodatage d'un arrêté",
        "facultatif : un tiers date le sceau par un jeton RFC 3161, gardé à côté de l'arrêté et relu à chaque "
        "affichage. Le sceau est celui que porte l'arrêté, en 64 signes. Pour vérifier le jeton sans cet outil : "
        f"{garde.commande('SCEAU', Path('JETON.tsr'), Path('RACINE.pem'))}",
    ),
    (
        "Millésimes",
        f"{', '.join(millesimes().values())}, partout où un chiffre repose sur eux. Noms, populations, périmètres et "
        "vocabulaires sont figés avec chaque arrêté, qui les montre tels qu'ils étaient ; la recette v2 les scelle "
        "avec lui. Un arrêté scellé avant elle (v1) garde les siens, hors de son sceau. Les filtres, la recherche "
        "et les contours portent les noms d'aujourd'hui.",
    ),
)
