"""How the name of a body enters a sentence: with its article, elided where French elides."""

import re

# Bodies that are named with an article; the others have none (« de Bpifrance »).
_ARTICLES = {
    "la ": ("Banque des Territoires", "DGE", "Région "),
    "l'": ("ADEME", "ANCT", "Apec", "Union européenne"),
    "le ": ("Cerema", "CGET", "SGPI", "Gouvernement"),
    "les ": ("Conseils régionaux", "Services déconcentrés", "Collectivités", "Autres financeurs"),
}
_CONTRACTIONS = {"le ": "du ", "les ": "des "}
_SANS_MAJUSCULE = ("Gouvernement", "Conseils", "Services", "Région ", "Collectivités", "Autres ")
_ELISION = re.compile(r"[aeiouyhàâäéèêëîïôöùûü]", re.IGNORECASE)


def _article(name: str) -> tuple[str, str]:
    article = next((a for a, names in _ARTICLES.items() if name.startswith(names)), "")
    return article, name[:1].lower() + name[1:] if name.startswith(_SANS_MAJUSCULE) else name


def avec_article(name: str) -> str:
    """« l'ADEME », « la région Bretagne », « le Cerema », « Bpifrance »."""
    return "".join(_article(name))


def de(name: str) -> str:
    """« de l'ADEME », « de la Banque des Territoires », « du Cerema », « de Bpifrance », « d'Action Logement »."""
    article, said = _article(name)
    if not article:
        return f"d'{said}" if _ELISION.match(said) else f"de {said}"
    return _CONTRACTIONS.get(article, f"de {article}") + said
