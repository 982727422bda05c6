import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pack } from '../../src/generated/pack.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'editors/vscode');
const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly browser: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] }; readonly virtualWorkspaces: { readonly supported: boolean } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[]; readonly enumDescriptions?: readonly string[]; readonly enumItemLabels?: readonly string[] }>> };
  };
}

const text = readFileSync(join(folder, 'package.json'), 'utf8');
const manifest = json<Manifest>('package.json');
const words = { en: json<Record<string, string>>('package.nls.json'), fr: json<Record<string, string>>('package.nls.fr.json') };
const bundle = json<Record<string, string>>('l10n/bundle.l10n.fr.json');
const sources = readdirSync(join(root, 'src/hosts/vscode'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(root, 'src/hosts/vscode', name), 'utf8')).join('\n');

const placeholders = (sentence: string): string[] => (sentence.match(/\{\d\}/g) ?? []).sort();

describe('the manifest of the extension', () => {
  it('has the version of the project', () => {
    expect(manifest.version).toBe((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version);
  });

  it('runs on desktops and in browsers, in folders of other machines, and with less where nothing is trusted', () => {
    expect(manifest.main).toBe('./node.cjs');
    expect(manifest.browser).toBe('./web.js');
    expect(manifest.capabilities.virtualWorkspaces.supported).toBe(true);
    expect(manifest.capabilities.untrustedWorkspaces).toMatchObject({ supported: 'limited', restrictedConfigurations: ['undisclosed.config', 'undisclosed.preset'] });
  });

  it('does not start for every JSON file, nor at once', () => {
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents).not.toContain('onStartupFinished');
    expect(manifest.activationEvents).not.toContain('onLanguage:json');
    expect(manifest.activationEvents).toContain('onLanguage:eml');
  });

  it('offers the presets that there are, each described', () => {
    const preset = manifest.contributes.configuration.properties['undisclosed.preset']!;
    expect([...preset.enum!].sort()).toEqual(['', 'all', ...Object.keys(pack.presets)].filter((name, index, all) => all.indexOf(name) === index).sort());
    expect(preset.enumDescriptions).toHaveLength(preset.enum!.length);
    expect(preset.enumItemLabels).toHaveLength(preset.enum!.length);
  });

  it('has every command that its menus name, and a hand that carries it out', () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    for (const { command } of Object.values(manifest.contributes.menus).flat()) expect(commands).toContain(command);
    // The server's own: its client registers it.
    for (const command of commands.filter((name) => name !== 'undisclosed.toBcc')) expect(sources).toContain(`'${command}'`);
  });
});

describe('its words', () => {
  it('are there in both languages for all that the manifest names', () => {
    const keys = [...new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!))].sort();
    expect(Object.keys(words.en).sort()).toEqual(keys);
    expect(Object.keys(words.fr).sort()).toEqual(keys);
  });

  it('are there in French for all that the program says, and for nothing else', () => {
    const said = [...sources.matchAll(/\bt\('((?:[^'\\]|\\.)*)'/g)].map(([, sentence]) => sentence!.replaceAll("\\'", "'"));
    expect(said.length).toBeGreaterThan(30);
    expect(Object.keys(bundle).sort()).toEqual([...new Set(said)].sort());
    for (const [english, french] of Object.entries(bundle)) expect(placeholders(french), english).toEqual(placeholders(english));
  });

  it.each([...Object.values(words.fr), ...Object.values(bundle)].map((sentence) => [sentence]))('%s: French typography', (sentence) => {
    expect(sentence).not.toMatch(/(?<!\u00a0)[;?!»]|(?<!\u00a0):(?=\s)|«(?!\u00a0)|’/);
  });
});
