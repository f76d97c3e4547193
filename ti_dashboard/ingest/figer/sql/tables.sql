-- Tables of a publication. The text after « -- » on a line becomes the COMMENT of that table or column.

-- How a row came to its territory, as a reader says it after « rattaché ».
CREATE MACRO dire_rattachement(territoire_id, voie, lieu_dit) AS
    CASE WHEN territoire_id IS NULL THEN 'non rattaché : ' || coalesce(lieu_dit, 'aucun lieu n''est dit')
        ELSE CASE coalesce(voie, 'territoire') WHEN 'territoire' THEN 'par le code du territoire'
            WHEN 'commune' THEN 'par la ' || lieu_dit WHEN 'nom' THEN 'par le nom, ' || lieu_dit
            ELSE 'par le ' || lieu_dit END END;
-- A place lies in the programme from the day its territory enters it; the code of a territory is believed.
CREATE MACRO territoire_situe(territoire_id, voie, est_du_programme) AS
    CASE WHEN est_du_programme OR coalesce(voie, 'territoire') = 'territoire' THEN territoire_id END;
CREATE MACRO lieu_situe(lieu_dit, territoire_id, voie, est_du_programme) AS
    CASE WHEN territoire_id IS NOT NULL AND NOT est_du_programme AND voie <> 'territoire'
        THEN lieu_dit || ' : dans un territoire qui n''est pas du programme à cette date' ELSE lieu_dit END;
CREATE MACRO dire_a_la_main(auteur, fait_le, motif) AS
    'à la main par ' || auteur || ', le ' || strftime(fait_le AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris', '%d/%m/%Y') || coalesce(' (' || motif || ')', '');
-- A funder and the body of it that gives, as the file names it: « Département de la Somme (Collectivités) ».
CREATE MACRO dire_financeur(operateur, dit) AS
    CASE WHEN coalesce(dit, operateur) = operateur THEN operateur ELSE dit || ' (' || operateur || ')' END;
-- A kind of amount and what became of it, as the file says it: « Demandé (refusée) ».
CREATE MACRO dire_nature(nature, statut_dit) AS nature || coalesce(' (' || lower(statut_dit) || ')', '');

CREATE TABLE region ( -- Régions, code officiel géographique 2026
    code_region VARCHAR PRIMARY KEY, -- Code INSEE
    nom VARCHAR NOT NULL UNIQUE, -- Nom officiel, libellé public des filtres
    est_outre_mer BOOLEAN NOT NULL, -- Région d'outre-mer
    population INTEGER NOT NULL -- Population municipale 2023
);
CREATE TABLE departement ( -- Départements, code officiel géographique 2026
    code_departement VARCHAR PRIMARY KEY, -- Code INSEE
    nom VARCHAR NOT NULL, -- Nom officiel
    code_region VARCHAR NOT NULL REFERENCES region -- Région du département
);
CREATE TABLE groupement ( -- Intercommunalités (EPCI et EPT), DGCL 2026
    siren VARCHAR PRIMARY KEY, -- Numéro SIREN
    nom VARCHAR NOT NULL, -- Nom officiel
    nature VARCHAR NOT NULL, -- CA, CC, CU, METRO, EPT
    population INTEGER, -- Population municipale 2023
    code_region_principale VARCHAR NOT NULL REFERENCES region -- Région où vit la majorité de sa population
);
CREATE TABLE phase ( -- Phases du programme, bornes dites par les sources
    phase TINYINT PRIMARY KEY, -- 1 ou 2
    libelle VARCHAR NOT NULL UNIQUE, -- Libellé public du filtre
    date_debut DATE NOT NULL, -- Premier jour
    date_fin DATE NOT NULL, -- Dernier jour retenu
    remarque VARCHAR -- Ce que disent les sources
);
CREATE TABLE famille_operateur ( -- Organismes suivis à travers leurs changements de nom
    famille_id VARCHAR PRIMARY KEY, -- Identifiant stable
    libelle VARCHAR NOT NULL UNIQUE -- Libellé public du filtre
);
CREATE TABLE operateur ( -- Financeurs, un par nom et période
    operateur_id VARCHAR PRIMARY KEY, -- Identifiant
    nom VARCHAR NOT NULL UNIQUE, -- Nom à l'époque
    categorie VARCHAR NOT NULL CHECK (categorie IN ('etat', 'operateur', 'region', 'collectivite', 'union_europeenne', 'autre')), -- État, opérateur de l'État, ou cofinanceur : région, autre collectivité, Union européenne, autre
    famille_id VARCHAR NOT NULL REFERENCES famille_operateur, -- Organisme sous ses noms successifs
    date_debut DATE NOT NULL, -- Premier jour du nom
    date_fin DATE, -- Dernier jour du nom, vide s'il court
    role VARCHAR -- Rôle dans le programme
);
CREATE TABLE instrument ( -- Dispositifs de financement
    instrument_id VARCHAR PRIMARY KEY, -- Identifiant
    libelle VARCHAR NOT NULL UNIQUE, -- Nom du dispositif
    panier VARCHAR NOT NULL CHECK (panier IN ('ti', 'droit_commun')), -- Panier Territoires d'industrie ou droit commun
    remarque VARCHAR -- Précision
);
CREATE TABLE axe ( -- Axes d'origine, vocabulaire de chaque phase
    axe_id VARCHAR PRIMARY KEY, -- Identifiant
    phase TINYINT NOT NULL REFERENCES phase, -- Phase
    libelle VARCHAR NOT NULL -- Nom de l'axe
);
CREATE TABLE theme ( -- Thèmes, vocabulaire commun aux deux phases
    theme_id VARCHAR PRIMARY KEY, -- Identifiant
    libelle VARCHAR NOT NULL UNIQUE, -- Libellé public du filtre
    ordre TINYINT NOT NULL -- Rang d'affichage
);
CREATE TABLE axe_theme ( -- Passage d'un axe à un thème quand le projet n'en déclare pas
    axe_id VARCHAR PRIMARY KEY REFERENCES axe, -- Axe d'origine
    theme_id VARCHAR NOT NULL REFERENCES theme, -- Thème commun
    remarque VARCHAR -- Limite du passage
);
CREATE TABLE type_jalon ( -- Échelons des territoires
    jalon VARCHAR PRIMARY KEY, -- Identifiant
    famille VARCHAR NOT NULL, -- demarche, binome ou appui
    rang TINYINT, -- Rang dans l'échelle, vide pour l'état inconnu
    libelle VARCHAR NOT NULL UNIQUE, -- Libellé affiché
    est_engage BOOLEAN, -- Compte parmi les territoires engagés
    est_signe BOOLEAN -- Compte parmi les territoires ayant signé
);
CREATE TABLE statut_projet ( -- Échelons des projets
    statut VARCHAR PRIMARY KEY, -- Identifiant
    rang TINYINT, -- Rang dans l'échelle
    libelle VARCHAR NOT NULL UNIQUE, -- Libellé affiché
    est_compte BOOLEAN NOT NULL, -- Compte parmi les projets recensés
    est_sortie BOOLEAN NOT NULL -- Sortie de l'échelle
);
CREATE TABLE statut_candidature ( -- États d'un dossier de candidature sur la plateforme de dépôt
    statut VARCHAR PRIMARY KEY, -- Identifiant
    rang TINYINT NOT NULL, -- Rang d'affichage
    libelle VARCHAR NOT NULL UNIQUE, -- Libellé affiché
    est_deposee BOOLEAN NOT NULL, -- Compte parmi les candidatures déposées
    est_traitee BOOLEAN NOT NULL -- Dossier clos : accepté, refusé ou classé
);
CREATE TABLE levier ( -- Leviers de l'enveloppe annoncée en 2023
    levier_id VARCHAR PRIMARY KEY, -- Identifiant
    libelle VARCHAR NOT NULL UNIQUE, -- Nom du levier
    ordre TINYINT NOT NULL, -- Rang d'affichage
    instruments VARCHAR[] NOT NULL, -- Dispositifs du registre qui le portent, aucun s'il n'y en a pas
    remarque VARCHAR -- Ce que disent les sources
);
CREATE TABLE type_montant ( -- Natures de montant, jamais additionnées
    type_montant VARCHAR PRIMARY KEY, -- Identifiant
    rang TINYINT NOT NULL, -- Rang dans l'échelle
    libelle VARCHAR NOT NULL UNIQUE, -- Libellé affiché
    definition VARCHAR NOT NULL -- Ce que la nature veut dire
);
CREATE TABLE nature_aide ( -- Natures d'aide
    nature_aide VARCHAR PRIMARY KEY, -- Identifiant
    libelle VARCHAR NOT NULL UNIQUE -- Libellé affiché
);
CREATE TABLE territoire ( -- Territoires d'industrie ; un même code peut désigner deux périmètres, un par phase
    phase TINYINT NOT NULL REFERENCES phase, -- Phase
    territoire_id VARCHAR NOT NULL, -- Code officiel ti-XXXX
    nom VARCHAR NOT NULL, -- Nom officiel
    code_region VARCHAR NOT NULL REFERENCES region, -- Région chef de file
    population INTEGER, -- Population municipale 2023 des communes membres
    nb_communes INTEGER, -- Communes membres
    est_entierement_nouveau BOOLEAN, -- Phase II : aucune population n'était en phase I
    PRIMARY KEY (phase, territoire_id)
);
CREATE TABLE territoire_region ( -- Régions couvertes par un territoire
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    code_region VARCHAR NOT NULL REFERENCES region, -- Région couverte
    est_chef_de_file BOOLEAN NOT NULL, -- Région chef de file
    PRIMARY KEY (phase, territoire_id, code_region),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);
CREATE TABLE territoire_filiation ( -- Liens entre territoires des deux phases, par la population commune
    territoire_id_1 VARCHAR NOT NULL, -- Territoire de la phase I
    territoire_id_2 VARCHAR NOT NULL, -- Territoire de la phase II
    PRIMARY KEY (territoire_id_1, territoire_id_2)
);
CREATE TABLE territoire_groupement ( -- Membres des territoires
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    siren VARCHAR NOT NULL, -- SIREN du membre : EPCI, EPT ou commune seule
    nom VARCHAR NOT NULL, -- Nom du membre
    nature VARCHAR NOT NULL, -- Nature du membre, COM pour une commune seule
    code_region VARCHAR NOT NULL REFERENCES region, -- Région du membre
    population INTEGER, -- Population municipale 2023
    PRIMARY KEY (phase, siren),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);
CREATE TABLE millesime ( -- Millésimes des données de référence, dits partout où un chiffre repose sur elles
    objet VARCHAR PRIMARY KEY, -- population, communes ou perimetres
    libelle VARCHAR NOT NULL -- Libellé affiché
);
CREATE TABLE lieu ( -- Noms par lesquels on cherche un territoire : le sien, ses membres, ses communes d'aujourd'hui et d'hier, ses départements
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    genre VARCHAR NOT NULL, -- territoire, membre, commune, ancienne commune, ancien nom, arrondissement ou departement
    nom VARCHAR NOT NULL, -- Nom affiché
    code_departement VARCHAR, -- Département d'une commune
    recherche VARCHAR -- Nom sans accents ni majuscules ni ponctuation
);
CREATE TABLE chiffre_publie ( -- Ce qui a été dit en public, à chaque date, avec sa source
    chiffre_id VARCHAR PRIMARY KEY, -- Identifiant
    date_arrete DATE NOT NULL, -- Date à laquelle le chiffre se rapporte
    indicateur VARCHAR NOT NULL, -- Notion selon la source
    libelle VARCHAR NOT NULL, -- Libellé
    valeur DOUBLE, -- Valeur, vide quand ce n'est pas un nombre
    valeur_texte VARCHAR NOT NULL, -- Valeur telle qu'enregistrée
    unite VARCHAR NOT NULL, -- Unité
    qualificatif VARCHAR NOT NULL, -- exact, arrondi, environ, au moins, plus de
    denominateur INTEGER, -- Dénominateur d'un taux
    source VARCHAR NOT NULL, -- Qui l'a dit et quand
    remarque VARCHAR -- Précision
);
CREATE TABLE rapprochement ( -- Chiffre publié à mettre en regard d'un indicateur, ou à en distinguer
    date_arrete DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL REFERENCES phase, -- Phase
    indicateur_id VARCHAR NOT NULL, -- Indicateur du catalogue
    chiffre_id VARCHAR NOT NULL REFERENCES chiffre_publie, -- Chiffre publié
    est_comparable BOOLEAN NOT NULL, -- Même définition, même date
    remarque VARCHAR, -- Pourquoi il ne se compare pas
    PRIMARY KEY (date_arrete, phase, indicateur_id, chiffre_id)
);
CREATE TABLE contradiction ( -- Contradictions connues des chiffres publiés
    contradiction_id VARCHAR PRIMARY KEY, -- C1 à C14
    constat VARCHAR NOT NULL, -- Ce que disent les sources
    traitement VARCHAR NOT NULL -- Ce que fait le tableau de bord
);
CREATE TABLE arrete ( -- Arrêtés : un état figé du registre par comité de pilotage
    arrete_id DATE PRIMARY KEY, -- Date du comité, c'est la clé : l'ordinal est disputé
    libelle VARCHAR NOT NULL, -- Nom du comité
    ordinal_dit VARCHAR, -- Ordinal selon les sources
    date_cloture DATE NOT NULL, -- Dernier jour de connaissance retenu
    phase_en_cours TINYINT NOT NULL REFERENCES phase, -- Phase ouverte par défaut
    source VARCHAR NOT NULL, -- Source de la date
    numero INTEGER NOT NULL UNIQUE, -- Numéro d'ordre dans cet outil
    auteur VARCHAR, -- Qui l'a arrêté ici, vide pour un comité repris des sources
    arrete_le TIMESTAMP -- Quand il a été arrêté ici
);
CREATE TABLE arrete_empreinte ( -- Sceaux des arrêtés
    arrete_id DATE PRIMARY KEY REFERENCES arrete, -- Arrêté
    recette VARCHAR NOT NULL, -- Recette du sceau : les colonnes signées et leur écriture
    empreinte VARCHAR NOT NULL -- Sceau, SHA-256 des lignes et des chiffres figés, recalculé à l'ouverture
);
CREATE TABLE arrete_retire ( -- Arrêtés figés par erreur puis retirés : scellés, montrés nulle part
    arrete_id DATE PRIMARY KEY, -- Date sous laquelle il avait été figé, qui ne sert plus
    libelle VARCHAR NOT NULL, -- Nom du comité
    numero INTEGER NOT NULL, -- Numéro d'ordre dans cet outil
    date_cloture DATE NOT NULL, -- Dernier jour de connaissance retenu
    auteur VARCHAR NOT NULL, -- Qui l'avait arrêté
    arrete_le TIMESTAMP NOT NULL, -- Quand il avait été arrêté
    recette VARCHAR NOT NULL, -- Recette du sceau
    empreinte VARCHAR NOT NULL, -- Sceau, recalculé à chaque publication
    motif VARCHAR NOT NULL, -- Pourquoi il a été retiré
    retire_par VARCHAR NOT NULL, -- Qui l'a retiré
    retire_le TIMESTAMP NOT NULL -- Quand il a été retiré
);
CREATE TABLE livraison ( -- Feuilles reçues, une ligne par fichier et feuille
    livraison_id VARCHAR PRIMARY KEY, -- dossier/fichier#feuille
    dossier VARCHAR NOT NULL, -- Dossier de l'arrêté
    fichier VARCHAR NOT NULL, -- Nom du fichier
    feuille VARCHAR NOT NULL, -- Nom de la feuille, vide pour un CSV
    nature VARCHAR NOT NULL, -- Schéma suivi
    emetteur VARCHAR NOT NULL, -- Qui l'a envoyée
    date_reception DATE NOT NULL, -- Jour de réception
    date_connaissance DATE NOT NULL, -- Date de connaissance de ses lignes : la réception, ou le lendemain d'une clôture déjà arrêtée
    mode VARCHAR NOT NULL, -- ajout, complement ou etat_complet
    nb_lignes INTEGER NOT NULL, -- Lignes lues
    nb_rejets INTEGER NOT NULL, -- Lignes rejetées à la réception
    nb_sans_objet INTEGER NOT NULL, -- Lignes sans montant pour cette lecture
    nb_deja_connues INTEGER NOT NULL, -- Lignes que le registre connaissait déjà à l'identique
    nb_corrigees INTEGER NOT NULL, -- Lignes qui corrigent ce que le registre connaissait
    nb_retirees INTEGER NOT NULL, -- Lignes retirées, absentes d'un état complet
    nb_recouvertes INTEGER NOT NULL DEFAULT 0, -- Lignes sans effet : un fichier reçu depuis dit autre chose du même sujet
    total_controle DECIMAL(18, 2), -- Somme annoncée par l'émetteur
    total_lu DECIMAL(18, 2), -- Somme lue
    sha256 VARCHAR NOT NULL, -- Empreinte du fichier reçu
    est_demonstration BOOLEAN NOT NULL -- Données de démonstration
);

-- Events: append-only, each with both dates and the line it came from.

CREATE TABLE perimetre ( -- Événements : entrées et sorties de territoires
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    rattachement VARCHAR, -- Comment la ligne a été rattachée : territoire, commune, siren, code_postal ou nom ; vide sinon
    lieu_dit VARCHAR, -- Le lieu que dit le fichier, et pourquoi il ne rattache pas
    mouvement VARCHAR NOT NULL CHECK (mouvement IN ('entree', 'sortie')), -- entree ou sortie
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);
CREATE TABLE jalon ( -- Événements : jalons franchis par les territoires
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    rattachement VARCHAR, -- Comment la ligne a été rattachée : territoire, commune, siren, code_postal ou nom ; vide sinon
    lieu_dit VARCHAR, -- Le lieu que dit le fichier, et pourquoi il ne rattache pas
    jalon VARCHAR NOT NULL REFERENCES type_jalon, -- Échelon
    motif_blocage VARCHAR, -- Pourquoi le territoire n'avance pas
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);
CREATE TABLE projet ( -- Événements : déclarations de projets, la dernière connue fait foi
    projet_id VARCHAR NOT NULL, -- Identifiant du projet
    phase TINYINT NOT NULL REFERENCES phase, -- Phase
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    rattachement VARCHAR, -- Comment la ligne a été rattachée : territoire, commune, siren, code_postal ou nom ; vide sinon
    lieu_dit VARCHAR, -- Le lieu que dit le fichier, et pourquoi il ne rattache pas
    intitule VARCHAR NOT NULL, -- Intitulé neutre
    axe_id VARCHAR REFERENCES axe, -- Axe d'origine
    themes VARCHAR[] NOT NULL, -- Thèmes déclarés, ou déduits de l'axe
    cout_total_eur DECIMAL(18, 2), -- Coût total, argent privé compris ; jamais un montant public
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);
CREATE TABLE projet_statut ( -- Événements : statuts des projets
    projet_id VARCHAR NOT NULL, -- Projet
    statut VARCHAR NOT NULL REFERENCES statut_projet, -- Échelon
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne)
);
CREATE TABLE flux ( -- Événements : le registre des montants, signés, jamais sommés entre natures
    reference VARCHAR NOT NULL, -- Référence de l'acte chez l'émetteur
    phase TINYINT NOT NULL REFERENCES phase, -- Phase
    projet_id VARCHAR, -- Projet, vide pour un montant de programme
    territoire_id VARCHAR, -- Territoire quand la ligne n'a pas de projet
    rattachement VARCHAR, -- Comment la ligne a été rattachée : territoire, commune, siren, code_postal ou nom ; vide sinon
    lieu_dit VARCHAR, -- Le lieu que dit le fichier, et pourquoi il ne rattache pas
    operateur_id VARCHAR NOT NULL REFERENCES operateur, -- Financeur
    financeur_dit VARCHAR, -- Son nom tel que le fichier l'écrit, quand c'est un service ou un cofinanceur
    instrument_id VARCHAR NOT NULL REFERENCES instrument, -- Dispositif
    type_montant VARCHAR NOT NULL REFERENCES type_montant, -- Nature du montant
    statut_dit VARCHAR, -- Ce que le fichier dit de la suite d'une demande : refusée, en instruction
    nature_aide VARCHAR NOT NULL REFERENCES nature_aide, -- Nature de l'aide
    montant_eur DECIMAL(18, 2), -- Euros, signé ; vide si non communiqué
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);
CREATE TABLE emploi ( -- Événements : emplois déclarés, créés et confortés jamais additionnés
    projet_id VARCHAR NOT NULL, -- Projet
    type_emploi VARCHAR NOT NULL CHECK (type_emploi IN ('crees', 'confortes')), -- crees ou confortes
    etat_emploi VARCHAR NOT NULL CHECK (etat_emploi IN ('prevus', 'conventionnes', 'constates')), -- prevus, conventionnes ou constates
    nombre INTEGER, -- Emplois, vide si inconnu
    verificateur VARCHAR, -- Fonction de qui a constaté
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne)
);
CREATE TABLE poste ( -- Événements : postes de chef de projet, sans nom de personne
    poste_id VARCHAR NOT NULL, -- Poste
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    rattachement VARCHAR, -- Comment la ligne a été rattachée : territoire, commune, siren, code_postal ou nom ; vide sinon
    lieu_dit VARCHAR, -- Le lieu que dit le fichier, et pourquoi il ne rattache pas
    etat_poste VARCHAR NOT NULL CHECK (etat_poste IN ('ouvert', 'pourvu', 'vacant', 'fin')), -- État du poste
    date_fin_financement DATE, -- Fin du cofinancement
    taux_cofinancement DOUBLE, -- Part de l'État, entre 0 et 1
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);
CREATE TABLE candidature ( -- Événements : états des dossiers de candidature, le dernier connu fait foi
    numero_dossier VARCHAR NOT NULL, -- Numéro sur la plateforme de dépôt
    phase TINYINT NOT NULL REFERENCES phase, -- Phase que la candidature ouvre
    intitule VARCHAR NOT NULL, -- Nom du territoire candidat
    code_region VARCHAR REFERENCES region, -- Région chef de file, vide si inconnue
    code_departement VARCHAR, -- Département, vide si inconnu
    territoire_id VARCHAR, -- Territoire une fois connu
    rattachement VARCHAR, -- Comment la ligne a été rattachée : territoire, commune, siren, code_postal ou nom ; vide sinon
    lieu_dit VARCHAR, -- Le lieu que dit le fichier, et pourquoi il ne rattache pas
    membres VARCHAR[] NOT NULL, -- SIREN des intercommunalités candidates
    date_depot DATE, -- Jour du dépôt
    date_construction DATE, -- Jour du passage en construction
    date_instruction DATE, -- Jour du passage en instruction
    date_traitement DATE, -- Jour de la clôture du dossier
    statut VARCHAR NOT NULL REFERENCES statut_candidature, -- État sur la plateforme
    avis_prefet VARCHAR, -- favorable, reserve ou defavorable, vide si inconnu
    avis_region VARCHAR, -- favorable, reserve ou defavorable, vide si inconnu
    decision VARCHAR, -- reconduite, recomposee, nouvelle, non_retenue ou retiree, vide sans décision
    a_binome BOOLEAN, -- Binôme élu-industriel désigné, vide si inconnu
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    date_connaissance DATE NOT NULL, -- Quand nous l'avons su
    cause VARCHAR NOT NULL CHECK (cause IN ('initial', 'correction')), -- initial ou correction
    livraison_id VARCHAR NOT NULL REFERENCES livraison, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (livraison_id, ligne),
    FOREIGN KEY (phase, territoire_id) REFERENCES territoire (phase, territoire_id)
);

CREATE TABLE rattachement ( -- Événements : rattachements faits à la main ; le dernier qui nomme un sujet fait foi
    numero INTEGER NOT NULL, -- Rang du geste
    phase TINYINT NOT NULL REFERENCES phase, -- Phase
    projet_id VARCHAR, -- Projet rattaché, avec ses montants ; vide pour un acte seul
    operateur_id VARCHAR, -- Financeur de l'acte rattaché seul
    reference VARCHAR, -- Référence de l'acte rattaché seul
    territoire_id VARCHAR, -- Territoire, vide quand le rattachement fait à la main est défait
    auteur VARCHAR NOT NULL, -- Fonction de qui l'a fait
    motif VARCHAR, -- Pourquoi, vide si ce n'est pas dit
    fait_le TIMESTAMP NOT NULL, -- Quand il a été fait
    date_connaissance DATE NOT NULL, -- Jour à partir duquel il compte, après toute clôture déjà arrêtée
    CHECK ((projet_id IS NULL) = (operateur_id IS NOT NULL AND reference IS NOT NULL))
);

-- Frozen states: what the ledger said at each arrêté.

CREATE TABLE etat_territoire ( -- État figé : un territoire du programme à un arrêté
    arrete_id DATE NOT NULL REFERENCES arrete, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR NOT NULL, -- Territoire
    code_region VARCHAR NOT NULL REFERENCES region, -- Région chef de file
    etat VARCHAR NOT NULL REFERENCES type_jalon, -- Dernier échelon connu de la démarche
    est_engage BOOLEAN, -- Engagé, vide si l'état est inconnu
    est_signe BOOLEAN, -- Protocole ou contrat signé, vide si l'état est inconnu
    date_dernier_jalon DATE, -- Date d'effet du dernier échelon
    motif_blocage VARCHAR, -- Motif joint au dernier échelon
    a_binome BOOLEAN, -- Binôme désigné, vide si inconnu
    est_appuye BOOLEAN NOT NULL, -- Retenu pour un chef de projet cofinancé
    PRIMARY KEY (arrete_id, phase, territoire_id)
);
CREATE TABLE etat_projet ( -- État figé : un projet connu à un arrêté
    arrete_id DATE NOT NULL REFERENCES arrete, -- Arrêté
    projet_id VARCHAR NOT NULL, -- Projet
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    rattachement_dit VARCHAR, -- Comment il est rattaché, en mots, ou pourquoi il ne l'est pas
    code_region VARCHAR, -- Région chef de file du territoire, vide si non rattaché
    intitule VARCHAR NOT NULL, -- Intitulé
    axe_id VARCHAR, -- Axe d'origine
    themes VARCHAR[] NOT NULL, -- Thèmes
    cout_total_eur DECIMAL(18, 2), -- Coût total
    statut VARCHAR NOT NULL REFERENCES statut_projet, -- Dernier statut connu
    est_compte BOOLEAN NOT NULL, -- Compte parmi les projets recensés
    date_statut DATE, -- Date d'effet du statut
    date_remontee DATE NOT NULL, -- Première date d'effet déclarée
    PRIMARY KEY (arrete_id, projet_id)
);
CREATE TABLE etat_flux ( -- État figé : une ligne du registre connue à un arrêté, rattachée comme son projet l'était
    arrete_id DATE NOT NULL REFERENCES arrete, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    projet_id VARCHAR, -- Projet
    territoire_id VARCHAR, -- Territoire de la ligne ou de son projet à l'arrêté
    rattachement_dit VARCHAR, -- Comment elle est rattachée, en mots, ou pourquoi elle ne l'est pas
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes du projet à l'arrêté
    operateur_id VARCHAR NOT NULL, -- Financeur
    famille_id VARCHAR NOT NULL, -- Organisme sous ses noms successifs
    categorie VARCHAR NOT NULL, -- etat, operateur, ou cofinanceur : region, collectivite, union_europeenne, autre
    instrument_id VARCHAR NOT NULL, -- Dispositif
    type_montant VARCHAR NOT NULL, -- Nature du montant
    nature_aide VARCHAR NOT NULL, -- Nature de l'aide
    montant_eur DECIMAL(18, 2), -- Euros, vide si non communiqué
    date_effet DATE NOT NULL, -- Quand le fait a eu lieu
    livraison_id VARCHAR NOT NULL, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (arrete_id, livraison_id, ligne)
);
CREATE TABLE etat_candidature ( -- État figé : un dossier de candidature connu à un arrêté
    arrete_id DATE NOT NULL REFERENCES arrete, -- Arrêté
    numero_dossier VARCHAR NOT NULL, -- Numéro sur la plateforme de dépôt
    phase TINYINT NOT NULL, -- Phase que la candidature ouvre
    intitule VARCHAR NOT NULL, -- Nom du territoire candidat
    code_region VARCHAR, -- Région chef de file, vide si inconnue
    code_departement VARCHAR, -- Département, vide si inconnu
    territoire_id VARCHAR, -- Territoire une fois connu
    membres VARCHAR[] NOT NULL, -- SIREN des intercommunalités candidates
    date_depot DATE, -- Jour du dépôt
    date_construction DATE, -- Jour du passage en construction
    date_instruction DATE, -- Jour du passage en instruction
    date_traitement DATE, -- Jour de la clôture du dossier
    statut VARCHAR NOT NULL REFERENCES statut_candidature, -- Dernier état connu
    avis_prefet VARCHAR, -- Avis du préfet, vide si inconnu
    avis_region VARCHAR, -- Avis du conseil régional, vide si inconnu
    decision VARCHAR, -- Décision du programme, vide s'il n'y en a pas
    a_binome BOOLEAN, -- Binôme désigné, vide si inconnu
    date_effet DATE NOT NULL, -- Depuis quand
    livraison_id VARCHAR NOT NULL, -- Livraison d'origine
    ligne INTEGER NOT NULL, -- Ligne dans la feuille
    PRIMARY KEY (arrete_id, numero_dossier)
);

-- Sums of frozen states, so that no screen adds up millions of lines; made again from them at each publication.

CREATE TABLE cumul_flux ( -- Cumuls : les lignes de etat_flux, sommées par arrêté et par ce que gardent les filtres
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes du projet
    famille_id VARCHAR NOT NULL, -- Organisme sous ses noms successifs
    categorie VARCHAR NOT NULL, -- etat, operateur, ou cofinanceur
    type_montant VARCHAR NOT NULL, -- Nature du montant
    montant_eur DECIMAL(38, 2), -- Euros, vide si aucun n'est communiqué
    montant_droit_commun DECIMAL(38, 2), -- Dont dispositifs de droit commun
    montant_de_l_annee DECIMAL(38, 2), -- Dont effet dans l'année de l'arrêté
    nb_lignes BIGINT NOT NULL, -- Lignes sommées
    nb_inconnus BIGINT NOT NULL, -- Dont montant non communiqué
    nb_projets BIGINT NOT NULL -- Projets de ces lignes, sans ceux que cumul_epars nomme
);
CREATE TABLE cumul_epars ( -- Cumuls : les lignes des projets dont un organisme en a en plusieurs lieux, qu'aucune somme ne prend
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    projet_id VARCHAR NOT NULL, -- Projet
    famille_id VARCHAR NOT NULL, -- Organisme sous ses noms successifs
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes du projet
    type_montant VARCHAR NOT NULL, -- Nature du montant
    montant_eur DECIMAL(18, 2), -- Euros, vide si non communiqué
    date_effet DATE NOT NULL -- Quand le fait a eu lieu
);
CREATE TABLE cumul_projet ( -- Cumuls : les projets de etat_projet, comptés par arrêté et par ce que gardent les filtres
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes des projets
    famille_id VARCHAR, -- Organisme dont ils ont une ligne, et qui ne regarde que les siennes ; vide pour tous les projets
    nb_projets BIGINT NOT NULL, -- Projets recensés
    nb_statuts_connus BIGINT NOT NULL, -- Dont le statut est connu
    nb_sorties BIGINT NOT NULL, -- Projets sortis, en plus des recensés
    nb_projets_engages BIGINT NOT NULL, -- Recensés dont l'engagement est en vigueur
    nb_realises_ou_en_cours BIGINT NOT NULL, -- Recensés en réalisation ou réalisés
    nb_touches BIGINT NOT NULL, -- Recensés qui ont une ligne
    nb_servis BIGINT NOT NULL, -- Recensés qui ont une ligne d'engagement
    nb_projets_verifies BIGINT NOT NULL -- Recensés dont des emplois constatés sont vérifiés
);
CREATE TABLE cumul_engagement ( -- Cumuls : les engagements de etat_flux, sommés par dispositif et nature d'aide
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes du projet
    famille_id VARCHAR NOT NULL, -- Organisme sous ses noms successifs
    instrument_id VARCHAR NOT NULL, -- Dispositif
    nature_aide VARCHAR NOT NULL, -- Nature de l'aide
    montant_eur DECIMAL(38, 2), -- Euros, vide si aucun n'est communiqué
    nb_lignes BIGINT NOT NULL, -- Lignes sommées
    nb_inconnus BIGINT NOT NULL -- Dont montant non communiqué
);
CREATE TABLE cumul_suivi ( -- Cumuls : les projets de etat_projet, comptés par statut et par ce qu'ils attendent
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    famille_id VARCHAR, -- Organisme dont ils ont une ligne, et qui ne regarde que les siennes ; vide pour tous les projets
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes des projets
    statut VARCHAR NOT NULL, -- Dernier statut connu
    est_compte BOOLEAN NOT NULL, -- Comptent parmi les projets recensés
    mois_d_attente INTEGER NOT NULL, -- Mois entiers depuis qu'ils sont déclarés
    est_demande BOOLEAN NOT NULL, -- Ont une ligne de demande
    est_engage BOOLEAN NOT NULL, -- Un engagement de l'État ou d'un opérateur est en vigueur
    a_eu_un_engagement BOOLEAN NOT NULL, -- En ont eu un, annulé ou non
    est_aide_par_sa_region BOOLEAN NOT NULL, -- Ont un engagement d'une région
    nb_projets BIGINT NOT NULL -- Projets
);
CREATE TABLE cumul_emploi ( -- Cumuls : les emplois des projets recensés, dernier nombre connu à l'arrêté
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    famille_id VARCHAR, -- Organisme dont les projets ont une ligne ; vide pour tous les projets
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes des projets
    type_emploi VARCHAR NOT NULL, -- crees ou confortes
    etat_emploi VARCHAR NOT NULL, -- prevus, conventionnes ou constates
    nb_emplois BIGINT NOT NULL, -- Emplois
    nb_projets_connus BIGINT NOT NULL -- Projets dont le nombre est connu
);
CREATE TABLE cumul_reste ( -- Cumuls : ce qui reste à payer des engagements, un par projet et organisme, selon leur âge
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    famille_id VARCHAR NOT NULL, -- Organisme sous ses noms successifs
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes du projet
    mois_d_age INTEGER NOT NULL, -- Mois entiers depuis le premier engagement
    reste DECIMAL(38, 2), -- Euros, vide si aucun n'est connu
    nb_dossiers BIGINT NOT NULL, -- Engagements qui ne sont pas soldés
    nb_inconnus BIGINT NOT NULL, -- Dont un montant n'est pas communiqué
    nb_depassements BIGINT NOT NULL -- Payés au-delà de ce qui est engagé
);
CREATE TABLE cumul_delai ( -- Cumuls : les pas des engagements, un par projet et organisme, selon les jours qu'ils ont pris
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    famille_id VARCHAR NOT NULL, -- Organisme sous ses noms successifs
    territoire_id VARCHAR, -- Territoire, vide si non rattaché
    code_region VARCHAR, -- Région chef de file de ce territoire
    themes VARCHAR[] NOT NULL, -- Thèmes du projet
    etape VARCHAR NOT NULL, -- D'une nature de montant à la suivante
    nb_jours BIGINT, -- Jours, vide si le pas attend ou si ses dates sont inversées
    nb_dossiers BIGINT NOT NULL, -- Engagements
    nb_en_attente BIGINT NOT NULL -- Dont le pas attend
);
CREATE TABLE cumul_matiere ( -- Cumuls : ce dont parlent les livraisons reçues à chaque clôture
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    matiere VARCHAR NOT NULL -- Nature de montant, projet, statut, emploi, jalon, poste ou candidature
);

-- What was said: figures, kept as they were when the arrêté was frozen, whatever becomes of definitions.

CREATE TABLE chiffre_scelle ( -- Chiffres dits : chaque indicateur du catalogue sur chaque périmètre, figés à chaque arrêté
    arrete_id DATE NOT NULL, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    indicateur_id VARCHAR NOT NULL, -- Indicateur du catalogue
    version SMALLINT NOT NULL, -- Version de sa définition quand il a été dit
    perimetre VARCHAR NOT NULL, -- Vide pour la France entière, sinon region:53, theme:mobilite, region:53~operateur:anct…
    valeur DECIMAL(28, 10), -- Valeur dite, vide si inconnue
    connus INTEGER NOT NULL, -- Sujets dont la valeur est connue
    inconnus INTEGER NOT NULL, -- Sujets dont la valeur est inconnue
    denominateur DECIMAL(28, 10) -- À quoi se rapporte une part, ou un nombre dont la définition le dit ; vide sinon
);
CREATE TABLE sceau_chiffre ( -- Ce dont un sceau est fait : l'empreinte des chiffres d'un indicateur, pour nommer celui qui aurait changé
    arrete_id DATE NOT NULL REFERENCES arrete, -- Arrêté
    phase TINYINT NOT NULL, -- Phase
    indicateur_id VARCHAR NOT NULL, -- Indicateur
    version SMALLINT NOT NULL, -- Version de sa définition
    nb INTEGER NOT NULL, -- Chiffres scellés
    empreinte VARCHAR NOT NULL -- SHA-256 de ces chiffres
);
