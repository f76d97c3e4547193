"""The boxes over every page, in their order: what each is called, and what it shows where nothing is chosen."""

from ti_dashboard.adresse.comprise import ARRETE, COMPARE, PHASE
from ti_dashboard.programme.filtres import FILTRES

SCALAIRES_DITS = {ARRETE: "Arrêté", COMPARE: "Comparé à", PHASE: "Phase"}
LIBELLES = {**SCALAIRES_DITS, **{key: one.libelle for key, one in FILTRES.items()}}
INVITES = {key: one.invite for key, one in FILTRES.items()}
