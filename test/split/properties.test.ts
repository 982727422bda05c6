import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesOf, parsed, readable, sha256, splitRaw, texts } from './help.ts';

/** Messages as mail programs write them, with everything that could hide an address. */

interface Person { readonly name: string; readonly address: string }

const local = fc.stringMatching(/^[a-z][a-z0-9]{2,8}(?:[._+-][a-z0-9]{2,6})?$/);
const domain = fc.constantFrom('one.example', 'two.example', 'mail.three.example', 'example.org');
const name = fc.constantFrom('', 'Anne Martel', 'MARTEL Anne', 'Martel, Anne', 'Léa Roux', 'Élodie', '李小龙', 'O\'Neill "Bob" Kim', 'Service (achats)', 'a;b', 'Zoé <3', 'anne@elsewhere.example');
const person: fc.Arbitrary<Person> = fc.record({ name, address: fc.tuple(local, domain).map((parts) => parts.join('@')) });
const people = fc.uniqueArray(person, { minLength: 2, maxLength: 7, selector: ({ address }) => address });

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const encodedWord = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
type Style = 'angle' | 'encoded' | 'utf8' | 'comment' | 'bare';
function mailbox({ name: shown, address }: Person, style: Style): string {
  if (shown === '' || style === 'bare') return style === 'angle' ? `<${address}>` : address;
  if (style === 'encoded') return `${encodedWord(shown)} <${address}>`;
  if (style === 'comment' && !/[()\\]/.test(shown) && /^[\x20-\x7e]*$/.test(shown)) return `${address} (${shown})`;
  return style === 'utf8' || /^[\x20-\x7e]*$/.test(shown) ? `${quoted(shown)} <${address}>` : `${encodedWord(shown)} <${address}>`;
}
const styles = fc.array(fc.constantFrom<Style>('angle', 'encoded', 'utf8', 'comment', 'bare'), { minLength: 7, maxLength: 7 });

/** Recipients spread over fields: To and Cc twice, groups, folds, Outlook's semicolons. */
const fieldsOf = (all: readonly Person[]): fc.Arbitrary<string> => fc.tuple(styles, fc.array(fc.constantFrom('To', 'Cc', 'Bcc', 'TO', 'cc'), { minLength: 7, maxLength: 7 }), fc.constantFrom(', ', ',\r\n ', '; ', ',\r\n\t'), fc.boolean())
  .map(([how, where, separator, group]) => {
    const byField = new Map<string, string[]>();
    all.forEach((one, index) => byField.set(where[index]!, [...(byField.get(where[index]!) ?? []), mailbox(one, how[index]!)]));
    return [...byField].map(([field, boxes]) => `${field}: ${group && separator !== '; ' ? `Team: ${boxes.join(separator)};` : boxes.join(separator)}`).join('\r\n');
  });

const attachment = fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }), encoding: fc.constantFrom('base64', 'quoted-printable') });
const quotedPrintable = (bytes: Buffer): string => [...bytes].map((byte, index) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}${index % 24 === 23 ? '=\r\n' : ''}`).join('');
const body = fc.record({
  greeting: fc.constantFrom('Bonjour,', 'Madame, Monsieur,', 'Dear candidate,', 'Bonjour {{prenom}},', 'Bonjour à toutes et à tous,', 'Nous avons lu'),
  rest: fc.constantFrom('Merci pour votre lettre.', 'L\'été, c\'est loin.', 'From here on.\r\n\r\nFrom there.', '.', '=3D'),
  encoding: fc.constantFrom('8bit', 'quoted-printable', 'base64'),
  charset: fc.constantFrom('utf-8', 'iso-8859-1'),
  html: fc.boolean(),
  nested: fc.integer({ min: 0, max: 3 }),
  files: fc.array(attachment, { maxLength: 2 }),
});

function part(type: string, text: string, charset: string, encoding: string): string {
  const bytes = Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'latin1');
  const coded = encoding === 'base64' ? bytes.toString('base64').replace(/.{60}/g, '$&\r\n') : encoding === 'quoted-printable' ? quotedPrintable(bytes) : bytes.toString('latin1');
  return `Content-Type: ${type}; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${coded}`;
}

function multipart(kind: string, level: number, parts: readonly string[]): string {
  return `Content-Type: multipart/${kind}; boundary="b${level}"\r\n\r\n${parts.map((one) => `--b${level}\r\n${one}\r\n`).join('')}--b${level}--\r\n`;
}

function entity({ greeting, rest, encoding, charset, html, nested, files }: typeof body extends fc.Arbitrary<infer T> ? T : never): string {
  const plain = part('text/plain', `${greeting}\r\n\r\n${rest}\r\n`, charset, encoding);
  let inner = html ? multipart('alternative', 9, [plain, part('text/html', `<p><b>${greeting}</b></p><p>${rest}</p>`, charset, encoding)]) : plain;
  for (let level = 0; level < nested; level++) inner = multipart('mixed', level, [inner]);
  if (files.length === 0) return inner;
  return multipart('mixed', 5, [inner, ...files.map(({ bytes, encoding: how }, index) =>
    `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=f${index}.bin\r\nContent-Transfer-Encoding: ${how}\r\n\r\n${how === 'base64' ? Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n') : quotedPrintable(Buffer.from(bytes))}`)]);
}

/** Fields that name somebody, and fields that do not. */
const extras = (all: readonly Person[]): fc.Arbitrary<string> => fc.subarray([
  `Delivered-To: ${all[0]!.address}`, `X-Original-To: ${all[1]!.address}`, `Resent-To: ${all[0]!.address}`, `Received: from a.example by b.example for <${all[1]!.address}>; Mon, 1 Jun 2026 10:00:00 +0200`,
  `X-Spam-Report: seen ${all.map(({ address }) => address.toUpperCase()).join(' ')}`, `List-Unsubscribe: <https://x.example/?m=${all[0]!.address.replace('@', '%40')}>`, `X-Bounce: b+${all[1]!.address.replace('@', '=')}@x.example`,
]).map((fields) => [...fields, 'Received: from c.example by a.example; Mon, 1 Jun 2026 09:00:00 +0200', 'X-Mailer: Plume 3'].map((field) => `${field}\r\n`).join(''));

const message = people.chain((all) => fc.tuple(fc.constant(all), fieldsOf(all), extras(all), body)).map(([all, fields, extra, content]) => ({
  all,
  raw: Buffer.from(`From: Claire Morel <claire.morel@firm.example>\r\n${extra}${fields}\r\nSubject: ${encodedWord('Réponse')}\r\nDate: Mon, 1 Jun 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\n`).toString('latin1') + entity(content),
}));

const GREETING = /^(?:Bonjour|Dear)[^\r\n]*|Madame, Monsieur,/;

describe('whatever the mail, one mail a person', () => {
  it('goes to that person alone, names nobody else, and is the same otherwise', async () => {
    let greeted = 0;
    await fc.assert(fc.asyncProperty(message, async ({ all, raw }) => {
      const result = splitRaw(raw);
      const mails = texts(result);
      expect(mails).toHaveLength(all.length);
      const [original] = await parsed([raw]);
      const read = await parsed(mails);
      expect(read.flatMap(({ to }) => addressesOf(to)).sort()).toEqual(all.map(({ address }) => address).sort());
      read.forEach((mail, index) => {
        const [own] = addressesOf(mail.to);
        expect([addressesOf(mail.to).length, addressesOf(mail.cc), addressesOf(mail.bcc)]).toEqual([1, [], []]);
        const everything = readable(mails[index]!, mail);
        for (const { address } of all) {
          if (address === own || own!.includes(address)) continue;
          for (const form of [address, address.replace('@', '%40'), address.replace('@', '=')]) expect(everything).not.toContain(form);
        }
        expect(mail.headers.get('x-mailer')).toBe('Plume 3');
        expect(mail.subject).toBe('Réponse');
        expect(mail.date).toEqual(original!.date);
        expect(mail.text?.replace(GREETING, '')).toBe(original!.text?.replace(GREETING, ''));
        expect(mail.attachments.map(({ content }) => sha256(content))).toEqual(original!.attachments.map(({ content }) => sha256(content)));
        if (mail.text !== original!.text) greeted++;
      });
      expect(new Set(read.map(({ messageId }) => messageId)).size).toBe(all.length);
      // Made again the same; split again unchanged.
      expect(texts(splitRaw(raw))).toEqual(mails);
      expect(texts(splitRaw(mails[0]!))).toEqual([mails[0]]);
    }), { numRuns: Number(process.env['SPLIT_RUNS'] ?? 250) });
    expect(greeted).toBeGreaterThan(0);
  });

  it('is refused where the text, an attachment or a name in them tells of another', () => {
    fc.assert(fc.property(people, fc.constantFrom('8bit', 'quoted-printable', 'base64'), fc.constantFrom('text', 'html', 'csv', 'message', 'utf-16'), (all, encoding, where) => {
      const secret = `Liste : ${all[1]!.address}, fin`;
      const header = `From: claire@firm.example\r\nTo: ${all.map(({ address }) => address).join(', ')}\r\nSubject: x\r\nMIME-Version: 1.0\r\n`;
      const plain = part('text/plain', 'Bonjour,', 'utf-8', '8bit');
      const inner = where === 'text' ? part('text/plain', secret, 'utf-8', encoding)
        : where === 'html' ? part('text/html', `<a href="mailto:${all[1]!.address.replace('@', '%40')}">x</a>`, 'utf-8', encoding)
          : where === 'csv' ? multipart('mixed', 1, [plain, `Content-Disposition: attachment; filename=a.csv\r\n${part('text/csv', secret, 'utf-8', encoding)}`])
            : where === 'message' ? multipart('mixed', 1, [plain, `Content-Type: message/rfc822\r\n\r\nFrom: ${all[1]!.address}\r\nSubject: y\r\n\r\nz`])
              : multipart('mixed', 1, [plain, `Content-Type: application/msword\r\nContent-Disposition: attachment; filename=a.doc\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(secret, 'utf16le').toString('base64')}`]);
      expect(splitRaw(header + inner).refused).toMatchObject({ reason: 'others', leaks: [{ addresses: 1 }] });
    }), { numRuns: 300 });
  });
});
