"""``python -m tests.bench``, which ``make bench`` runs, is the measure itself."""

from tests.bench.mesurer import main

main()
