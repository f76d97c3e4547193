"""What is asked of the API, and nothing more: no user, applicant, instructor, e-mail, message nor file.

The form is asked first. Then the files are asked with the champs and annotations the mapping names, each by its
identifier: what the mapping does not name never leaves the platform.
"""

from collections.abc import Sequence

PAR_PAGE = 100

FORMULAIRE = """
query formulaire($numero: Int!) {
  demarche(number: $numero) {
    number
    revisions {
      champDescriptors { id label }
      annotationDescriptors { id label }
    }
  }
}
"""
_CHAMP = """
fragment Texte on Champ {
  __typename
  stringValue
  ... on CheckboxChamp { value }
  ... on DateChamp { date }
  ... on MultipleDropDownListChamp { values }
  ... on RegionChamp { region { code } }
  ... on DepartementChamp { departement { code } }
  ... on EpciChamp { epci { code } }
}
fragment Valeur on Champ {
  ...Texte
  ... on RepetitionChamp { rows { champs { ...Texte } } }
}
"""


def dossiers(champs: Sequence[str], annotations: Sequence[str]) -> str:
    """The question that reads one page of files, with these champs (``c0``, ``c1``…) and annotations (``a0``…)."""
    asked = [("c", "champs", n) for n in range(len(champs))] + [
        ("a", "annotations", n) for n in range(len(annotations))
    ]
    declared = "".join(f", ${letter}{n}: ID!" for letter, _, n in asked)
    fields = "\n".join(f"        {letter}{n}: {name}(id: ${letter}{n}) {{ ...Valeur }}" for letter, name, n in asked)
    return f"""
query candidatures($numero: Int!, $apres: String, $depuis: ISO8601DateTime, $nombre: Int!{declared}) {{
  demarche(number: $numero) {{
    dossiers(first: $nombre, after: $apres, updatedSince: $depuis, order: ASC) {{
      pageInfo {{ hasNextPage endCursor }}
      nodes {{
        number
        state
        dateDerniereModification
        dateDepot
        datePassageEnConstruction
        datePassageEnInstruction
        dateTraitement
{fields}
      }}
    }}
  }}
}}
{_CHAMP if asked else ""}"""


def parametres(champs: Sequence[str], annotations: Sequence[str]) -> dict[str, str]:
    """Values of the variables that name champs and annotations."""
    named = {f"c{n}": identifier for n, identifier in enumerate(champs)}
    return named | {f"a{n}": identifier for n, identifier in enumerate(annotations)}
