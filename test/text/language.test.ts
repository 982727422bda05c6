import { describe, expect, it } from 'vitest';
import { SAMPLES } from './language-samples.ts';
import { GREETINGS } from './greeting-samples.ts';
import { countSteps, mailOf, sentencesOf, subjectOf, viewOf } from './help.ts';

const languageOf = (text: string) => mailOf(text).language;
const lines = (code: string): string[] => SAMPLES[code]!.trim().split('\n');

describe('language', () => {
  it.each(['fr', 'en'])('%s is told in at least 98 of 100 short texts that are told, and nine of ten are', (code) => {
    const told = lines(code).map((text) => languageOf(text)).filter((language) => language !== null);
    expect(told.length).toBeGreaterThanOrEqual(lines(code).length * 0.9);
    expect(told.filter((language) => language === code).length).toBeGreaterThanOrEqual(told.length * 0.98);
  });

  it.each(['de', 'es', 'it', 'nl', 'pt'])('%s is never taken for French or English', (code) => {
    for (const text of lines(code)) expect(['fr', 'en']).not.toContain(languageOf(text));
    expect(lines(code).filter((text) => languageOf(text) === code).length).toBeGreaterThanOrEqual(lines(code).length * 0.9);
  });

  it.each([
    ['pl', 'Dzień dobry, dziękuję za wiadomość. Nie jestem pewien, czy to jest możliwe.'],
    ['sv', 'Hej, tack för ditt meddelande. Jag har inte läst det och kan inte komma till mötet.'],
    ['ru', 'Здравствуйте, спасибо за ваше письмо.'],
    ['el', 'Καλημέρα, ευχαριστώ για το μήνυμά σας.'],
    ['ja', 'ご連絡ありがとうございます。会議は明日です。'],
    ['zh', '您好,感谢您的来信。会议在明天举行。'],
    ['ko', '안녕하세요, 메일 감사합니다.'],
    ['ar', 'مرحبا، شكرا على رسالتك.'],
    ['he', 'שלום, תודה על ההודעה שלך.'],
  ])('%s is known not to be ours', (code, text) => {
    expect(languageOf(text)).toBe(code);
  });

  it.each(['', 'OK', 'Ok ok ok.', '12/03/2026 14:00', 'Paul Martin', 'https://maison.example/a?b=c', 'A B C D E F', 'CV PDF'])('%j is too short or no language', (text) => {
    expect(languageOf(text)).toBeNull();
  });

  it.each(GREETINGS.fr)('%j is French, or too short to tell', (text) => {
    expect(['fr', null]).toContain(languageOf(text));
  });

  it.each(GREETINGS.en)('%j is English, or too short to tell', (text) => {
    expect(['en', null]).toContain(languageOf(text));
  });

  it.each([
    ['fr', 'Chère candidate, cher candidat,'],
    ['fr', 'Chère Beatrice, cher Donato,'],
    ['en', 'Dear candidate, dear Beatrice,'],
    ['it', 'Gentile candidata, gentile candidato,'],
    ['es', 'Estimada candidata, estimado candidato:'],
    ['de', 'Sehr geehrte Damen und Herren,'],
  ])('a greeting alone: %s, %j', (code, text) => {
    expect(languageOf(text)).toBe(code);
  });

  it('is not told by ends of words and accents alone', () => {
    expect(languageOf('Candidate Beate, Noè Donato, Inès Lauréate')).toBeNull();
  });

  it('does not depend on accents, capitals or composition', () => {
    const text = 'Votre candidature a été examinée avec intérêt par notre équipe.';
    for (const spelling of [text, text.toUpperCase(), text.normalize('NFD'), text.normalize('NFD').replace(/\p{M}/gu, '')]) expect(languageOf(spelling)).toBe('fr');
  });

  it('is asked section by section', () => {
    const view = viewOf('Hello Claire,\n\nThe list is ready and you will find it below.\n\n> Bonjour, pourriez-vous nous envoyer la liste avant demain ?\n');
    expect(view.sections().map(({ kind, language }) => [kind, language])).toEqual([['greeting', 'en'], ['body', 'en'], ['quoted', 'fr']]);
  });

  it('is a sentence’s own where it is long enough to have one', () => {
    const text = 'Nous avons bien reçu votre dossier et nous vous en remercions. You are too old for the job that we have in mind. Bien reçu.';
    expect(sentencesOf(text)).toHaveLength(3);
    // The last one is too short, and the whole is of two languages.
    expect(viewOf(text).sentences().map(({ language }) => language)).toEqual(['fr', 'en', null]);
  });

  it('is the declared one before all', () => {
    expect(mailOf('You are too old.', { context: { language: 'fr-FR' } }).language).toBe('fr');
  });

  it('comes from the subject where there is no body', () => {
    expect(mailOf('', subjectOf('Votre candidature au poste de comptable')).language).toBe('fr');
  });

  it('is not asked of links and addresses', () => {
    expect(languageOf('http://www.exemple.com/com/com/as/os')).toBeNull();
    expect(languageOf('Merci de voir le site de notre équipe : https://on.the.example/and/with/this/that')).toBe('fr');
  });

  it('is asked once, also where there is none', () => {
    const view = viewOf('Mot\n'.repeat(600));
    const read = () => view.sentences().forEach((sentence) => sentence.language);
    read();
    expect(countSteps(read)).toBe(0);
  });

  it('is told after a glance at a long text', () => {
    const piece = 'Nous avons bien reçu votre dossier et nous vous en remercions. ';
    const read = (times: number) => {
      const view = viewOf(piece.repeat(times));
      view.sentences();
      return countSteps(() => view.sections()[0]!.language);
    };
    expect(read(400)).toBe(read(40));
  });
});
