"""Every figure the demonstration is tuned to, with where it comes from. Money is in euros, counts are plain integers.

Index 0 to 3 is the committee, in the order of ``calendrier.COMITES``; the fifth has its own figures, at the end.
"""

from datetime import date

from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME

# CNER, April 2019 (330); CGET, 25/09/2019 (474); Maire-info, October 2021 (1 800); ParisTimes, June 2023 (« ~2 000 »).
PROJETS_COMPTES_PHASE_1 = (330, 474, 1800, 2003)
# No source gives refused or abandoned projects: invented, small at first.
PROJETS_SORTIS_PHASE_1 = (4, 8, 50, 60)
# Gazette des communes, November 2023.
PROJETS_COMPTES_PHASE_2 = 2150
PROJETS_SORTIS_PHASE_2 = 12

# CGET, 25/09/2019: 231 projects with a commitment of the State and its operators, for 108 M€.
PROJETS_ENGAGES_2019 = 231
PROJETS_ENGAGES_DES_AVRIL = 104
ENGAGE_ETAT_OPERATEURS_2019 = 108_000_000
# Cumulated numbers of committed projects at the two later committees: invented (a third was under way in early 2020).
PROJETS_ENGAGES_2021 = 1240
PROJETS_ENGAGES_2023 = 1560
PROJETS_ENGAGES_PHASE_2 = 205
# Intelekto, October 2021: State, regions and operators together.
ENGAGE_TOUS_2021 = 1_370_000_000
# Third-party summary of the Cour des comptes report of 21/11/2024: 1.7 bn€ committed, 794 M€ paid.
ENGAGE_TOUS_2023 = 1_700_000_000
PAYE_TOUS_2023 = 794_000_000
# CGET, 25/09/2019: « fléchés » through Territoires d'innovation, whose winners were named on 13/09/2019.
FLECHE_2019 = 145_000_000
DATE_FLECHE = date(2019, 9, 13)
NB_LIGNES_FLECHEES = 8
# Localtis, September 2019 (1.36 bn€, announced on 22/11/2018); CNER, June 2023 (100 M€).
ANNONCES = ((1, DEBUT_PROGRAMME, 1_360_000_000), (2, date(2023, 6, 23), 100_000_000))

# AdCF, April 2019: 13 protocols in 8 regions.
# Régions de France and AdCF, September 2019: 29 signed (20 %), 93 finalising.
PROTOCOLES_AVRIL = 13
REGIONS_PROTOCOLES_AVRIL = 8
SIGNES_2019 = 29
NON_ENGAGES_2019 = {"non_demarre": 7, "demarche_lancee": 11, "etat_inconnu": 2, None: 2}
REGIONS_NON_ENGAGEES_2019 = 5
# Localtis, September 2019: Centre-Val de Loire all contracts, Pays de la Loire one contract.
REGION_TOUTE_SIGNEE = "24"
REGION_UN_CONTRAT = "52"
# Localtis, September 2019: « at least 86 territories » with a named pair. CGET: 25 fragile territories helped.
BINOMES_2019 = 86
APPUIS_2019 = 25
# Hearing of 06/10/2021: 50 project managers deployed.
APPUIS_2021 = 50

# AdCF, September 2019: the three territories added to the 141.
ENTRES_ETE_2019 = ("ti-5214", "ti-5303", "ti-5311")

# CNER, May 2025: 3,072 actions, 56 % done or under way. Who left since 2023 is not public: invented.
PROJETS_COMPTES_2025 = 3072
REALISES_OU_EN_COURS_2025 = 1720
PROJETS_SORTIS_DEPUIS_2023 = 118
# Sénat, 14/01/2025: 153 project managers in post or being recruited, two states in one figure. Vacant posts and
# supported territories nobody has told the post of: invented.
POSTES_ACTIFS_2025 = 153
POSTES_VACANTS_2025 = 7
POSTES_INCONNUS_2025 = 3
# How many new projects are committed, by the State and its operators, then by a region alone: invented.
PROJETS_ENGAGES_DEPUIS_2023 = 1230
REGION_SEULE_DEPUIS_2023 = 390
# Fonds vert, measure of 2024 (100 M€, the day is not public). Localtis, May 2025: 52 M€ for the year instead of 100;
# the day is that of the finance act which opened them.
ANNONCES_DEPUIS_2023 = ((2, date(2024, 1, 1), 100_000_000), (2, date(2025, 2, 14), 52_000_000))
