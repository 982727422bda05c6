import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pack } from '../../src/generated/pack.js';
import { patchMail, validate } from '../../src/hosts/git/send-email.ts';

const folder = mkdtempSync(join(tmpdir(), 'undisclosed-git-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PATCH = [
  'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001', 'From: Ana Lind <ana@studio.example>', 'Date: Mon, 5 Oct 2026 10:00:00 +0000',
  'Subject: [PATCH] parser: keep the last line', '', 'The last line was lost when no line end stood behind it.', '---', ' parser.c | 2 +-', ' 1 file changed', '',
  'diff --git a/parser.c b/parser.c', '--- a/parser.c', '+++ b/parser.c', '@@ -1,2 +1,2 @@', '-Hello {{name}}', '+Hello {{first_name}} from ana@secret.example', '-- ', '2.39.5', '',
].join('\n');
const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`).join(',\n ');

async function judged(patch: string, headers?: string): Promise<{ code: number; said: string }> {
  const files = [join(folder, 'patch')];
  writeFileSync(files[0]!, patch);
  if (headers !== undefined) {
    files.push(join(folder, 'headers'));
    writeFileSync(files[1]!, headers);
  }
  let said = '';
  const code = await validate(files, { pack, config: {} }, (text) => (said += text));
  return { code, said };
}

describe('a patch before git sends it', () => {
  it('goes, whatever its code says', async () => {
    expect(await judged(PATCH)).toEqual({ code: 0, said: '' });
  });

  it('is stopped by whom it goes to, by its own header', async () => {
    const { code, said } = await judged(PATCH.replace('Subject:', `To: ${crowd}\nSubject:`));
    expect(code).toBe(1);
    expect(said).toMatch(/14 people[\s\S]*recipients\/visible-recipients\]\n$/);
  });

  it('is stopped by the recipients of the command line, which git gives in a second file', async () => {
    expect((await judged(PATCH, `From: Ana Lind <ana@studio.example>\nTo: ${crowd}\nSubject: [PATCH] parser: keep the last line\n`)).code).toBe(1);
    expect((await judged(PATCH, 'From: Ana Lind <ana@studio.example>\nTo: list@project.example\nSubject: [PATCH] parser\n')).code).toBe(0);
  });

  it('may have a blind recipient: that is git’s own business', async () => {
    expect((await judged(PATCH.replace('Subject:', 'Bcc: ana@studio.example\nSubject:'))).code).toBe(0);
  });

  it('is read without its code, and with the header it will have', () => {
    expect(patchMail(Buffer.from(PATCH), null).toString()).not.toContain('secret');
    expect(patchMail(Buffer.from('From: a@b.example\n\nBody\n'), Buffer.from('To: c@d.example\n')).toString()).toBe('To: c@d.example\n\nBody\n');
  });
});
