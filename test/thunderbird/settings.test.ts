import { describe, expect, it } from 'vitest';
import { compile, lint, pack, readJsonDraft } from '../../src/index.ts';
import { configOf, DEFAULT_SETTINGS, knownGroup, readAllowed, readList, readSettings } from '../../src/hosts/thunderbird/settings.ts';
import { strangers } from './fake-messenger.ts';

const NOON = Date.UTC(2026, 4, 12, 12);

describe('settings', () => {
  it.each([undefined, null, 'x', 7, [], { role: 'chief', policy: 3, ownDomains: 'a.example', some: -1, many: 1.5 }])('are as they were at first where %j was stored', (stored) => {
    expect(readSettings(stored)).toEqual(DEFAULT_SETTINGS);
  });

  it('are kept where they can be understood, entry by entry', () => {
    expect(readSettings({ role: 'apply', policy: 'warn', ownDomains: ['maison.example', 'two words', 4], colleagues: ['paul@ailleurs.example', 'paul'], some: 7, many: 3 }))
      .toEqual({ role: 'apply', policy: 'warn', ownDomains: ['maison.example'], colleagues: ['paul@ailleurs.example'], some: 7, many: 7 });
  });

  it('read lists as people write them', () => {
    expect(readList(' @Maison.example, atelier.example;\nmaison.example nonsense', 'domains')).toEqual({ entries: ['maison.example', 'atelier.example'], wrong: ['nonsense'] });
    expect(readList('Paul@Ailleurs.example\n@ailleurs.example', 'addresses')).toEqual({ entries: ['paul@ailleurs.example'], wrong: ['@ailleurs.example'] });
  });
});

describe('the configuration', () => {
  const to = strangers(7);
  const draft = readJsonDraft({ from: 'claire.morel@maison.example', to, subject: 'Votre candidature', text: 'Bonjour,\n\nVotre profil est trop âgé pour le poste.' });
  const found = (settings: Partial<typeof DEFAULT_SETTINGS>, allow = readAllowed([])): string[] =>
    lint(draft, compile(pack, configOf({ ...DEFAULT_SETTINGS, ...settings }, allow, 'fr')), { now: NOON }).map(({ ruleId, level }) => `${ruleId} ${level}`);

  it('looks at wording for those who write to candidates', () => {
    expect(found({ role: 'candidates' })).toContain('discrimination/age error');
    expect(found({ role: 'other' }).filter((one) => one.startsWith('discrimination/'))).toEqual([]);
  });

  it('has the thresholds', () => {
    expect(found({})).toContain('recipients/visible-recipients warning');
    expect(found({ many: 6 })).toContain('recipients/visible-recipients error');
    expect(found({ some: 7 }).filter((one) => one.startsWith('recipients/visible'))).toEqual([]);
  });

  it('lets a known group see each other, for a year', () => {
    const group = knownGroup(to, 'The choir', NOON);
    expect(group).toEqual({ members: [...to].sort(), reason: 'The choir', since: '2026-05-12', until: '2027-05-12' });
    expect(found({}, readAllowed([group])).filter((one) => one.startsWith('recipients/visible'))).toEqual([]);
    const last = readAllowed([{ ...group, since: '2025-01-01', until: '2025-12-31' }]);
    expect(found({}, last)).toContain('recipients/visible-recipients warning');
  });

  it('leaves out a stored group that is none', () => {
    expect(readAllowed([{ members: 'all', reason: 'x' }, { members: ['@gmail.com'], reason: 'x' }, null, { members: ['a@b.example'] }])).toEqual([]);
    expect(readAllowed('x')).toEqual([]);
  });
});
