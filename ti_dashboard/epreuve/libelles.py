"""Labels that were reworded and name the same thing: an export made before is read with the words of today."""

# words of before → words of today
_REFORMULES = {"régions comprises": "tous financeurs"}


def actuel(text: str) -> str:
    for before, now in _REFORMULES.items():
        text = text.replace(before, now)
    return text
