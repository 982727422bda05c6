import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { headline, localeOf, WORDS } from '../../src/hosts/thunderbird/words.ts';

const folder = fileURLToPath(new URL('../../editors/thunderbird', import.meta.url));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
const json = (name: string): Record<string, unknown> => JSON.parse(read(name)) as Record<string, unknown>;

/** All keys of an object, down to functions. */
const shape = (value: object): string[] => Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'object' ? shape(inner as object).map((rest) => `${key}.${rest}`) : [key])).sort();

describe('words', () => {
  it('are the same in both languages', () => {
    expect(shape(WORDS.fr)).toEqual(shape(WORDS.en));
    expect(Object.keys(json('_locales/fr/messages.json'))).toEqual(Object.keys(json('_locales/en/messages.json')));
  });

  it('follow French typography', () => {
    const fixed = Object.values(WORDS.fr).flatMap((part) => Object.values(part as Record<string, unknown>)).filter((word): word is string => typeof word === 'string');
    expect(fixed.length).toBeGreaterThan(30);
    for (const word of fixed) {
      expect(word).not.toMatch(/(?<!\u00A0)[:;?!](?:\s|$)|«(?!\u00A0)|(?<!\u00A0)»|'/);
    }
  });

  it('say the one thing to know', () => {
    const report = { people: 0, visible: 0, blind: 0, findings: [] };
    expect(headline({ ...report, people: 1340 }, WORDS.en)).toBe('1,340 people will see each other’s addresses');
    expect(headline({ ...report, people: 1340 }, WORDS.fr)).toBe('1\u202F340 personnes verront l’adresse des autres');
    expect(headline({ ...report, findings: [{ level: 'error' }, { level: 'warning' }, { level: 'warning' }] }, WORDS.en)).toBe('Before it leaves: 1 blocking, 2 to review');
    expect(headline({ ...report, blind: 1 }, WORDS.fr)).toBe('Rien à signaler\u00A0: 1 personne en copie cachée (Cci), et personne ne voit personne');
    expect(headline({ ...report, visible: 3 }, WORDS.en)).toBe('Nothing to report: 3 people see each other, and may');
  });

  it('are in the language of Thunderbird, where we speak it', () => {
    expect(['fr', 'fr-FR', 'FR', 'en-US', 'de', 'fry'].map(localeOf)).toEqual(['fr', 'fr', 'fr', 'en', 'en', 'en']);
  });
});

describe('the pages', () => {
  it.each(pages)('%s has words for all that it shows, and no script or style of its own', (name) => {
    const asked = [...read(name).matchAll(/data-words="([^"]*)"/g)].map((match) => match[1]!);
    expect(asked.length).toBeGreaterThan(3);
    for (const word of asked) expect(Object.keys(WORDS.en.page)).toContain(word);
    expect(read(name)).not.toMatch(/<script>|<style|\sstyle=|\son\w+=|https?:/);
  });

  it('use all of the words there are', () => {
    const asked = pages.flatMap((name) => [...read(name).matchAll(/data-words="([^"]*)"/g)].map((match) => match[1]!));
    expect(Object.keys(WORDS.en.page).filter((word) => !asked.includes(word))).toEqual([]);
  });

  it('label every box', () => {
    for (const name of pages) {
      for (const [, id] of read(name).matchAll(/<(?:textarea|input type="(?:text|number)") id="([^"]*)"/g)) expect(read(name)).toContain(`<label for="${id}"`);
    }
  });
});

describe('the manifest', () => {
  const manifest = json('manifest.json') as { permissions: string[]; host_permissions?: unknown; content_security_policy: { extension_pages: string } };

  it('asks for no site and reaches no network', () => {
    expect(manifest.permissions).toEqual(['accountsRead', 'addressBooks', 'compose', 'compose.send', 'notifications', 'storage']);
    expect(manifest.host_permissions).toBeUndefined();
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy.replaceAll("'self'", '').replaceAll("'none'", '')).not.toMatch(/\*|https?:|data:|unsafe/);
  });
});
