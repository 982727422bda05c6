import { chmodSync, existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonResult } from '../../src/report/json.ts';
import { eml, runIn, workFolder, type Run } from './program.ts';

const AGE = 'Vous êtes trop âgée pour ce poste.';
const FIELDS = ['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>'];
const BODY = ['Subject: Votre candidature', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', 'Bonjour Anne,', '', `Merci de votre candidature. ${AGE} Nous avons choisi une autre personne, paul@orange.fr.`, '', 'Claire'];
const clean = eml([...FIELDS, ...BODY]);
const leaving = eml([...FIELDS, 'Bcc: Paul <paul@orange.fr>', ...BODY]);
const folder = workFolder();
let count = 0;
function file(text: string, name = `${count++}.eml`): string {
  writeFileSync(join(folder, name), text);
  return name;
}
const run = (args: readonly string[], options: Parameters<typeof runIn>[2] = {}): Promise<Run> => runIn(folder, args, options);
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const SEND = ['--phase', 'send'];
const ASK = ['--preset', 'hr', '--rule', 'discrimination/age', '--fix-type', 'ask'];

describe('check --fix', () => {
  it('does what is safe in the file, reports what remains, and a second run touches nothing', async () => {
    const name = file(leaving);
    chmodSync(join(folder, name), 0o640);
    const { code, out, err } = await run(['check', name, ...SEND, '--fix']);
    expect([code, err, out]).toEqual([0, '', '✓ 1 fixed.\n✓ Mail checked: nothing to report.\n']);
    expect([textOf(name), statSync(join(folder, name)).mode & 0o777]).toEqual([clean, 0o640]);
    utimesSync(join(folder, name), 1_000_000_000, 1_000_000_000);
    expect((await run(['check', name, ...SEND, '--fix'])).out).toBe('✓ Mail checked: nothing to report.\n');
    expect(statSync(join(folder, name)).mtimeMs).toBe(1_000_000_000_000);
  });

  it('says what it could do, and in which language', async () => {
    const name = file(leaving);
    expect((await run(['check', name, ...SEND])).out).toContain('\n1 can be fixed with --fix.\n');
    expect((await run(['check', name, ...SEND, '--locale', 'fr'])).out).toContain('\n1 se corrige avec --fix.\n');
    expect(textOf(name)).toBe(leaving);
  });

  it('asks for a rule before it does what a person should look at', async () => {
    const name = file(clean);
    const refused = await run(['check', name, '--preset', 'hr', '--fix', '--fix-type', 'ask']);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('name each rule it is meant for with --rule')]);
    expect((await run(['check', name, '--preset', 'hr', '--fix'])).code).toBe(1);
    expect(textOf(name)).toBe(clean);
    expect((await run(['check', name, ...ASK, '--fix'])).code).toBe(0);
    expect(textOf(name)).toBe(clean.replace(`${AGE} `, ''));
  });

  it('keeps a copy if asked, and never over another file', async () => {
    const name = file(leaving);
    expect((await run(['check', '--fix', '--backup', name, ...SEND])).code).toBe(0);
    expect([textOf(name), textOf(`${name}.orig`)]).toEqual([clean, leaving]);
    writeFileSync(join(folder, name), leaving);
    const { code, err } = await run(['check', '--fix', '--backup=.orig', name, ...SEND]);
    expect([code, err]).toEqual([2, `${name}: There is a backup of that name already, and it is not overwritten.\n`]);
    expect(textOf(name)).toBe(leaving);
    expect((await run(['check', '--fix', '--backup=/../x', name, ...SEND])).code).toBe(2);
  });

  it('does not change what has left, what is read-only, or anything without --fix', async () => {
    const name = file(leaving);
    expect((await run(['check', name, '--fix', '--phase', 'sent'])).err).toContain('has left');
    expect((await run(['check', name, '--fix', '--reader', 'mailparser'])).code).toBe(2);
    expect((await run(['check', name, '--backup'])).code).toBe(2);
    chmodSync(join(folder, name), 0o444);
    const { code, err, out } = await run(['check', name, '--fix', ...SEND, '--locale', 'fr']);
    expect([code, err]).toEqual([2, `${name}\u00A0: Le fichier est en lecture seule.\n`]);
    expect(out).toContain('recipients/bcc-header');
    expect(textOf(name)).toBe(leaving);
  });

  it('says why something asked for was not done', async () => {
    const signed = leaving.replace('Subject:', 'DKIM-Signature: v=1; a=rsa-sha256; d=maison.example; s=a; h=from:to:bcc; bh=AAAA; b=AAAA\r\nSubject:');
    const name = file(signed);
    const { code, out } = await run(['check', name, '--fix', ...SEND]);
    expect([code, textOf(name)]).toEqual([1, signed]);
    expect(out.replace(/\s+/g, ' ')).toContain('Not fixed The mail carries a DKIM signature over what would change.');
    const [json] = JSON.parse((await run(['check', name, '--fix', ...SEND, '-f', 'json'])).out) as JsonResult[];
    expect(json!.messages[0]!.notFixed).toBe('The mail carries a DKIM signature over what would change.');
    expect(json!.fixedCount).toBe(0);
  });

  it('is a filter on standard input: the mail goes on, the words go beside it', async () => {
    const { out, err, code } = await run(['check', '-', '--fix', ...SEND], { input: leaving });
    expect([code, out, err]).toEqual([0, clean, '✓ 1 fixed.\n✓ Mail checked: nothing to report.\n']);
    expect(await run(['check', '-', '--fix', ...SEND], { input: clean })).toEqual({ code: 0, out: clean, err: '✓ Mail checked: nothing to report.\n' });
    const many = await run(['check', '-', '--stdin-filename', 'a.mbox', '--fix', ...SEND], { input: `From a Mon Jun 15 10:00:00 2026\n${leaving}\n` });
    expect([many.code, many.out]).toEqual([2, `From a Mon Jun 15 10:00:00 2026\n${leaving}\n`]);
  });

  it('puts each mail back into its mailbox, and each draft into its line', async () => {
    const from = 'From claire@maison.example Mon Jun 15 10:00:00 2026\r\n';
    const box = file(`${from}${clean}\r\n${from}${leaving}\r\n${from}${leaving}\r\n`, 'box.mbox');
    expect((await run(['check', box, '--fix', ...SEND])).out).toBe('✓ 2 fixed.\n✓ 3 mails checked: nothing to report.\n');
    expect(textOf(box)).toBe(`${from}${clean}\r\n`.repeat(3));
    const draft = (cc: string): string => `{"from":"claire@maison.example", "to":"anne@gmail.com",${cc} "subject":"Lundi","text":"À lundi."}`;
    const lines = file(`${draft('')}\n\n${draft(' "cc":["anne@gmail.com"],')}\n`, 'drafts.jsonl');
    await run(['check', lines, '--fix']);
    expect(textOf(lines).split('\n').map((line) => (line === '' ? [] : Object.keys(JSON.parse(line) as object)))).toEqual([['from', 'to', 'subject', 'text'], [], ['from', 'to', 'subject', 'text'], []]);
  });
});

describe('check --fix-dry-run', () => {
  it('shows decoded lines, with addresses masked, and changes nothing', async () => {
    const packed = leaving.replace('8bit', 'base64').replace(/(\r\n\r\n)([\s\S]*)$/, (_all, gap: string, body: string) => `${gap}${Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`);
    const name = file(packed);
    const { out } = await run(['check', name, ...ASK, '--fix-dry-run']);
    expect(out).toContain(`--- ${name} (text/plain)\n+++ ${name} (text/plain)\n`);
    expect(out).toContain(`\n-Merci de votre candidature. ${AGE} Nous avons choisi une autre personne, p•••@o•••.fr.\n+Merci de votre candidature. Nous avons choisi une autre personne, p•••@o•••.fr.\n`);
    expect(out).toContain('✓ 1 would be fixed.');
    expect((await run(['check', name, ...ASK, '--fix-dry-run', '--show-content'])).out).toContain('paul@orange.fr');
    expect((await run(['check', name, ...SEND, '--fix-dry-run'])).out).toContain('-Bcc:\n-  Paul <p•••@o•••.fr>\n');
    expect(textOf(name)).toBe(packed);
  });

  it('lets no control character out', async () => {
    const name = file(clean.replace('Merci de', 'Merci\u001B[2J de\u202E'));
    const { out } = await run(['check', name, ...ASK, '--fix-dry-run']);
    expect(out).toContain(AGE);
    expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });
});

describe('what an editor is told', () => {
  it('is a range of the file, and no word of the mail', async () => {
    const name = file(leaving);
    const [result] = JSON.parse((await run(['check', name, '--preset', 'hr', '-f', 'json', ...SEND])).out) as JsonResult[];
    expect([result!.fixableErrorCount, result!.fixableWarningCount]).toEqual([1, 0]);
    const bcc = result!.messages.find(({ ruleId }) => ruleId === 'recipients/bcc-header')!;
    const field = leaving.indexOf('Bcc:');
    expect(bcc.fix).toEqual({ range: [field, leaving.indexOf('Subject:')], text: '' });
    const age = result!.messages.find(({ ruleId }) => ruleId === 'discrimination/age')!;
    expect(age.fix).toBeUndefined();
    const { fix } = age.suggestions.find(({ id }) => id === 'remove-ground')!;
    // What the range takes out is the sentence and one blank, whichever.
    const [start, end] = fix!.range!;
    expect(leaving.slice(0, start) + leaving.slice(end)).toBe(leaving.replace(`${AGE} `, ''));
  });
});

describe('fix', () => {
  it('needs a terminal, and says what to type without one', async () => {
    const name = file(leaving);
    const { code, out, err } = await run(['fix', name]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`undisclosed check --fix ${name}`);
    expect((await run(['fix', name], { env: { LANG: 'fr_FR.UTF-8' } })).err).toContain('aucun terminal');
  });

  it('takes one mail that can be read', async () => {
    const box = file(`From a Mon Jun 15 10:00:00 2026\n${clean}\n`, 'one.mbox');
    for (const path of [box, '-']) expect((await run(['fix', path])).err).toContain('goes through one mail');
    expect((await run(['fix', 'nowhere.eml'])).err).toBe('Error: nowhere.eml: There is no such file or folder.\n');
    expect((await run(['fix', box, '--phase', 'sent'])).err).toContain('has left');
    expect((await run(['fix'])).code).toBe(2);
    expect(existsSync(join(folder, 'nowhere.eml'))).toBe(false);
  });
});
