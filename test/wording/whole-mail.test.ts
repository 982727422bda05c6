import { describe, expect, it } from 'vitest';
import { linter } from './helper.ts';

const WEATHER = 'It rained again in the afternoon, and the children stayed inside with their books. ';
const PLUIE = 'Il a encore plu cet après-midi, et les enfants sont restés à la maison avec leurs livres. ';
const found = (text: string): readonly string[] => linter('discrimination/*')({ text }).map(({ ruleId, level }) => `${ruleId} ${level}`);

describe('a long text between others', () => {
  it('is looked at wherever somebody is refused in it', () => {
    expect(found(`${WEATHER.repeat(12)}We will not hire him because he is too old. ${WEATHER.repeat(12)}`)).toContain('discrimination/age error');
    expect(found(`${PLUIE.repeat(12)}Nous ne l'embaucherons pas car il est trop vieux pour ce poste. ${PLUIE.repeat(12)}`)).toContain('discrimination/age error');
  });
  it('is let alone where nobody is', () => {
    expect(found(WEATHER.repeat(24))).toEqual([]);
    expect(found(PLUIE.repeat(24))).toEqual([]);
  });
});

describe('a note of some lines', () => {
  const note = 'Dana came in on Monday.\nShe is pregnant, so no.\n';
  const alone = found(note);
  it('speaks for itself', () => {
    expect(alone).toContain('discrimination/pregnancy-maternity error');
  });
  it('is as short above a long footer as without one', () => {
    expect(found(`${note}\n-- \n${'This message and its attachments are confidential and meant for the addressee only. '.repeat(8)}`)).toEqual(alone);
  });
  it('is as short above a long mail that it answers', () => {
    expect(found(`${note}\nOn Tue, 3 March 2026 at 10:12, Noor Field <noor@harbour.example> wrote:\n${`> ${WEATHER.trim()}\n`.repeat(10)}`)).toEqual(alone);
  });
});

describe('a sentence that says all by itself', () => {
  it('is no reason to suspect those around it', () => {
    expect(found('The parcel came late. We will not hire her because she is Muslim. Her house is far from here.')).toEqual(['discrimination/religion error']);
    expect(found("Le colis est arrivé en retard. Nous ne l'embaucherons pas parce qu'elle est musulmane. Elle habite loin d'ici.")).toEqual(['discrimination/religion error']);
  });
});

describe('a sentence in another language than its mail', () => {
  it('is read in its own', () => {
    expect(found(`${PLUIE.repeat(3)}\n\nWe will not hire you because you are pregnant.\n\n${PLUIE.repeat(3)}`)).toContain('discrimination/pregnancy-maternity error');
    expect(found(`${WEATHER.repeat(3)}\n\nNous ne vous embauchons pas parce que vous êtes enceinte.\n\n${WEATHER.repeat(3)}`)).toContain('discrimination/pregnancy-maternity error');
  });
  it('is nothing where names and titles alone are in another', () => {
    expect(found(`${PLUIE.repeat(2)} Le film s'appelle « The Old Man and the Sea », et le groupe « The Black Widows of the North ». ${PLUIE.repeat(2)}`)).toEqual([]);
  });
});

describe('a subject', () => {
  const subject = (text: string): readonly string[] => linter('discrimination/*', { purpose: 'hr' })({ subject: text, text: 'The details are attached.' }).map(({ ruleId, level }) => `${ruleId} ${level}`);
  it.each(['Your maternity leave', 'Re: Your parental leave', 'Your union membership', 'Your age band', 'Union elections', 'Votre RQTH', 'Votre grossesse', 'Votre mandat de délégué syndical', 'Your sick note', 'Votre arrêt maladie'])('that names what its mail is about says nothing of it: %s', (text) => {
    expect(subject(text)).toEqual([]);
  });
  it.each([['Too old for us: Mr Marlow', 'age'], ['Dana is pregnant, so no', 'pregnancy-maternity'], ['No women on this site', 'sex'], ['Trop âgé pour le poste', 'age'], ['Enceinte, donc non', 'pregnancy-maternity']])('may refuse as well: %s', (text, rule) => {
    expect(subject(text)).toContain(`discrimination/${rule} error`);
  });
});
