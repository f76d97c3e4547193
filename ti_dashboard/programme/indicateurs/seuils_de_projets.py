"""What the facts of a project must leave for it to be counted: one of them crosses the line and moves the figure."""

from ti_dashboard.programme.indicateurs.modele import Choix
from ti_dashboard.programme.indicateurs.seuils import DECLARE, Bornes, Seuil, faux, ni_vrai, parmi, vrai

_COMPTE = Seuil("est_compte", vrai)
_CHOIX: dict[Choix, tuple[Seuil, ...]] = {
    "tous": (),
    "recenses": (_COMPTE,),
    "engages": (_COMPTE, Seuil("est_engage", vrai)),
    "sans_engagement": (_COMPTE, Seuil("est_engage", ni_vrai)),
    "sans_ligne": (_COMPTE, Seuil("est_touche", ni_vrai)),
    "sortis": (Seuil("est_compte", faux),),
}


def seuils(bound: Bornes, touche: bool) -> tuple[Seuil, ...]:
    narrowed = {"statut_courant": bound["statuts"], "demande": bound["demandes"]}
    return (
        DECLARE,
        *_CHOIX[bound["choix"]],
        *((Seuil("est_touche", vrai),) if touche and bound["choix"] != "sans_ligne" else ()),
        *(Seuil(column, parmi(*codes)) for column, codes in narrowed.items() if codes),
    )
