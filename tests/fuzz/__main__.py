"""``python -m tests.fuzz [seconds]``: each reader for its share of the time; an input that breaks one is kept."""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from ti_dashboard.dossier.chemins import RACINE

GARDES = RACINE / "fuzz"
DUREE_S = 600
# A reader that takes longer than this over one small input is as broken as one that raises.
LENT_S = 10
TAILLE_MAX = 100_000
MEMOIRE_MIO = 3_000


def essayer(nom: str) -> None:
    """One reader, in this process, until libFuzzer ends it."""
    import atheris

    packages = ["ti_dashboard.classeurs", "ti_dashboard.ingest.reception", "ti_dashboard.adresse", "tomllib"]
    with atheris.instrument_imports(include=packages):
        from tests.fuzz.lecteurs import LECTEURS
    reader = LECTEURS[nom]
    place = Path(sys.argv[-1])
    for content in reader.graines():
        if len(content) <= TAILLE_MAX:
            (place / hashlib.sha256(content).hexdigest()).write_bytes(content)
    options = {}
    if (change := reader.muter) is not None:
        options["custom_mutator"] = lambda data, size, seed: change(data, size, seed, atheris.Mutate)
    atheris.Setup(sys.argv, reader.lire, **options)
    atheris.Fuzz()


def tous(duree: int) -> int:
    """How many readers broke."""
    from tests.fuzz.lecteurs import LECTEURS

    GARDES.mkdir(exist_ok=True)
    broken = 0
    for nom in LECTEURS:
        with tempfile.TemporaryDirectory() as seeds:
            options = [
                f"-max_total_time={max(duree // len(LECTEURS), 1)}",
                f"-timeout={LENT_S}",
                "-print_final_stats=1",
            ]
            options += [f"-max_len={TAILLE_MAX}", f"-rss_limit_mb={MEMOIRE_MIO}", f"-artifact_prefix={GARDES}/{nom}-"]
            ended = subprocess.run(
                [sys.executable, "-m", "tests.fuzz", f"--lecteur={nom}", *options, seeds], check=False
            )
        print(f"{nom} : {'un cas gardé dans fuzz/' if ended.returncode else 'rien trouvé'}", flush=True)
        broken += ended.returncode != 0
    return broken


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].startswith("--lecteur="):
        essayer(sys.argv.pop(1).partition("=")[2])
    else:
        sys.exit(tous(int(sys.argv[1]) if len(sys.argv) > 1 else DUREE_S))
