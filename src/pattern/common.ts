/** Words of every other sentence: a phrase is not looked for because of them. */
export const COMMON: ReadonlySet<string> = new Set((
  'a ai au aux avec avez avoir ce ces cette d\' dans de des du elle en encore est et etes etre faire fait il ils j\' je l\' la le les leur leurs ma mais me mes moins mon n\' ne ni nos notre nous on ont ou par pas plus pour qu\' que qui sa sans se ses si son sont sur ta te ton tous tout toute trop tu un une vos votre vous y an ans annee annees mois prochain '
  + 'about all am an and any are as at be been but by can cannot could did do does for from get go going had has have he her him his how i if in into is it its just like may me more most must my need needs no not of on one only or our out over she should so some someone than that the their them there they this to too under up us was we were what when which who will with would year years you your looking want people candidate candidates candidat candidats profil poste role time'
).split(' '));

/** Adjectives and pronouns that stand before 'post' or behind 'as a' and name nothing. */
export const NOT_NOUNS: ReadonlySet<string> = new Set('this that these those above advertised said relevant new vacant available open same first second next opportunity interview place part result whole candidate applicant person company travail chez notre celui celle cela bonne nouvelle'.split(' '));
