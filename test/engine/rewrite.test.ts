import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readPack } from '../../src/build/pack.ts';
import { withEnvelope } from '../../src/draft/envelope.ts';
import { readMessage } from '../../src/draft/message.ts';
import { compile } from '../../src/engine/compile.ts';
import { judge } from '../../src/engine/judge.ts';
import { rewritten } from '../../src/engine/rewrite.ts';

const rules = compile(readPack(fileURLToPath(new URL('../..', import.meta.url))), {
  extends: ['hr'], internalDomains: ['maison.example'],
  policy: { mode: 'enforce', rules: { 'recipients/bcc-header': { rewrite: ['remove-field'] } } },
});
const BCC = 'Bcc: ben@client.example\r\n';
const TEXT = `From: Claire Morel <claire@maison.example>\r\nTo: anne.martel@gmail.example\r\n${BCC}Subject: Votre candidature\r\n\r\nBonjour Anne,\r\n\r\nMerci de votre candidature.\r\n\r\nClaire\r\n`;

/** A letter to one person alone has to name the post; one to two has not. */
function mended(to: readonly string[]): string | undefined {
  const draft = withEnvelope(readMessage(TEXT), 'claire@maison.example', to);
  const { verdict } = judge(draft, rules);
  expect(verdict.action).toBe('rewrite');
  return rewritten({ kind: 'message', text: TEXT }, draft, rules, verdict)?.source.text;
}

it('judges what a fix brings with it by the envelope, which the message does not tell', () => {
  expect(mended(['anne.martel@gmail.example', 'ben@client.example'])).toBe(TEXT.replace(BCC, ''));
});

it('does not make a fix that brings a new finding with it', () => {
  expect(mended(['anne.martel@gmail.example'])).toBeUndefined();
});
