import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { addressesOf, PACK, parsed, readable, sha256, splitRaw, texts } from './help.ts';

/** The rejection that went to 340 candidates at once, here with two attachments. */
const incident = readFileSync(new URL('../../fixtures/incidents/toulouse-rejection/rejection.eml', import.meta.url), 'latin1');
const PDF = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256));
const CSV = Buffer.from('poste;ville\r\nlibraire;Toulouse\r\n');

function withAttachments(text: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = text.indexOf(eol + eol) + eol.length;
  const header = text.slice(0, end);
  const type = header.slice(header.indexOf('Content-Type:'));
  const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/.{76}/g, `$&${eol}`);
  return [
    `${header.replace(type, '')}Content-Type: multipart/mixed; boundary=frontier`, '', '--frontier', `${type}${text.slice(end)}`,
    '--frontier', 'Content-Type: application/pdf; name=plan.pdf', 'Content-Disposition: attachment; filename=plan.pdf', 'Content-Transfer-Encoding: base64', '', base64(PDF),
    '--frontier', 'Content-Type: text/csv; name=postes.csv', 'Content-Disposition: attachment; filename=postes.csv', 'Content-Transfer-Encoding: base64', '', base64(CSV),
    '--frontier--', '',
  ].join(eol);
}

describe.each([['as it was', incident], ['with attachments', withAttachments(incident)]])('340 candidates, %s', (_name, text) => {
  let mails: string[];
  let candidates: string[];
  let read: Awaited<ReturnType<typeof parsed>>;

  beforeAll(async () => {
    candidates = addressesOf((await simpleParser(Buffer.from(text, 'latin1'))).to);
    mails = texts(splitRaw(text));
    read = await parsed(mails);
  });

  it('become 340 mails, in their order, to one person each', () => {
    expect(candidates).toHaveLength(340);
    expect(read.map(({ to }) => addressesOf(to))).toEqual(candidates.map((address) => [address]));
    for (const { cc, bcc } of read) expect([addressesOf(cc), addressesOf(bcc)]).toEqual([[], []]);
  });

  it('of which none holds another address, however it is decoded', () => {
    read.forEach((mail, index) => {
      const all = readable(mails[index]!, mail);
      expect(all).toContain(candidates[index]);
      expect(candidates.filter((other, at) => at !== index && !candidates[index]!.endsWith(other) && all.includes(other))).toEqual([]);
    });
  });

  it('each with a Message-ID of its own, and what else they had', async () => {
    const original = await simpleParser(Buffer.from(text, 'latin1'));
    expect(new Set(read.map(({ messageId }) => messageId)).size).toBe(340);
    for (const mail of read) {
      expect(mail.messageId).toMatch(/^<[0-9a-f]{32}@agence-belvezet\.example>$/);
      expect([mail.subject, mail.date, mail.from?.text]).toEqual([original.subject, original.date, original.from?.text]);
      expect(mail.text!.replace(/^Bonjour [^,]+,/, 'Bonjour,')).toBe(original.text);
      expect(mail.attachments.map(({ content }) => sha256(content))).toEqual(original.attachments.map(({ content }) => sha256(content)));
    }
    if (original.attachments.length > 0) expect(read[0]!.attachments.map(({ content }) => sha256(content))).toEqual([sha256(PDF), sha256(CSV)]);
  });

  it('that greet by first name where it is sure', () => {
    const greeted = new Map(read.map(({ to, text: body }) => [Array.isArray(to) ? '' : to!.value[0]!.name, /^Bonjour(?: ([^,]+))?,/.exec(body!)![1]]));
    expect(greeted.get('Léonie Nougarède')).toBe('Léonie');
    expect(greeted.get("D'HAUTERIVE, Lucie")).toBe('Lucie');
    expect(greeted.get('KERBRAT, Héloïse')).toBe('Héloïse');
    expect(greeted.get('Jean-Baptiste Urrutia')).toBe('Jean-Baptiste');
    // Both words of it are first names; the address does not tell.
    expect(greeted.get('Théo Gérard')).toBeUndefined();
    expect(greeted.get('')).toBeUndefined();
  });

  it('and in which no rule on recipients finds anything', () => {
    const rules = compile({ ...PACK, rules: PACK.rules.filter(({ id }) => id.startsWith('recipients/')) }, { extends: ['all'] });
    expect(lint(readMessage(text), rules).map(({ ruleId }) => ruleId)).toContain('recipients/visible-recipients');
    for (const mail of mails) expect(lint(readMessage(mail), rules, { phase: 'send' })).toEqual([]);
  });

  it('made again are the same, and split again stay as they are', () => {
    expect(texts(splitRaw(text))).toEqual(mails);
    for (const mail of mails.slice(0, 50)) expect(texts(splitRaw(mail))).toEqual([mail]);
  });
});
