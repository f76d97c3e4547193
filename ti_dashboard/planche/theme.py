"""Every colour of the product, by what it means. Contrast with the white ground is at least 4.5:1 for text."""

COULEURS = {
    "encre": "#0e1428",
    "encre-douce": "#555d70",
    "trait": "#d5d9e2",
    "fond": "#ffffff",
    "fond-doux": "#f4f6fa",
    "accent": "#1f4e9c",
    "accent-doux": "#c9d8f0",
    "bon": "#18753c",
    "mauvais": "#b3261e",
    "alerte": "#8a4b00",
    "alerte-doux": "#fff1dc",
    "inconnu": "#6f7687",
    "focus": "#d45500",
    "terre": "#eef0f4",
    "region-trait": "#a9b1c2",
    # The lowest apart, then one hue, light to dark: reads in grey on a bad projector and for colour-blind readers.
    "carte-0": "#fbe3c8",
    "carte-1": "#d7e3f4",
    "carte-2": "#a9c4e8",
    "carte-3": "#6f9bd4",
    "carte-4": "#3a6cb5",
    "carte-5": "#163a78",
}
