import { describe, expect, it } from 'vitest';
import type { Draft, Field } from '../../src/draft/types.ts';
import { readMail } from '../../src/text/mail.ts';
import { SETTINGS, draftOf, mailOf, part, subjectOf } from './help.ts';

const field = (name: string, value: string): Field => ({ name, value, spot: { at: 'json', path: [] } });
const ANSWER: Partial<Draft> = { inReplyTo: '<1@maison.example>' };

describe('a rejection', () => {
  it.each([
    'Bonjour Paul,\n\nNous vous remercions de votre candidature au poste de comptable. Nous avons décidé de ne pas y donner suite.\n\nCordialement,\nClaire',
    'Madame,\n\nMalgré l’intérêt de votre candidature, nous sommes au regret de vous informer qu’elle n’a pas été retenue.\n\nCordialement',
    'Bonjour,\n\nNous avons étudié votre dossier avec attention. Votre profil ne correspond pas au poste proposé.\n\nLe service recrutement',
    'Bonjour Ana,\n\nÀ la suite de notre entretien, notre choix s’est porté sur un autre candidat.\n\nBien à vous',
    'Bonjour,\nvous avez postulé chez nous la semaine dernière. Le poste a été pourvu en interne.\nClaire',
    'Bonjour,\n\nVOTRE CANDIDATURE N’A PAS ETE RETENUE.\n',
    'Bonjour,\n\nVotre candidature nous a intéressés, mais nous ne pouvons malheureusement lui réserver une suite favorable.\n',
    'Léa,\n\nMerci pour votre candidature au poste de graphiste ; nous avons retenu une personne plus habituée à l’animation.',
    'Bonjour,\n\nMerci pour votre candidature. Nous avons choisi quelqu’un d’autre.',
    'Dear candidate,\n\nThank you for applying as a designer. We have chosen somebody else.',
    'Dear Tom,\n\nThank you for your application. We hired a person with more experience.',
    'Hi,\n\nWe will not be taking your application any further; another candidate suits the role better.\n',
    'Dear Tom,\n\nThank you for applying for the position of accountant. We have decided to move forward with another candidate.\n\nBest,\nJo',
    'Dear Tom,\n\nThank you for your interest in the role. After careful consideration we will not be progressing your application.\n\nBest,\nJo',
    'Hi Tom,\nWe enjoyed meeting you. Unfortunately, we won’t be moving forward; we chose another candidate for the role.\nJo',
    'Dear Ms Petit,\n\nYour application for the role of nurse was unsuccessful on this occasion.\n\nKind regards',
    'Hello,\n\nThank you for interviewing with us. The position has now been filled.\n\nRegards',
    'Dear applicant,\n\nWe regret to inform you that your application has not been selected.\n',
  ])('%j', (text) => {
    expect(mailOf(text).purpose).toBe('rejection');
  });

  it('is one in HTML, and whatever program sends it', () => {
    const draft = draftOf([part('<p>Bonjour,</p><p>Votre can<b>dida</b>ture n&rsquo;a pas &eacute;t&eacute; retenue.</p>', 'text/html')], { fields: [field('list-unsubscribe', '<https://x.example>')] });
    expect(readMail(draft, SETTINGS).purpose).toBe('rejection');
  });
});

describe('no rejection of a candidate', () => {
  it.each([
    ['an offer for a tender', 'Bonjour,\n\nVotre offre pour le lot 3 n’a pas été retenue dans le cadre de l’appel d’offres.\n'],
    ['a candidature for a tender', 'Bonjour,\n\nVotre candidature à l’appel d’offres n’a pas été retenue.\n'],
    ['a supplier', 'Hello,\n\nUnfortunately your proposal was not selected. We have chosen another supplier for this position.\n'],
    ['an invoice', 'Bonjour,\n\nVotre facture a été rejetée, il manque le numéro de commande.\n'],
    ['a loan', 'Dear Sir,\n\nYour loan application has been rejected by our committee.\n'],
    ['a flat', 'Bonjour,\n\nVotre candidature pour la location de l’appartement n’a pas été retenue.\n'],
    ['a contest', 'Bonjour,\n\nVotre candidature au concours photo n’a pas été retenue.\n'],
    ['a pull request', 'Hi,\n\nYour pull request was rejected because the tests fail. Your application cannot proceed without the job.\n'],
    ['jobs of machines', 'Hi,\n\nThe job failed on the server, the candidate release is not selected. Your application log is attached.\n'],
    ['a meeting', 'Bonjour,\n\nJe ne peux pas retenir cette date, votre profil de calendrier est plein.\n'],
    ['a colleague about a candidate', 'Bonjour,\n\nNous n’avons pas retenu la candidature de Paul, peux-tu le prévenir ?\n\nClaire'],
    ['an accountant', 'Bonjour,\n\nJe vous envoie les comptes de mars.\n\nClaire'],
    ['an application', 'Madame, Monsieur,\n\nJe vous adresse ma candidature au poste de comptable.\n\nPaul'],
    ['a quoted rejection, forwarded', 'Bonjour,\n\nPour information.\n\n-----Message d’origine-----\nDe : Claire\nBonjour, votre candidature n’a pas été retenue.\n'],
  ])('%s', (_what, text) => {
    expect(mailOf(text).purpose).toBeNull();
  });
});

describe('other mail to a candidate', () => {
  it.each([
    'Bonjour Paul,\n\nNous avons bien reçu votre candidature. Sans réponse de notre part sous trois semaines, veuillez considérer que votre candidature n’a pas été retenue.\n\nLe recrutement',
    'Bonjour Paul,\n\nVotre candidature au poste de comptable nous intéresse. Seriez-vous disponible mardi ?\n',
    'Bonjour,\n\nSi votre candidature n’est pas retenue, nous vous préviendrons.\n',
    'Dear Ana,\n\nThank you for applying for the role of designer. We would like to invite you to an interview on Tuesday.\n\nBest',
    'Hello,\n\nWe have received your application for this position. If you are not selected, we will let you know.\n',
  ])('%j', (text) => {
    expect(mailOf(text).purpose).toBe('hr');
  });
});

describe('a candidate’s answer', () => {
  it.each([
    'Bonjour,\n\nMerci pour votre réponse. J’espère que ma candidature pourra vous intéresser plus tard.\n\nPaul',
    'Hello,\n\nThank you for letting me know about my application. Could you tell me what I could do better?\n\nTom',
    'Hello,\n\nThank you for letting me know. Could you tell me why?\n\nTom\n\nOn Tue, Mar 3, 2026, Jo wrote:\n> Dear Tom,\n> Thank you for applying for the position. We have decided to move forward with another candidate.\n',
  ])('%j', (text) => {
    expect(mailOf(text, ANSWER).purpose).toBe('reply');
    expect(mailOf(text, subjectOf('RE : votre candidature')).purpose).toBe('reply');
  });

  it('is not the recruiter’s', () => {
    const text = 'Bonjour Paul,\n\nVotre candidature au poste de comptable reste à l’étude.\n\nLe 3 mars 2026 à 10:12, Paul a écrit :\n> Avez-vous des nouvelles de ma candidature ?\n';
    expect(mailOf(text, ANSWER).purpose).toBe('hr');
  });

  it('is none without a thread', () => {
    expect(mailOf('Bonjour,\n\nMa candidature est jointe.\n').purpose).toBeNull();
  });
});

describe('newsletters and notices', () => {
  it('speak by their header', () => {
    expect(mailOf('Voici mars.', { fields: [field('list-unsubscribe', '<mailto:x@maison.example>')] }).purpose).toBe('newsletter');
    expect(mailOf('I agree.', { fields: [field('list-unsubscribe', '<mailto:x@maison.example>'), field('list-post', '<mailto:l@maison.example>')] }).purpose).toBeNull();
  });

  it('speak by what they say', () => {
    expect(mailOf('Bonjour,\n\nVoici notre newsletter de mars.\n\nSe désabonner : https://maison.example/u\n').purpose).toBe('newsletter');
    expect(mailOf('Bonjour,\n\nQui écrit la newsletter de mars ?\n').purpose).toBeNull();
    expect(mailOf('Votre commande n° 12 est partie.\n', { fields: [field('auto-submitted', 'auto-generated')] }).purpose).toBe('notice');
    expect(mailOf('Votre commande n° 12 est-elle arrivée ?\n').purpose).toBeNull();
  });
});

describe('a purpose that is declared', () => {
  const text = 'Bonjour,\n\nVotre candidature n’a pas été retenue.\n';
  it('wins, the draft’s before the configuration’s', () => {
    expect(mailOf(text, { context: { purpose: 'hr' } }).purpose).toBe('hr');
    expect(readMail(draftOf([part(text)]), { ...SETTINGS, purpose: 'notice' }).purpose).toBe('notice');
    expect(readMail(draftOf([part(text)], { context: { purpose: 'hr' } }), { ...SETTINGS, purpose: 'notice' }).purpose).toBe('hr');
  });

  it('is told from one that is inferred', () => {
    expect(mailOf(text).purposeDeclared).toBe(false);
    expect(mailOf(text, { context: { purpose: 'hr' } }).purposeDeclared).toBe(true);
  });
});
