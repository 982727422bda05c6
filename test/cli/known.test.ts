import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eml, runIn, workFolder } from './program.ts';

const clean = eml(['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', 'Subject: Lundi', 'Date: Mon, 15 Jun 2026 10:00:00 +0200', '', 'Bonjour Anne,', '', 'À lundi.', '', 'Claire']);
const flagged = clean.replace('Bonjour Anne', 'Bonjour {{prenom}}');
const rule = ['--rule', 'person/placeholder'];
const baseline = [...rule, '--baseline', 'known.json'];

describe('--baseline', () => {
  it('reports and counts only what is new', async () => {
    const folder = workFolder({ 'draft.eml': flagged });
    const missing = await runIn(folder, ['check', 'draft.eml', ...baseline]);
    expect([missing.code, missing.err]).toEqual([2, 'Error: there is no baseline known.json. To write one with the findings there are now: add --update-baseline.\n']);
    expect(await runIn(folder, ['check', 'draft.eml', ...baseline, '--update-baseline', '-f', 'json'])).toMatchObject({ code: 0, err: 'Written to known.json as known: 1 blocking.\n' });
    const again = await runIn(folder, ['check', 'draft.eml', ...baseline, '-f', 'json']);
    expect([again.code, again.err, JSON.parse(again.out)]).toEqual([0, 'Known from known.json and not shown: 1 blocking.\n', [expect.objectContaining({ messages: [], errorCount: 0 })]]);
    writeFileSync(join(folder, 'new.eml'), flagged.replace('Subject: Lundi', 'Subject: Mardi'));
    const more = await runIn(folder, ['check', '.', ...baseline, '--locale', 'fr']);
    expect([more.code, more.err]).toEqual([1, 'Déjà dans known.json, non affichés\u00A0: 1 bloquant.\n']);
    expect(more.out).toContain('new.eml');
    expect(more.out).not.toContain('draft.eml');
  });

  it('knows a mail under another name, and loses what is gone when told to', async () => {
    const folder = workFolder({ 'draft.eml': flagged });
    await runIn(folder, ['check', 'draft.eml', ...baseline, '--update-baseline']);
    writeFileSync(join(folder, 'renamed.eml'), flagged.replace('Bonjour', '\r\nBonjour'));
    expect((await runIn(folder, ['check', 'renamed.eml', ...baseline])).code).toBe(0);
    writeFileSync(join(folder, 'draft.eml'), clean);
    const before = readFileSync(join(folder, 'known.json'), 'utf8');
    expect((await runIn(folder, ['check', 'draft.eml', ...baseline])).err).toBe('');
    expect((await runIn(folder, ['check', 'draft.eml', 'gone.eml', ...baseline, '--prune-baseline']))).toMatchObject({ code: 2, err: 'Nothing was taken out of known.json, because something could not be read.\n' });
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(before);
    expect((await runIn(folder, ['check', 'draft.eml', ...baseline, '--prune-baseline'])).err).toBe('Taken out of known.json, because no longer found: 1.\n');
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toContain('"findings": [\n  ]');
  });

  it('loses nothing of a rule that did not run', async () => {
    const folder = workFolder({ 'draft.eml': flagged });
    await runIn(folder, ['check', 'draft.eml', ...baseline, '--update-baseline']);
    const before = readFileSync(join(folder, 'known.json'), 'utf8');
    for (const other of [['--rule', 'tone/cold'], ['--preset', 'recommended', '--rule', 'letter/vague-decision']]) {
      expect((await runIn(folder, ['check', 'draft.eml', ...other, '--baseline', 'known.json', '--prune-baseline'])).err).toBe('Left in known.json, because their rules did not run: 1.\n');
      expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(before);
    }
    expect((await runIn(folder, ['check', 'draft.eml', '--rule', 'tone/cold', '--baseline', 'known.json', '--prune-baseline', '--locale', 'fr'])).err).toBe("Laissés dans known.json, car leurs règles n'ont pas été appliquées\u00A0: 1.\n");
  });

  it('never holds back what could not be read', async () => {
    const folder = workFolder();
    for (let run = 0; run < 2; run++) expect((await runIn(folder, ['check', 'gone.eml', ...baseline, '--update-baseline'])).code).toBe(2);
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).not.toContain('rule');
  });

  it('says what is wrong with a file, and leaves it as it is', async () => {
    const folder = workFolder({ 'draft.eml': flagged, 'known.json': '{"name": "mine"}' });
    const { code, err } = await runIn(folder, ['check', 'draft.eml', ...baseline, '--update-baseline']);
    expect([code, err]).toEqual([2, 'Error: known.json is no baseline, and stays as it is.\n']);
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe('{"name": "mine"}');
    expect((await runIn(folder, ['check', 'draft.eml', '--prune-baseline'])).err).toContain('--prune-baseline needs --baseline FILE.');
  });

  it('holds no text, address or name of a file', async () => {
    const folder = workFolder({ 'kanari.eml': flagged.replaceAll(/anne|claire|lundi|prenom/gi, 'kanari') });
    await runIn(folder, ['check', 'kanari.eml', '--preset', 'all', '--baseline', 'known.json', '--update-baseline', '--cache']);
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toContain('person/placeholder');
    expect(readFileSync(join(folder, 'known.json'), 'utf8') + readFileSync(join(folder, '.undisclosedcache'), 'utf8')).not.toMatch(/kanari/i);
  });
});

describe('--cache', () => {
  it('says the same with it and without, and after a mail has changed', async () => {
    const folder = workFolder({ 'clean.eml': clean, 'flagged.eml': flagged, 'many.mbox': `From a@b Mon Jun 15 10:00:00 2026\n${clean}\nFrom a@b Mon Jun 15 10:00:00 2026\n${flagged}\n` });
    const check = (more: readonly string[]) => runIn(folder, ['check', 'clean.eml', 'flagged.eml', 'many.mbox', 'gone.eml', ...rule, '-f', 'json', ...more]);
    const without = await check([]);
    expect(without.code).toBe(2);
    expect(await check(['--cache'])).toEqual(without);
    expect(readdirSync(folder)).toContain('.undisclosedcache');
    expect(await check(['--cache'])).toEqual(without);
    writeFileSync(join(folder, 'clean.eml'), flagged);
    expect((JSON.parse((await check(['--cache'])).out) as { messages: unknown[] }[]).map(({ messages }) => messages.length)).toEqual([1, 1, 0, 1, 1]);
  });

  it('asks again with other rules, and survives what is no cache', async () => {
    const folder = workFolder({ 'flagged.eml': flagged, 'kept': 'garbage' });
    const check = (level: string) => runIn(folder, ['check', 'flagged.eml', '--rule', `person/placeholder:${level}`, '--cache', '--cache-location', 'kept']);
    expect((await check('off')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'kept'), 'utf8'))).toMatchObject({ undisclosed: 'cache', clean: [expect.any(String)] });
    expect((await check('error')).code).toBe(1);
    expect((await check('off')).code).toBe(0);
  });
});
