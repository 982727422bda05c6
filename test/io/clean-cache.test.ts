import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CleanCache, type CacheConditions } from '../../src/io/clean-cache.ts';
import { readNewInputs } from '../../src/io/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'undisclosed-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const conditions: CacheConditions = { program: 'p', phase: 'compose', reader: 'own', config: {}, rules: [], now: Date.UTC(2026, 5, 15) };
const mail = Buffer.from('From: a@example.com\r\nTo: b@example.org\r\n\r\nHello.\r\n');
const path = join(folder, 'cache');

function made(first: Partial<CacheConditions> = {}): void {
  const cache = new CleanCache(path, { ...conditions, ...first });
  cache.add(cache.digest(mail, 'a.eml'));
  cache.write();
}
function knows(then: Partial<CacheConditions>, filePath = 'a.eml'): boolean {
  const cache = new CleanCache(path, { ...conditions, ...then });
  return cache.has(cache.digest(mail, filePath));
}

describe('mails found clean', () => {
  it('are known again, under another name too', () => {
    made();
    expect([knows({}), knows({}, 'b.eml')]).toEqual([true, true]);
  });

  it('are looked at again when anything a finding depends on is different', () => {
    for (const change of [{ program: 'q' }, { phase: 'send' }, { reader: 'mailparser' }, { config: { internalDomains: ['example.org'] } }, { rules: [{ id: 'x/y' }] }] satisfies Partial<CacheConditions>[]) {
      made();
      expect([JSON.stringify(change), knows(change)]).toEqual([JSON.stringify(change), false]);
    }
  });

  it('are known by their place where overrides go by place', () => {
    const config = { overrides: [{ files: ['a.eml'], purpose: 'newsletter' }] };
    made({ config });
    expect([knows({ config }), knows({ config }, 'b.eml')]).toEqual([true, false]);
  });

  it('are known for a day where a group is allowed for a time', () => {
    const config = { allow: [{ members: ['@example.org'], reason: 'They meet.', until: '2026-06-16' }] };
    made({ config });
    expect([knows({ config, now: conditions.now + 3_600_000 }), knows({ config, now: conditions.now + 86_400_000 })]).toEqual([true, false]);
    made();
    expect(knows({ now: conditions.now + 86_400_000 })).toBe(true);
  });

  it('leave nothing but digests in the file', () => {
    made();
    const { undisclosed, version, salt, conditions: made1, clean, ...more } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    expect([undisclosed, version, more]).toEqual(['cache', 1, {}]);
    expect(salt).toMatch(/^[0-9a-f]{32}$/);
    expect(made1).toMatch(/^[\w-]{43}$/);
    expect(clean).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
  });

  it.each(['', 'null', '[]', '{', '{"undisclosed":"cache","version":1,"salt":"00","conditions":"x","clean":[7]}', '\u0000'])('are unknown to a broken file, which is written anew: %j', (text) => {
    writeFileSync(path, text);
    expect(knows({})).toBe(false);
    made();
    expect(knows({})).toBe(true);
  });

  it('are not kept in what is no file', () => {
    mkdirSync(join(folder, 'folder'), { recursive: true });
    expect(() => new CleanCache(join(folder, 'folder'), conditions)).toThrow('folder');
  });
});

describe('reading with a memory', () => {
  it('passes over what is known, in its place, in archives too', async () => {
    const where = join(folder, 'mails');
    mkdirSync(where);
    const text = mail.toString();
    writeFileSync(join(where, 'a.eml'), text);
    writeFileSync(join(where, 'b.eml'), text.replace('Hello', 'Goodbye'));
    writeFileSync(join(where, 'c.mbox'), `From x Mon Jun 15 10:00:00 2026\n${text}\nFrom x Mon Jun 15 10:00:00 2026\n${text.replace('Hello', 'Bye')}`);
    writeFileSync(join(where, 'd.json'), '{"from":"a@example.com","to":"b@example.org","text":"Hello."}');
    const seen: string[] = [];
    const memory = { digest: (content: Uint8Array) => Buffer.from(content).toString(), has: (digest: string) => /Hello/.test(digest) };
    for await (const one of readNewInputs([where], {}, memory)) seen.push(`${one.filePath.split('/').at(-1)} ${one.number ?? ''} ${'known' in one ? 'known' : one.draft.parts[0]!.content.trim()}`);
    expect(seen).toEqual(['a.eml  known', 'b.eml  Goodbye.', 'c.mbox 1 known', 'c.mbox 2 Bye.', 'd.json  known']);
  });
});
