import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from '../../src/build/config-schema.ts';
import { CHECKS } from '../../src/checks/index.ts';
import { configKeys, vocabulary } from '../../src/config/check.ts';
import { pack } from '../../src/generated/pack.js';
import { ConfigError, loadConfig } from '../../src/io/config.ts';
import type { Config } from '../../src/rule/types.ts';

let cwd: string;
beforeEach(() => { cwd = mkdtempSync(join(tmpdir(), 'undisclosed-config-')); });
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const put = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
const load = async (): Promise<Config> => (await loadConfig({ cwd })).config;

describe('a switch', () => {
  it('is turned back by whoever extends it, and kept by whoever says nothing', async () => {
    put('base.yaml', 'learned: false\n');
    put('undisclosed.config.yaml', 'extends: ./base.yaml\n');
    expect(await load()).toEqual({ learned: false });
    put('undisclosed.config.yaml', 'extends: ./base.yaml\nlearned: true\n');
    expect(await load()).toEqual({ learned: true });
  });

  it('may stand in an override', async () => {
    put('undisclosed.config.yaml', 'overrides:\n  - senders: ["@example.com"]\n    learned: false\n');
    expect(await load()).toEqual({ overrides: [{ senders: ['@example.com'], learned: false }] });
  });

  it.each([
    ['a word for no', 'undisclosed.config.yaml', 'locale: fr\nlearned: no # yet\n', 2, 10, 'learned: false # yet'],
    ['a text, in an override', 'undisclosed.config.yaml', 'overrides:\n  - { files: [a], learned: "Yes" }\n', 2, 28, '- { files: [a], learned: true }'],
    ['a text, in JSON', 'undisclosed.config.json', '{\n  "learned": "false",\n  "locale": "fr"\n}', 2, 14, '"learned": false,'],
    ['a number', 'undisclosed.config.yaml', 'learned: 0', 1, 10, 'learned: false'],
    ['a key below policy', 'undisclosed.config.yaml', 'policy:\n  notices: no\n', 2, 12, 'notices: false'],
    ['a word that could be either', 'undisclosed.config.yaml', 'learned: constructor\n', 1, 10, null],
    ['words that begin like one', 'undisclosed.config.yaml', 'learned: no idea\n', 1, 10, null],
    ['a list', 'undisclosed.config.yaml', 'learned: [no]\n', 1, 10, null],
  ])('that is %s is an error at its place, with a line to paste if that can be told', async (_what, name, text, line, column, paste) => {
    put(name, text);
    const caught: unknown = await load().catch((thrown: unknown) => thrown);
    expect(caught).toBeInstanceOf(ConfigError);
    expect(caught).toMatchObject({ file: join(cwd, name), line, column, what: { en: 'Expected here: true or false.', fr: 'On attend ici true ou false.' } });
    expect((caught as ConfigError).paste).toBe(paste);
  });
});

describe('the published schema', () => {
  it('has the very keys that are suggested, at the top and in an override, and says that a switch is one', () => {
    const { properties, definitions } = configSchema(pack, CHECKS) as { properties: Record<string, object>; definitions: Record<string, { properties?: Record<string, object> }> };
    const words = vocabulary(pack, CHECKS);
    const override = definitions['override']!.properties!;
    expect(['$schema', ...configKeys([], words)].sort()).toEqual(Object.keys(properties).sort());
    expect([...configKeys(['overrides', 0], words)].sort()).toEqual(Object.keys(override).sort());
    for (const keys of [properties, override]) expect(keys['learned']).toMatchObject({ type: 'boolean' });
  });
});
