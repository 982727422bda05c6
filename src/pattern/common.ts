/** Words of every other sentence. */
export const COMMON: ReadonlySet<string> = new Set((
  'a ai au aux avec avez avoir ce ces cette d\' dans de des du elle en encore est et etes etre faire fait il ils j\' je l\' la le les leur leurs ma mais me mes moins mon n\' ne ni nos notre nous on ont ou par pas plus pour qu\' que qui sa sans se ses si son sont sur ta te ton tous tout toute trop tu un une vos votre vous y an ans annee annees mois prochain '
  + 'about all am an and any are as at be been but by can cannot could did do does for from get go going had has have he her him his how i if in into is it its just like may me more most must my need needs no not of on one only or our out over she should so some someone than that the their them there they this to too under up us was we were what when which who will with would year years you your looking want people candidate candidates candidat candidats profil poste role time'
).split(' '));

/** Words of every other mail. */
export const FREQUENT: ReadonlySet<string> = new Set((
  'above already always anyone available best date giving happy having news situation special starting trying ways without between beyond big business call come day days done down due end energy even every experience family first full future getting good great group half high hire home hope into job kids last left less life little long '
  + 'look made make many market may months much never new non off old open order other others own part past place plan plans point public real recent right same school seem set she she\'s he\'s they\'re since small soon start state still support take team '
  + 'then thing things think thinking through time trying two under until use very want way week well went while women men woman man world work working wrong yes you\'re you\'ve i\'m don\'t can\'t won\'t isn\'t '
  + 'autre autres bien bonne bon chez cas celle celui chaque contre date demande depuis deux dont entre equipe experience famille fois grand grande groupe heure homme jeune jour jours long longue meme mieux moment notamment nouveau nouvelle nouvelles offre offres part partir '
  + 'personne personnes petit peu peut premier projet projets public quel quelle qualite semaine service services seul site situation suite temps toujours travail vie'
).split(' '));

/** Adjectives and pronouns that stand before 'post' or behind 'as a' and name nothing. */
export const NOT_NOUNS: ReadonlySet<string> = new Set('this that these those above advertised said relevant new vacant available open same first second next opportunity interview place part result whole candidate applicant person company travail chez notre celui celle cela bonne nouvelle'.split(' '));
