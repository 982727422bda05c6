import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { pack } from '../../src/generated/pack.js';
import { findingsOf, judge, overviewOf } from '../../src/hosts/cli/judge.ts';
import { readSettings } from '../../src/hosts/cli/settings.ts';
import { readInputs, type Input } from '../../src/io/read.ts';
import type { Result } from '../../src/report/types.ts';
import { html, markdown } from './results.ts';

const folder = fileURLToPath(new URL('../../fixtures/incidents', import.meta.url));
const rules = compile(pack, { extends: 'all' });
const settings = readSettings({ command: 'check', operands: [], options: {} });

describe('reports on what really happened', () => {
  const addresses = new Set<string>();
  const names = new Set<string>();
  const subjects = new Set<string>();
  const results: Result[] = [];
  const shown: Result[] = [];
  let mails = 0;

  function remember({ draft }: Input): void {
    for (const field of draft.addressFields) {
      for (const { key, name } of field.addresses) {
        if (key !== '') addresses.add(key);
        if (/\p{L}+ \p{L}+/u.test(name)) names.add(name);
      }
    }
    if (draft.subject && draft.subject.value.length > 8) subjects.add(draft.subject.value);
  }

  beforeAll(async () => {
    for await (const input of readInputs([folder])) {
      mails++;
      remember(input);
      results.push(judge(input, findingsOf(input, rules, settings, 'en'), 'none', {}, overviewOf(input, rules, settings)));
      shown.push(judge(input, findingsOf(input, rules, settings, 'en'), 'plain', {}, overviewOf(input, rules, settings)));
    }
  });

  it.each([['html', html], ['markdown', markdown]] as const)('%s holds no address, no name and no subject of theirs', (_name, report) => {
    const text = report(results);
    expect([mails > 30, addresses.size > 3_000, names.size > 500, subjects.size > 10]).toEqual([true, true, true, true]);
    for (const secret of [...addresses, ...names, ...subjects]) if (text.includes(secret)) expect.fail(`holds ${secret}`);
    expect(text).not.toMatch(/[\w.+-]{2,}@[\w-]{2,}\.\w+/);
  });

  it('html shows senders and words in full where it is asked to', () => {
    const text = html(shown, { showContent: true });
    expect([...addresses].some((address) => text.includes(address))).toBe(true);
    expect(text).toContain('<q class="excerpt">');
  });

  it('counts each mail as the command recipients does', () => {
    const toulouse = results.find(({ filePath }) => filePath.endsWith('toulouse-rejection/rejection.eml'))!;
    expect(toulouse.overview).toMatchObject({ visible: 340, external: 340, persons: 340, organisations: 297, identifiable: 251, blind: 0, webmail: 236 });
  });
});
