import { describe, expect, it } from 'vitest';
import { mayOpen, mayRead } from '../../src/hosts/vscode/trust.ts';

const draft = { uri: 'file:///work/draft.eml', languageId: 'eml' };
const json = { uri: 'file:///work/draft.json', languageId: 'json' };
const never = [
  { uri: 'file:///work/undisclosed.config.yaml', languageId: 'yaml' },
  { uri: 'file:///work/undisclosed.config.json', languageId: 'json' },
  { uri: 'file:///work/UNDISCLOSED.CONFIG.JSON', languageId: 'json' },
  { uri: 'file:///work/undisclosed.config.yml', languageId: 'plaintext' },
  { uri: 'file:///work/package.json', languageId: 'json' },
  { uri: 'file:///work/rules/ours.yaml', languageId: 'yaml' },
];

describe('in a workspace that is not trusted', () => {
  it('drafts that are open are read, and nothing else is', () => {
    expect(mayRead(draft.uri, false, [draft, json])).toBe(true);
    expect(mayRead(json.uri, false, [draft, json])).toBe(true);
    expect(mayRead('file:///work/other.eml', false, [draft])).toBe(false);
    expect(mayRead('file:///work/undisclosed.config.yaml', false, [draft])).toBe(false);
  });

  it.each(never)('$uri is not read, open or not, and the server is not told of it', (document) => {
    expect(mayRead(document.uri, false, [draft, document])).toBe(false);
    expect(mayOpen(document, false)).toBe(false);
  });

  it('drafts are looked at', () => {
    expect(mayOpen(draft, false)).toBe(true);
    expect(mayOpen(json, false)).toBe(true);
  });
});

it.each(never)('in a trusted one $uri is read', (document) => {
  expect(mayRead(document.uri, true, [])).toBe(true);
  expect(mayOpen(document, true)).toBe(true);
});
