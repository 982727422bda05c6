/** Greetings and closings as they stand alone in a line: too few words for many languages to be kept apart by guesswork. */
export const GREETINGS: Readonly<Record<'fr' | 'en', readonly string[]>> = {
  fr: `
Bonjour,
Bonjour à toutes et à tous,
Salut Léa,
Coucou,
Chère candidate, cher candidat,
Chère candidate,
Cher(e) candidat(e),
Chers collègues,
Chère équipe,
Chère Inès, cher Côme,
Chère lauréate, cher lauréat,
Cher postulant, chère postulante,
Cher Andrea, chère Beate,
Cher Marco Rossi,
Chères élèves, chers élèves,
Chères administrées, chers administrés,
Madame la Présidente,
Mesdames, Messieurs,
Mesdames et messieurs les candidats,
Maître,
Docteur,
Mademoiselle,
Bien à vous,
Très cordialement
Sincères salutations,
Salutations distinguées
Amicalement,
Confraternellement,
Respectueusement,
Avec mes remerciements
Merci d’avance,
À très vite
Bonne continuation
Excellente fin de semaine
Le service du recrutement
À l’attention des ressources humaines`.trim().split('\n'),
  en: `
Hello,
Hi there,
Hey Jo,
Morning all,
Good afternoon everyone,
Greetings,
Dear candidate,
Dear Beatrice,
Dear delegate,
Dear Nominee, dear Applicant,
Dear Andrea Rossi,
Dear Señor Gómez,
Dear Frau Weber,
Dear hiring manager,
Dear parents and carers,
Ladies and gentlemen,
To whom it may concern,
Kind regards,
Kindest personal regards,
Best,
All the best,
Sincerely,
Yours faithfully,
Cordially,
Respectfully yours,
Cheers,
Many thanks,
Thanks in advance,
With gratitude,
With appreciation
Warmly,
Take care,
Talk soon,
Have a great weekend!
Looking forward,
The recruitment team
Human Resources`.trim().split('\n'),
};
