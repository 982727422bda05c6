import iconv from 'iconv-lite';
import { addressList, encodedWord, Random, randomMessage } from '../edit/generate.ts';

/** Sentences about which rules have something to say, and some about which they have not. */
const SENTENCES = [
  'Nous avons le regret de vous informer que votre candidature n\'a pas été retenue.', 'Vous êtes trop âgée pour ce poste.', 'Merci de votre visite à Nîmes.',
  'Malgré la qualité de votre dossier, nous ne donnerons pas suite.', 'Bonjour {{prénom}},', 'Avez-vous des enfants ?', 'À bientôt, où que vous soyez.',
  'We regret to inform you that we went with another candidate.', 'You are too old for our young team.', 'Dear [First name],', 'Thank you for coming on Thursday.',
];
const CHARSETS = ['utf-8', 'utf-8', 'utf-8', 'iso-8859-1', 'windows-1252', 'ibm850', 'macintosh'];

function quotedPrintable(bytes: Uint8Array, eol: string): string {
  return Buffer.from(bytes).toString('latin1').split(eol)
    .map((line) => line.replace(/[^\x20-\x3c\x3e-\x7e]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).replace(/.{60}(?<!=.?)(?!$)/g, (part) => `${part}=${eol}`))
    .join(eol);
}

function letter(random: Random): Uint8Array {
  const eol = random.of(['\r\n', '\r\n', '\n', '\r']);
  const charset = random.of(CHARSETS);
  const text = Array.from({ length: random.int(1, 6) }, () => random.of(SENTENCES)).join(random.of([' ', eol, eol + eol]));
  const body = iconv.encode(text, charset);
  const transfer = random.of(['8bit', '8bit', 'quoted-printable', 'base64']);
  const encoded = transfer === '8bit' ? body : transfer === 'base64' ? Buffer.from(body.toString('base64').replace(/.{76}/g, `$&${eol}`)) : Buffer.from(quotedPrintable(body, eol));
  const header = [
    'From: Claire <claire@firma.example>', `To: ${addressList(random, eol)}`, ...(random.chance(0.4) ? [`Cc: ${addressList(random, eol)}`] : []), ...(random.chance(0.2) ? [`Bcc: ${addressList(random, eol)}`] : []),
    `Subject: ${random.chance(0.5) ? encodedWord(random, 'Votre âge', 'utf-8') : 'Votre candidature'}`, 'MIME-Version: 1.0', `Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${transfer}`,
    ...(random.chance(0.3) ? ['X-Undisclosed-Purpose: rejection'] : []), '', '',
  ].join(eol);
  return Buffer.concat([random.chance(0.1) ? Buffer.from('\uFEFF') : Buffer.alloc(0), Buffer.from(header, 'latin1'), encoded]);
}

function json(random: Random): Uint8Array {
  const draft = {
    from: 'claire@firma.example',
    to: Array.from({ length: random.int(1, 14) }, (_one, index) => (random.chance(0.5) ? `p${String(index)}@a${String(index % 5)}.example` : { name: 'Zoé Été', address: `q${String(index % 7)}@mail.example` })),
    subject: random.of(SENTENCES), text: Array.from({ length: random.int(0, 4) }, () => random.of(SENTENCES)).join('\n'),
    ...(random.chance(0.3) ? { context: { purpose: 'rejection' } } : {}), ...(random.chance(0.1) ? { unknown: 1 } : {}),
  };
  const text = JSON.stringify(draft, null, random.of([0, 2])).replace(/[^\x00-\x7f]/g, (unit) => (random.chance(0.5) ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit));
  const bytes = Buffer.from((random.chance(0.1) ? '\uFEFF' : '') + text);
  // Cut short, or with a byte that is no UTF-8.
  return random.chance(0.05) ? bytes.subarray(0, bytes.length - 5) : random.chance(0.1) ? Buffer.from(bytes.toString('latin1').replace('candidat', 'candid\xe9t'), 'latin1') : bytes;
}

/** A draft that is the same for the same number. */
export function draft(number: number): { readonly name: string; readonly bytes: Uint8Array } {
  const random = new Random(number);
  if (number % 5 === 4) return { name: `${String(number)}.json`, bytes: json(random) };
  return { name: `${String(number)}.eml`, bytes: number % 5 === 3 ? Buffer.from(randomMessage(number).raw, 'latin1') : letter(random) };
}
