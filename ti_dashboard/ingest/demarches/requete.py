"""What is asked of the API, and nothing more: no user, applicant, instructor, e-mail, message nor file.

The form is asked first. Then the files are asked with the champs and annotations the mapping names, each by its
identifier: what the mapping does not name never leaves the platform, but for the rows of a repeated block, which come
whole: what is not named there is forgotten at once. Beside each file, the identifiers alone of the champs it shows:
asked by its identifier, a champ hidden by a condition of the form comes with what was typed before it was hidden.

Nothing deprecated is asked: lists come by deposit, or by change when asked what changed.
"""

from collections.abc import Sequence

PAR_PAGE = 100

FORMULAIRE = """
query formulaire($numero: Int!) {
  demarche(number: $numero) {
    number
    revisions {
      champDescriptors { ...Descripteur }
      annotationDescriptors { ...Descripteur }
    }
  }
}
fragment Descripteur on ChampDescriptor {
  __typename
  id
  label
  ... on RepetitionChampDescriptor { champDescriptors { __typename id label } }
}
"""
# Some types are only told apart when they are named here: a yes or no left empty would otherwise be an unticked box.
_CHAMP = """
fragment Texte on Champ {
  __typename
  champDescriptorId
  stringValue
  ... on CheckboxChamp { estCoche: value }
  ... on YesNoChamp { estOui: value }
  ... on DateChamp { date }
  ... on DatetimeChamp { datetime }
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
    dossiers(first: $nombre, after: $apres, updatedSince: $depuis) {{
      pageInfo {{ hasNextPage endCursor }}
      nodes {{
        number
        state
        dateDerniereModification
        dateDepot
        datePassageEnConstruction
        datePassageEnInstruction
        dateTraitement
        champsMontres: champs {{ champDescriptorId }}
        annotationsMontrees: annotations {{ champDescriptorId }}
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


def suppressions(liste: str) -> str:
    """The question that reads one page of ``deletedDossiers`` or ``pendingDeletedDossiers``."""
    return f"""
query suppressions($numero: Int!, $apres: String, $nombre: Int!) {{
  demarche(number: $numero) {{
    {liste}(first: $nombre, after: $apres) {{
      pageInfo {{ hasNextPage endCursor }}
      nodes {{ number state reason dateSupression }}
    }}
  }}
}}
"""
