-- rule: en_vigueur(actes): more is committed to a project than cancelled, an amount not told being more than nothing
coalesce(actes.nb_engagements, 0) > 0
    AND (actes.nb_inconnus > 0 OR coalesce(actes.engage, 0) > coalesce(actes.annule, 0))
