"""The screens on which the page « Financements » is tried, and its filters as codes."""

from streamlit.testing.v1 import AppTest

from tests.app.application import ouvrir
from tests.conftest import A2019, A2021, A2023, filtres
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.options import vocabulaire

ENGAGE = "montant_engage_regions_comprises"
PHASE_1 = "Phase I (2018-2022)"
CHOIX = [
    {},
    {"region": "Bretagne"},
    {"theme": "Mobilité"},
    {"operateur": "Banque des Territoires"},
    {"region": ["Bretagne", "Normandie"], "operateur": "Conseils régionaux"},
    {"theme": ["Mobilité", "Foncier"], "operateur": ["Bpifrance", "ADEME"]},
]
ECRANS = [
    *({"arrete": "24/09/2019"} | c for c in CHOIX),
    *({"arrete": "09/11/2023", "phase": PHASE_1} | c for c in CHOIX),
    {"arrete": "09/11/2023"},
]
DATES = {f"{day:%d/%m/%Y}": day for day in (A2019, A2021, A2023)}


def page(**adresse) -> AppTest:
    app = ouvrir("financements", **adresse)
    assert not app.exception and not app.error
    return app


def choix_de(publication, adresse: dict) -> Filtres:
    """The filters of an address, as codes."""
    words = vocabulaire(publication)
    lists = {}
    for key, field in (("region", "regions"), ("theme", "themes"), ("operateur", "operateurs")):
        asked = adresse.get(key, [])
        lists[field] = words.codes(key, [asked] if isinstance(asked, str) else asked)
    arrete = DATES[adresse["arrete"]]
    return filtres(arrete, 2 if arrete == A2023 and "phase" not in adresse else 1, **lists)
