"""What lives long is gone through for cycles when nobody waits, and not in the middle of a gesture.

A thousand sessions are some millions of objects: Python goes through all of them, most of a second, whenever enough new
ones were made, which is when the room moves. Gone through once while the server rests, and then set apart
(gc.freeze), they are left alone until the next rest; what is made meanwhile is collected as ever, and what no cycle
holds is given back at once, set apart or not.
"""

import asyncio
import gc
import time

PAS_S = 15.0
REPOS_S = 1.0
# Of one core: what it takes to watch its files and its streams.
PART_AU_REPOS = 0.2
JEUNES = 20


async def ramasser_au_repos() -> None:
    """Runs as long as the server."""
    seen = 0
    while True:
        await asyncio.sleep(PAS_S)
        made = passages()
        if made - seen >= JEUNES and await _est_au_repos():
            mettre_a_part()
            seen = passages()


def passages() -> int:
    """How many times what is young was gone through: few times mean that little was made."""
    return int(gc.get_stats()[1]["collections"])


def mettre_a_part() -> int:
    """Collect every cycle, then set apart what lives; how many objects were collected."""
    gc.unfreeze()
    collected = gc.collect()
    gc.freeze()
    return collected


async def _est_au_repos() -> bool:
    before = time.process_time()
    await asyncio.sleep(REPOS_S)
    return time.process_time() - before < REPOS_S * PART_AU_REPOS
