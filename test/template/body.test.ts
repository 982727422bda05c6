import { describe, expect, it } from 'vitest';
import { isTemplateName, readBody } from '../../src/template/body.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the body of a mail without its header', () => {
  it.each([
    ['a.html', 'x', 'text/html'], ['a.HTM', 'x', 'text/html'], ['a.txt', '<p>x', 'text/plain'], ['a.md', '<p>x', 'text/plain'], ['a.mjml', 'x', 'text/html'],
    ['a.html.liquid', 'x', 'text/html'], ['a.txt.hbs', '<p>x', 'text/plain'], ['a.hbs', '<p>x</p>', 'text/html'], ['a.liquid', 'Dear {{name}}', 'text/plain'],
  ])('%s', (name, text, type) => {
    expect(isTemplateName(name)).toBe(true);
    expect(readBody(bytes(text), name).parts.map((part) => part.type)).toEqual([type]);
  });
  it('has its subject, purpose, language and stage in YAML front matter', () => {
    const draft = readBody(bytes('\uFEFF---\r\ntitle: x\r\nSubject:  \'Réponse : oui\'  \r\npurpose: hr\r\nlang: fr\r\nstage: interview\r\n---\r\nBonjour,\r\n'), 'a.txt');
    expect(draft.subject?.value).toBe('Réponse : oui');
    expect(draft.context).toEqual({ purpose: 'hr', language: 'fr', stage: 'interview' });
    expect(draft.parts[0]!.content).toBe('Bonjour,\r\n');
  });
  it('or a first line that says it, with an empty one behind', () => {
    expect(readBody(bytes('Objet : Votre candidature\n\nBonjour,\n'), 'a.txt').subject?.value).toBe('Votre candidature');
    expect(readBody(bytes('Subject: a\nBonjour,\n'), 'a.txt').subject).toBeNull();
    expect(readBody(bytes('Note: a\n\nBonjour,\n'), 'a.txt').subject).toBeNull();
  });
  it('front matter that never ends is text', () => {
    expect(readBody(bytes('---\nsubject: a\nBonjour,\n'), 'a.txt')).toMatchObject({ subject: null, parts: [{ content: '---\nsubject: a\nBonjour,\n' }] });
  });
  it('says where the front matter says what is not possible', () => {
    expect(readBody(bytes('---\npurpose: lunch\n---\nx'), 'a.txt').problems).toMatchObject([{ kind: 'unknown-field', spot: { at: 'raw', start: 4, end: 18 } }]);
  });
  it('reads bytes that are not UTF-8 as Western text', () => {
    expect(readBody(Uint8Array.of(0xe9, 0x74, 0xe9), 'a.txt').parts[0]!.content).toBe('été');
  });
});
