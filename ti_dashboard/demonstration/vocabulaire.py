"""Words of the neutral project titles, per theme: objects to be followed by a complement in « de », « du », « des »."""
# fmt: off
# One word a line would make three hundred lines of it.

_SECTEURS = (
    "de la métallurgie", "de la plasturgie", "de l'agroalimentaire", "de l'aéronautique", "du bois", "du textile",
    "de la mécanique", "de la chimie", "de l'électronique", "du nautisme", "de l'automobile", "du ferroviaire",
    "de la céramique", "de la chaudronnerie", "du papier et du carton", "de la cosmétique", "des matériaux composites",
    "du dispositif médical", "du cuir", "de l'hydrogène", "de l'ameublement", "de la robotique", "du verre",
    "de l'emballage", "de la fonderie", "du décolletage", "de l'écoconstruction", "de la maintenance industrielle",
    "des machines agricoles", "de l'optique", "de l'imprimerie", "de la parfumerie", "de la coutellerie",
    "de l'horlogerie", "du caoutchouc", "de l'usinage", "de la tôlerie", "du moule et de l'outillage", "des boissons",
    "des produits de la mer", "de la transformation laitière",
    "des semences", "de la pharmacie", "des biotechnologies", "du spatial",
    "des énergies renouvelables", "de l'éolien", "des batteries", "de la sidérurgie", "de l'aluminium", "de la pierre",
    "de la lunetterie", "des articles de sport", "du jouet", "des équipements électriques",
)
_FRICHES = (
    "de l'ancienne filature", "de l'ancienne fonderie", "de l'ancien dépôt ferroviaire", "de l'ancienne papeterie",
    "de l'ancienne sucrerie", "de l'ancienne tannerie", "de l'ancienne verrerie", "de l'ancienne caserne",
    "de l'ancienne usine de porcelaine", "de l'ancien abattoir", "de l'ancienne briqueterie", "de l'ancienne scierie",
    "de l'ancien arsenal", "de l'ancienne laiterie", "de l'ancienne centrale électrique", "de l'ancien site minier",
    "de l'ancienne manufacture", "de l'ancien silo", "de l'ancienne imprimerie", "de l'ancienne brasserie",
    "de l'ancienne minoterie", "de l'ancien dépôt de carburants", "de l'ancienne base militaire",
    "de l'ancienne tuilerie", "de l'ancienne corderie", "de l'ancien atelier de maintenance",
)
_ZONES = (
    "de la zone d'activités nord", "de la zone d'activités sud", "du port fluvial", "du parc industriel ouest",
    "du parc industriel est", "de la plateforme chimique", "du pôle logistique", "de la zone portuaire",
    "du village d'entreprises", "de la vallée industrielle", "du technopôle", "de la zone artisanale",
    "du parc d'activités intercommunal", "de la zone franche", "du pôle agroalimentaire", "de l'écoparc industriel",
    "de la zone industrielle historique", "du parc d'activités de la gare", "de la zone aéroportuaire", "du pôle bois",
    "du parc technologique", "de la zone d'activités est", "de la zone d'activités ouest", "du pôle mécanique",
    "du parc d'activités de l'échangeur", "de la zone d'activités du canal",
)
_PUBLICS = (
    "des jeunes ingénieurs", "des conjoints de salariés", "des cadres en mobilité", "des apprentis",
    "des nouveaux habitants", "des salariés saisonniers", "des jeunes diplômés", "des familles de salariés",
    "des salariés en reconversion", "des investisseurs industriels", "des créateurs d'entreprise", "des alternants",
)
_ATOUTS = (
    "des savoir-faire locaux", "du patrimoine industriel", "des métiers industriels", "des visites d'usines",
    "des entreprises exportatrices", "des sous-traitants locaux", "des fournisseurs de proximité",
    "des produits locaux",
    "des jeunes entreprises industrielles", "de l'industrie auprès des collégiens", "du cadre de vie",
    "des femmes dans l'industrie",
)
_PROCEDURES = (
    "des autorisations environnementales", "des permis de construire industriels", "des raccordements électriques",
    "des demandes d'aide", "des dossiers d'installations classées", "des dossiers d'archéologie préventive",
    "des autorisations de rejet", "des autorisations de transport exceptionnel", "des modifications d'urbanisme",
    "des contrats d'alternance", "des projets d'implantation", "des déclarations d'essais", "des demandes de foncier",
)
_DE_FORMATION = (
    "Plateau technique de formation aux métiers", "École de production au service",
    "Parcours de découverte des métiers",
    "Gestion prévisionnelle des emplois dans les métiers", "Centre de formation aux métiers",
    "Groupement d'employeurs de la filière",
    "Campus des métiers", "Forum du recrutement dans la filière", "Alternance dans les métiers",
    "Formation de tuteurs dans les entreprises", "Atelier mobile de découverte des métiers",
    "Préparation à l'emploi dans les métiers", "Observatoire des besoins en compétences",
    "Partage de compétences entre entreprises", "Reconversion de salariés vers les métiers",
    "Résidence d'apprentis des métiers", "Tiers-lieu de formation aux métiers", "Licence professionnelle des métiers",
)
_D_INNOVATION = (
    "Plateforme d'innovation partagée au service", "Atelier de prototypage pour la filière",
    "Démonstrateur d'usine numérique dans la filière", "Pépinière d'entreprises de la filière",
    "Diagnostic numérique des entreprises", "Centre d'essais au service", "Laboratoire commun de la filière",
    "Fabrication additive pour les entreprises", "Accélérateur de jeunes entreprises de la filière",
    "Cybersécurité des sous-traitants", "Ligne pilote pour les procédés", "Transfert de technologie au profit",
    "Banc d'essai mutualisé pour la filière", "Robotisation des petites entreprises", "Usine école de la filière",
    "Valorisation de la recherche au profit", "Communauté d'innovation de la filière",
)
_DE_TRANSITION = (
    "Écologie industrielle et territoriale dans la filière", "Récupération de chaleur dans les usines",
    "Décarbonation des procédés", "Boucle de recyclage des rebuts", "Réduction de la consommation d'eau des usines",
    "Filière locale de réemploi issue", "Chaufferie biomasse pour les ateliers", "Toitures solaires des ateliers",
    "Écoconception des produits", "Valorisation des coproduits", "Diagnostic énergétique des entreprises",
    "Plateforme de tri des déchets", "Électrification des procédés", "Matières biosourcées pour les produits",
    "Achats responsables dans la filière", "Mutualisation des flux logistiques",
)
_SUR_FRICHE = (
    "Requalification", "Étude de reconversion", "Dépollution", "Clos et couvert", "Démolition partielle et réemploi",
    "Reconversion en hôtel d'entreprises", "Portage foncier", "Diagnostic des sols",
)
_SUR_ZONE = (
    "Requalification", "Viabilisation", "Extension", "Bâtiment relais au cœur", "Densification", "Aménagement des lots",
    "Raccordement énergétique", "Étude de programmation", "Hôtel d'entreprises au sein", "Voirie et réseaux",
    "Stratégie foncière autour", "Atelier locatif au sein",
)
_DE_MOBILITE = (
    "Navette vers les entreprises", "Plan de mobilité des employeurs", "Covoiturage des salariés",
    "Voie cyclable vers les entreprises", "Embranchement ferroviaire", "Location de vélos pour les salariés",
    "Transport à la demande en horaires décalés autour", "Bornes de recharge au sein", "Desserte par autocar",
    "Halte ferroviaire au service", "Aire de covoiturage à l'entrée", "Logistique du dernier kilomètre autour",
)
_D_ACCUEIL = (
    "Accueil et accompagnement", "Offre de logements au profit", "Kit d'accueil à destination",
    "Guichet unique au service", "Maison de services au profit", "Réseau de parrainage au profit",
    "Club d'accueil au service", "Plateforme numérique à destination", "Semaine de découverte à destination",
)
_DE_PROMOTION = (
    "Valorisation", "Campagne de promotion", "Salon annuel", "Film et supports de présentation",
    "Marque commune au service", "Réseau d'ambassadeurs au service", "Exposition itinérante autour", "Annuaire",
    "Semaine",
)
_DE_SIMPLIFICATION = (
    "Guichet unique pour l'instruction", "Expérimentation d'une dérogation pour le traitement",
    "Délai réduit pour l'instruction", "Référent unique pour le suivi", "Dématérialisation", "Guide pratique",
    "Revue mensuelle", "Simplification du traitement", "Préparation en amont", "Tableau de suivi partagé",
)
_TRANSVERSE = (
    "Action transversale en faveur", "Animation collective au profit", "Étude d'opportunité en faveur",
    "Groupe de travail au profit", "Soutien aux projets de la filière",
)

MODELES: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "competences": ((_DE_FORMATION, _SECTEURS),),
    "innovation": ((_D_INNOVATION, _SECTEURS),),
    "transition-ecologique": ((_DE_TRANSITION, _SECTEURS),),
    "foncier": ((_SUR_FRICHE, _FRICHES), (_SUR_ZONE, _ZONES)),
    "mobilite": ((_DE_MOBILITE, _ZONES),),
    "attractivite": ((_D_ACCUEIL, _PUBLICS), (_DE_PROMOTION, _ATOUTS)),
    "simplification": ((_DE_SIMPLIFICATION, _PROCEDURES),),
    "non-classe": ((_TRANSVERSE, _SECTEURS),),
}
NUANCES = (
    "première tranche", "deuxième tranche", "troisième tranche", "phase d'étude", "phase de mise en œuvre",
    "secteur nord", "secteur sud", "secteur est", "secteur ouest", "secteur centre", "volet collectif",
    "volet numérique", "volet équipements", "extension intercommunale", "opération pilote", "généralisation",
)
