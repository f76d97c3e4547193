-- grain: one row per project found at the arrêté, one page of them, with how many are found; follows every filter.
-- avec: lieu_suivi, themes_suivis, operateur_suivi, projet_vu, actes_d_un_projet, en_vigueur
-- avec: engagement_du_projet, projet_choisi
-- $tri orders all of them before the page is cut, unknown last either way; '' is the order of the page.
WITH demande AS NOT MATERIALIZED (
    SELECT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND projet_id IS NOT NULL AND type_montant = 'demande'
      AND operateur_suivi(etat_flux)
),
mots AS (
    SELECT list_filter(
        string_split(strip_accents(lower(replace($cherche, '’', ''''))), ' '), lambda m: m <> ''
    ) AS mots
),
retenu AS (
    SELECT
        p.projet_id, p.intitule, p.est_compte, p.date_statut, p.date_remontee, s.libelle AS statut,
        s.rang AS rang_statut, t.nom AS territoire, g.nom AS region, strip_accents(lower(p.intitule)) AS titre,
        CASE WHEN coalesce(a.nb_engagements, 0) = 0 THEN 0 ELSE a.engage END AS montant_engage,
        coalesce(a.nb_inconnus, 0) AS nb_engagements_inconnus,
        (p.est_compte AND en_vigueur(a)) AS est_engage,
        coalesce(a.nb_engagements, 0) AS nb_engagements
    FROM etat_projet p
    LEFT JOIN actes_d_un_projet a USING (projet_id)
    JOIN statut_projet s USING (statut)
    LEFT JOIN region g USING (code_region)
    LEFT JOIN territoire t ON t.phase = p.phase AND t.territoire_id = p.territoire_id
    WHERE p.arrete_id = $arrete AND p.phase = $phase
      AND lieu_suivi(p)
      AND themes_suivis(p)
      AND projet_vu(p)
),
trouve AS MATERIALIZED (
    SELECT r.*,
        engagement_du_projet(r) AS engagement,
        CASE $tri
            WHEN 'montant_engage' THEN CAST(r.montant_engage AS DOUBLE)
            WHEN 'nb_engagements_inconnus' THEN r.nb_engagements_inconnus
            WHEN 'statut' THEN r.rang_statut
            WHEN 'date_remontee' THEN date_diff('day', DATE '2000-01-01', r.date_remontee)
            WHEN 'date_statut' THEN date_diff('day', DATE '2000-01-01', r.date_statut)
            WHEN 'a_une_demande' THEN CAST(
                r.projet_id IN (SELECT projet_id FROM demande WHERE $tri = 'a_une_demande') AS INTEGER)
        END * CASE WHEN $descendant THEN -1 ELSE 1 END AS cle_nombre,
        CASE $tri
            WHEN 'intitule' THEN r.titre
            WHEN 'territoire' THEN strip_accents(lower(r.territoire))
            WHEN 'region' THEN strip_accents(lower(r.region))
            WHEN 'projet_id' THEN r.projet_id
            WHEN 'engagement' THEN engagement
        END AS cle_texte
    FROM retenu r, mots m
    WHERE ($cherche = '' OR len(list_filter(m.mots, lambda mot: NOT contains(
        concat_ws(' ', replace(r.titre, '’', ''''), strip_accents(lower(r.territoire)), lower(r.projet_id)), mot
    ))) = 0)
      AND projet_choisi(r)
),
page AS MATERIALIZED (
    SELECT *, (SELECT count(*) FROM trouve) AS nb_trouves, (SELECT sum(montant_engage) FROM trouve) AS montant_trouve,
        (SELECT sum(nb_engagements_inconnus) FROM trouve) AS nb_inconnus_trouves
    FROM trouve
    ORDER BY cle_nombre NULLS LAST, CASE WHEN NOT $descendant THEN cle_texte END NULLS LAST,
        CASE WHEN $descendant THEN cle_texte END DESC NULLS LAST,
        est_engage DESC, montant_engage DESC NULLS LAST, titre, projet_id
    LIMIT $limite OFFSET $saut
)
SELECT
    projet_id, intitule, territoire, region, statut, date_statut, date_remontee, montant_engage,
    nb_engagements_inconnus, engagement, nb_trouves, montant_trouve, nb_inconnus_trouves,
    projet_id IN (SELECT projet_id FROM demande) AS a_une_demande
FROM page
ORDER BY cle_nombre NULLS LAST, CASE WHEN NOT $descendant THEN cle_texte END NULLS LAST,
    CASE WHEN $descendant THEN cle_texte END DESC NULLS LAST,
    est_engage DESC, montant_engage DESC NULLS LAST, titre, projet_id
