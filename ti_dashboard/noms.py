"""How the name of a body enters a sentence: with its article, elided where French elides."""

import re

# Bodies that are named with an article; the others have none (« de Bpifrance »).
_ARTICLES = {
    "la ": ("Banque des Territoires", "DGE"),
    "l'": ("ADEME", "ANCT", "Apec"),
    "le ": ("Cerema", "CGET", "SGPI", "Gouvernement"),
    "les ": ("Conseils régionaux", "Services déconcentrés"),
}
_CONTRACTIONS = {"le ": "du ", "les ": "des "}
_SANS_MAJUSCULE = ("Gouvernement", "Conseils", "Services")
_ELISION = re.compile(r"[aeiouyhàâäéèêëîïôöùûü]", re.IGNORECASE)


def de(name: str) -> str:
    """« de l'ADEME », « de la Banque des Territoires », « du Cerema », « de Bpifrance », « d'Action Logement »."""
    article = next((a for a, names in _ARTICLES.items() if name.startswith(names)), None)
    if article is None:
        return f"d'{name}" if _ELISION.match(name) else f"de {name}"
    said = name[:1].lower() + name[1:] if name.startswith(_SANS_MAJUSCULE) else name
    return _CONTRACTIONS.get(article, f"de {article}") + said
