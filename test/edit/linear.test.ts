import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';
import { sourceEdits } from '../../src/edit/source-edits.ts';
import type { Change } from '../../src/edit/types.ts';
import { countSteps } from '../draft/steps.ts';
import { addressesOf } from './help.ts';

const part = (type: string, encoding: string, body: string): string => `To: a@x.example\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
/** Every eighth word of the first part becomes another. */
const someWords = ({ parts }: Draft): Change[] => [...parts[0]!.content.matchAll(/\bmot\b/g)].filter((_, index) => index % 8 === 0).map(({ index }) => ({ kind: 'text', part: 0, start: index, end: index + 3, text: 'x' }));
const oneWord = (draft: Draft): Change[] => someWords(draft).slice(0, 1);
const subject = ({ subject: own }: Draft): Change[] => [{ kind: 'subject', start: own!.value.indexOf('mot'), end: own!.value.indexOf('mot') + 3, text: 'été' }];
const everyOther = (draft: Draft): Change[] => addressesOf(draft).filter((_, index) => index % 2 === 0).map(({ spot }) => ({ kind: 'remove-address', spot }));
const toBcc = (draft: Draft): Change[] => [{ kind: 'recipients', to: [], cc: [], bcc: addressesOf(draft) }];
const list = (n: number): string => Array.from({ length: n }, (_, i) => `"Anne ${String(i)}" <a${String(i)}@x.example>`).join(',\r\n ');

const MESSAGES: Readonly<Record<string, readonly [(n: number) => string, (draft: Draft) => Change[]]>> = {
  'many words of one line': [(n) => part('text/plain', '8bit', 'un mot '.repeat(n)), someWords],
  'many words of one quoted-printable line': [(n) => part('text/plain', 'quoted-printable', 'un mot '.repeat(n)), someWords],
  'many words of quoted-printable lines': [(n) => part('text/plain', 'quoted-printable', 'un mot =\r\n'.repeat(n)), someWords],
  'blanks in quoted-printable': [(n) => part('text/plain', 'quoted-printable', `un mot${' '.repeat(n)}x`), oneWord],
  'equals signs in quoted-printable': [(n) => part('text/plain', 'quoted-printable', `un mot${'= '.repeat(n)}x`), oneWord],
  'many words in base64': [(n) => part('text/plain', 'base64', Buffer.from('un mot '.repeat(n)).toString('base64').replace(/(.{76})/g, '$1\r\n')), someWords],
  'many words of a flowed paragraph': [(n) => part('text/plain; format=flowed', '8bit', 'un mot \r\n'.repeat(n)), someWords],
  'a flowed paragraph without blanks': [(n) => part('text/plain; format=flowed', '8bit', `${'> '.repeat(3)}mot ${'x'.repeat(n)}\r\n`), oneWord],
  'flowed quote marks': [(n) => part('text/plain; format=flowed', '8bit', `${'>'.repeat(n)} un mot\r\n`), oneWord],
  'many words of HTML': [(n) => part('text/html', '8bit', '<p>un <b>mot</b></p>\n'.repeat(n)), someWords],
  'tags within a word': [(n) => part('text/html', '8bit', `<p>un mot${'<b></b> '.repeat(n)}x</p>`), oneWord],
  'a subject of words': [(n) => `Subject: ${'un mot '.repeat(n)}\r\n\r\nx`, subject],
  'a subject of encoded words': [(n) => `Subject: mot ${'=?utf-8?Q?=C3=A9?= '.repeat(n)}\r\n\r\nx`, subject],
  'a subject of folds': [(n) => `Subject: un mot${'\r\n x'.repeat(n)}\r\n\r\nx`, subject],
  'addresses taken out': [(n) => `To: ${list(n)}\r\n\r\nx`, everyOther],
  'addresses moved to Bcc': [(n) => `To: ${list(n)}\r\nCc: ${list(n)}\r\n\r\nx`, toBcc],
  'To fields moved to Bcc': [(n) => `${'To: a@x.example\r\n'.repeat(n)}\r\nx`, toBcc],
  'signatures with a length': [(n) => `${'DKIM-Signature: v=1; h=to; l=1; b=x\r\n'.repeat(n)}To: a@x.example\r\n\r\n${'un mot\r\n'.repeat(n)}`, oneWord],
};
const JSONS: Readonly<Record<string, readonly [(n: number) => string, (draft: Draft) => Change[]]>> = {
  'many words of a string': [(n) => JSON.stringify({ to: 'a@x.example', text: 'un mot é\n'.repeat(n) }), someWords],
  'addresses taken out of an array': [(n) => JSON.stringify({ to: Array.from({ length: n }, (_, i) => `a${String(i)}@x.example`) }), everyOther],
  'addresses taken out of a string': [(n) => JSON.stringify({ to: list(n).replaceAll('\r\n', '') }), everyOther],
  'addresses moved to bcc': [(n) => JSON.stringify({ to: Array.from({ length: n }, (_, i) => ({ address: `a${String(i)}@x.example` })) }), toBcc],
};

const steps = (kind: 'message' | 'json', text: string, changesOf: (draft: Draft) => Change[]): number => {
  const draft = kind === 'json' ? readJsonText(text) : readMessage(text);
  const changes = changesOf(draft);
  let refused: string | null = null;
  const counted = countSteps(() => {
    const result = sourceEdits({ kind, text }, draft, changes);
    if ('refused' in result) refused = result.refused;
  });
  expect(refused).toBeNull();
  return counted;
};

describe('the work of edits grows with the source, not faster', () => {
  it.each([...Object.entries(MESSAGES).map(([name, [make, changes]]) => [name, 'message', make, changes] as const), ...Object.entries(JSONS).map(([name, [make, changes]]) => [`JSON: ${name}`, 'json', make, changes] as const)])('%s', (_, kind, make, changes) => {
    // Linear is 4, plus what small numbers and halving add; quadratic is 16.
    expect(steps(kind, make(4000), changes) / steps(kind, make(1000), changes)).toBeLessThan(6);
  });
});
