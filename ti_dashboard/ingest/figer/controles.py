"""Checks on the file just built, before anyone can read it: one question per rule, no answer means it holds."""

import duckdb

from ti_dashboard.errors import ControleEchoue

# rule broken → rows that break it
REGLES = {
    "Un projet a plus de payé que de conventionné, ou plus de conventionné que d'engagé, chez un même financeur": """
        SELECT arrete_id || ' ' || projet_id || ' ' || operateur_id FROM (
            SELECT arrete_id, projet_id, operateur_id,
                coalesce(sum(montant_eur) FILTER (type_montant = 'engage'), 0) AS engage,
                coalesce(sum(montant_eur) FILTER (type_montant = 'conventionne'), 0) AS conventionne,
                coalesce(sum(montant_eur) FILTER (type_montant = 'paye'), 0) AS paye,
                bool_or(montant_eur IS NULL) AS a_inconnu
            FROM (
                SELECT strftime(arrete_id, '%d/%m/%Y') AS arrete_id, projet_id, operateur_id, type_montant, montant_eur
                FROM etat_flux
                UNION ALL
                SELECT 'à ce jour', projet_id, operateur_id, type_montant, montant_eur FROM flux
            ) WHERE projet_id IS NOT NULL GROUP BY ALL)
        WHERE NOT a_inconnu AND (paye > conventionne OR conventionne > engage)""",
    "Un financement est daté hors de la vie de son financeur": """
        SELECT livraison_id || ' ligne ' || ligne FROM flux JOIN operateur o USING (operateur_id)
        WHERE date_effet < o.date_debut OR date_effet > o.date_fin""",
    "Un projet change de phase d'une déclaration à l'autre": """
        SELECT projet_id FROM projet GROUP BY projet_id HAVING count(DISTINCT phase) > 1""",
    "Un constat d'emplois ne dit pas qui l'a vérifié": """
        SELECT livraison_id || ' ligne ' || ligne FROM emploi
        WHERE etat_emploi = 'constates' AND verificateur IS NULL""",
    "Un projet est rattaché à un territoire hors du programme": """
        SELECT p.arrete_id || ' ' || p.projet_id FROM etat_projet p
        ANTI JOIN etat_territoire t USING (arrete_id, phase, territoire_id) WHERE p.territoire_id IS NOT NULL""",
    # By the territories of the arrêté: where it stands in none, whether it may is another rule.
    "Un financement n'est pas dans la région de son territoire": """
        SELECT arrete_id || ' ' || f.livraison_id || ' ligne ' || f.ligne
        FROM etat_flux f LEFT JOIN etat_territoire t USING (arrete_id, phase, territoire_id)
        WHERE f.code_region IS DISTINCT FROM t.code_region AND (f.territoire_id IS NULL) = (t.code_region IS NULL)""",
}


def controler(con: duckdb.DuckDBPyConnection) -> None:
    """Raises ControleEchoue listing every broken rule with its first cases."""
    broken = []
    for rule, query in REGLES.items():
        cases = [case for (case,) in con.execute(query).fetchall()]
        if cases:
            broken.append(f"{rule} : {', '.join(map(str, cases[:5]))}" + (" …" if len(cases) > 5 else ""))
    if broken:
        raise ControleEchoue("Publication refusée, la précédente reste en place.\n  - " + "\n  - ".join(broken))
