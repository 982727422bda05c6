import { describe, expect, it } from 'vitest';
import { documentSelector, initializationOptions, serverSettings } from '../../src/hosts/vscode/settings.ts';

describe('what the language server is told of the settings', () => {
  it('is nothing where nothing is set', () => {
    expect(serverSettings({}, true)).toEqual({ config: null, preset: null, phase: 'compose', locale: null });
    expect(serverSettings({ config: '', preset: '', locale: 'auto' }, true)).toEqual({ config: null, preset: null, phase: 'compose', locale: null });
  });

  it('is what is set', () => {
    expect(serverSettings({ config: 'mail/rules.yaml', preset: 'hr', phase: 'send', locale: 'fr' }, true)).toEqual({ config: 'mail/rules.yaml', preset: 'hr', phase: 'send', locale: 'fr' });
  });

  it('names no configuration while the workspace is not trusted', () => {
    expect(serverSettings({ config: 'mail/rules.yaml', preset: 'hr' }, false)).toMatchObject({ config: null, preset: 'hr' });
    expect(initializationOptions({ config: 'mail/rules.yaml' }, false, 'file:///pages')).toMatchObject({ config: null });
  });

  it('says how long the keys rest, where the pages are and what the editor does by itself', () => {
    expect(initializationOptions({ delay: 400 }, true, 'file:///pages')).toMatchObject({ debounce: 400, docs: 'file:///pages', commands: ['undisclosed.split'] });
    expect(initializationOptions({}, true, 'file:///pages').debounce).toBe(150);
  });
});

describe('the documents that it is told of', () => {
  it('are those of the open folders, of the disk and new ones, each once', () => {
    const selected = documentSelector(['file', 'vscode-vfs', 'vscode-vfs']);
    expect(new Set(selected.map(({ scheme }) => scheme))).toEqual(new Set(['file', 'untitled', 'vscode-vfs']));
    expect(new Set(selected.map((one) => JSON.stringify(one))).size).toBe(selected.length);
  });

  it('are mails, JSON and YAML', () => {
    expect(documentSelector([]).filter(({ scheme }) => scheme === 'untitled')).toEqual([
      { scheme: 'untitled', language: 'eml' },
      { scheme: 'untitled', language: 'mail' },
      { scheme: 'untitled', pattern: '**/*.eml' },
      { scheme: 'untitled', language: 'json' },
      { scheme: 'untitled', language: 'jsonc' },
      { scheme: 'untitled', language: 'yaml' },
    ]);
  });
});
