import { describe, expect, it } from 'vitest';
import { readEml } from '../../src/io/eml.ts';
import { fixInput, type FixedInput } from '../../src/io/fix.ts';
import { spamAssassin } from '../differential/corpus.ts';
import { rulesFor, suggestionOf } from './help.ts';

/** Real mail carries what is to be fixed: taken out again, every byte of it must be as it was. */

const COUNT = Number(process.env['UNDISCLOSED_CARRIERS'] ?? 40);
const samples = spamAssassin();
const carriers = samples.filter((_, index) => index % Math.max(1, Math.floor(samples.length / COUNT)) === 0).slice(0, COUNT).map(({ name, bytes }) => ({ name, raw: bytes.toString('latin1') }));
const QUESTION = 'How old are you?';

/** Reasons that lie in the carrier: it is signed, or two readers see it differently. */
const EXCUSES = new Set(['signed', 'dkim', 'encrypted', 'disagreement', 'charset']);

interface Planted {
  readonly text: string;
  readonly expected: string;
}

async function carried({ text }: Planted, rule: string, fix: string, phase: 'compose' | 'send' = 'compose'): Promise<FixedInput> {
  const rules = rulesFor([rule]);
  return fixInput({ filePath: 'carrier.eml', draft: await readEml(Buffer.from(text, 'latin1')), source: { kind: 'message', text } }, rules, { choose: (finding) => suggestionOf(finding, fix), guard: rules, phase });
}

/** A field more at the top of the header, where an mbox separator may stand. */
function withField(raw: string, field: string): string {
  const end = raw.startsWith('From ') ? raw.indexOf('\n') + 1 : 0;
  return raw.slice(0, end) + field + eolOf(raw) + raw.slice(end);
}

function eolOf(raw: string): string {
  return raw[raw.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

const PLANTS: readonly (readonly [string, string, 'compose' | 'send', (raw: string) => Planted | null])[] = [
  ['recipients/bcc-header', 'remove-field', 'send', (raw) => (/^(?:x-|resent-)?bcc:/im.test(raw) ? null : { text: withField(raw, 'Bcc: Paul <paul@orange.example>,\n\tlea@orange.example'.replace('\n', eolOf(raw))), expected: raw })],
  ['recipients/reply-to-list', 'remove-field', 'compose', (raw) => (/^(?:reply-to|list-\w+|precedence|x-beenthere|mailing-list):/im.test(raw) ? null : { text: withField(raw, 'Reply-To: Paul Martin <paul.martin@orange.example>, lea.roux@other.example'), expected: raw })],
  ['recipients/mistyped-domain', 'correct-domain', 'compose', (raw) => ({ text: withField(raw, 'Cc: "Martin, Paul" <paul.martin@gmial.com>'), expected: withField(raw, 'Cc: "Martin, Paul" <paul.martin@gmail.com>') })],
  ['recipients/duplicate-recipient', 'remove-duplicate', 'compose', (raw) => ({ text: withField(raw, 'Cc: paul@orange.example, lea@orange.example, Paul <paul@orange.example>'), expected: withField(raw, 'Cc: lea@orange.example, Paul <paul@orange.example>') })],
  ['discrimination/forbidden-question', 'remove-question', 'compose', (raw) => {
    const eol = eolOf(raw);
    const body = raw.indexOf(eol + eol) + 2 * eol.length;
    // In a multipart this would stand in no part at all.
    if (body < 2 * eol.length || /^content-(?:type:(?!\s*text\/plain)|transfer-encoding:\s*(?:base64|quoted))/im.test(raw.slice(0, body))) return null;
    const declared = (text: string): string => withField(text, 'X-Undisclosed-Purpose: hr');
    return { text: declared(`${raw.slice(0, body)}${QUESTION}${eol}${eol}${raw.slice(body)}`), expected: declared(raw) };
  }],
];

describe('what was planted in real mail', () => {
  it.each(PLANTS)('%s: %s in phase %s leaves every other byte as it was', async (rule, fix, phase, plant) => {
    const outcomes: Record<string, number> = {};
    for (const { name, raw } of carriers) {
      const planted = plant(raw);
      if (planted === null) continue;
      const { input, changed, fixed, notFixed } = await carried(planted, rule, fix, phase);
      const outcome = changed ? 'fixed' : notFixed[0]?.reason ?? 'not-found';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (!changed) {
        expect(input.source.text, name).toBe(planted.text);
        continue;
      }
      // The carrier may have had more of the kind.
      if (fixed.length === 1) expect(input.source.text === planted.expected, `${name}: other bytes have changed`).toBe(true);
      const again = await carried({ text: input.source.text, expected: '' }, rule, fix, phase);
      expect(again.changed, name).toBe(false);
    }
    const { fixed = 0, ...others } = outcomes;
    if (process.env['UNDISCLOSED_CARRIERS'] !== undefined) console.log(rule, fix, outcomes);
    expect(fixed).toBeGreaterThan(COUNT / 10);
    const unexplained = Object.entries(others).filter(([reason]) => !EXCUSES.has(reason)).reduce((sum, [, count]) => sum + count, 0);
    expect(unexplained, JSON.stringify(others)).toBeLessThan(COUNT / 4);
  });
});
