-- rule: bilan_des_actes(acte, retenu): what a group of acts commits and cancels, among those retained, as columns
{
    'engage': sum(acte.montant_eur) FILTER (acte.type_montant = 'engage' AND retenu),
    'annule': sum(acte.montant_eur) FILTER (acte.type_montant = 'annule' AND retenu),
    'nb_engagements': count(*) FILTER (acte.type_montant = 'engage' AND retenu),
    'nb_inconnus': count(*) FILTER (acte.type_montant = 'engage' AND retenu AND acte.montant_eur IS NULL)
}
