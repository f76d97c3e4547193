"""The import contracts name every package: one that is added falls under them, or is said here to be allowed."""

import tomllib

import pytest

from ti_dashboard.dossier.chemins import RACINE

PERMIS = {
    "streamlit": {"frame", "cadre", "composants", "ecrans", "serveur", "pages"},
    "duckdb": {"ingest", "magasin.fichier", "magasin.ouverture", "magasin.publication", "moteurs"},
    "sqlalchemy": {"live"},
}


def _modules() -> set[str]:
    """Packages and modules of the application, those of the store one by one."""
    package = RACINE / "ti_dashboard"
    found = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    store = {f"magasin.{path.stem}" for path in (package / "magasin").glob("[!_]*.py")}
    return (found - {"__init__"}) | store | {"pages"}


@pytest.mark.parametrize("bibliotheque", PERMIS)
def test_a_contract_names_every_package_but_those_that_may(bibliotheque: str):
    settings = tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (contract,) = (
        c for c in settings["contracts"] if c.get("allow_indirect_imports") and bibliotheque in c["forbidden_modules"]
    )
    held = {name.removeprefix("ti_dashboard.") for name in contract["source_modules"]}
    free = {name for name in _modules() if name not in held and name.partition(".")[0] not in held}
    allowed = PERMIS[bibliotheque]
    assert free - {"magasin"} == allowed, f"À nommer dans le contrat de {bibliotheque}, ou ici"
