import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext, type Context } from 'node:vm';
import { Linter } from 'eslint';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PANE } from '../../src/hosts/outlook/answer.ts';
import type { SendAnswer, SendEvent } from '../../src/hosts/outlook/office.ts';
import { onSend } from '../../src/hosts/outlook/send.ts';
import * as engine from '../../src/hosts/outlook/check.ts';
import { FakeWindow, sending } from './office.ts';

const script = '../../scripts/build-outlook.mjs';
const { buildOutlook } = await import(script) as { buildOutlook: (options: { url: string; outdir: string }) => Promise<string> };
const URL_ = 'https://mail.example.com/undisclosed';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-outlook-'));
  await buildOutlook({ url: URL_, outdir: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** What came into the language after ECMAScript 2016, by owner. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  'Array.prototype': ['at', 'flat', 'flatMap', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'],
  'Object.getPrototypeOf(Uint8Array.prototype)': ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with'],
  'String.prototype': ['at', 'padStart', 'padEnd', 'trimStart', 'trimEnd', 'trimLeft', 'trimRight', 'replaceAll', 'matchAll', 'isWellFormed', 'toWellFormed'],
  'Promise.prototype': ['finally'],
  Object: ['values', 'entries', 'fromEntries', 'hasOwn', 'getOwnPropertyDescriptors', 'groupBy'],
  Map: ['groupBy'],
  Promise: ['allSettled', 'any', 'withResolvers'],
};
/** And the globals, with those that a browser adds. */
const LATER_GLOBALS = ['BigInt', 'BigInt64Array', 'BigUint64Array', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'AggregateError', 'WebAssembly', 'Intl', 'console', 'globalThis'];

/** Takes these away, and refuses expressions that need more than ECMAScript 2016. */
const TAKEN = `
  globalThis.RegExp = new Proxy(RegExp, { construct(target, [source, flags = '']) {
    const bare = String(source.source || source).replace(/\\\\[^pP]/g, '');
    if (/\\\\[pP]\\{|\\(\\?<|\\(\\?[ims-]/.test(bare) || /[sdv]/.test(flags)) throw new SyntaxError('not ECMAScript 2016: ' + bare.slice(0, 100));
    return Reflect.construct(target, [source, flags]);
  } });
  delete RegExp.prototype[Symbol.matchAll];
  ${Object.entries(LATER).flatMap(([owner, names]) => names.map((name) => `delete ${owner}.${name};`)).join('')}
  ${LATER_GLOBALS.map((name) => `delete this.${name};`).join('')}
`;

/** Classic Outlook's runtime for events, as bare as it is described: no window, no document, no console. */
function runtime(window: FakeWindow): { readonly context: Context; readonly press: () => Promise<SendAnswer> } {
  const associated = new Map<string, (event: SendEvent) => void>();
  // Whether it may make code of text, nobody says.
  const context = createContext({ Office: window.office(associated), setTimeout, clearTimeout }, { codeGeneration: { strings: false, wasm: false } });
  runInContext(TAKEN, context);
  return {
    context,
    press: () => {
      const { event, answer } = sending();
      associated.get('onMessageSendHandler')!(event);
      return answer;
    },
  };
}

describe('the script for classic Outlook', () => {
  it('is ECMAScript 2016 to the last regular expression', () => {
    const messages = new Linter().verify(read('launchevent.js'), [{ languageOptions: { ecmaVersion: 2016, sourceType: 'script', parserOptions: { allowReserved: false } }, linterOptions: { reportUnusedDisableDirectives: 'off' } }]);
    expect(messages.map(({ message }) => message.slice(0, 300))).toEqual([]);
  });

  it('brings along whatever later method it calls', () => {
    const { context } = runtime(new FakeWindow());
    const code = read('launchevent.js');
    // Of a method nobody can tell here what it is called on, so that each that has the name counts.
    const isCalled = (owner: string, name: string): boolean => code.includes(owner.endsWith('prototype') || owner.endsWith(')') ? `.${name}(` : `${owner}.${name}`);
    const called = Object.entries(LATER).flatMap(([owner, names]) => names.filter((name) => isCalled(owner, name)).map((name) => `'${name}' in ${owner}`));
    expect(called).toContain("'flatMap' in Array.prototype");
    const lacks = (): readonly string[] => called.filter((there) => !(runInContext(there, context) as boolean));
    expect(lacks()).toEqual(called);
    runInContext(code, context);
    expect(lacks()).toEqual([]);
  });

  it('answers in a bare runtime that knows nothing later', async () => {
    const window = new FakeWindow().to(340);
    window.chosen = { preset: 'hr' };
    window.body = 'Bonjour {{prénom}},\n\nMerci de votre candidature. Vous êtes trop âgée pour ce poste. Nous gardons votre dossier.\n';
    const { context, press } = runtime(window);
    runInContext(read('launchevent.js'), context);
    // As the engine itself judges it, here.
    const same = async (): Promise<SendAnswer> => {
      const { event, answer } = sending();
      await onSend(event, () => window.mailbox, { config: {}, engine: () => Promise.resolve(engine), patience: 60_000 });
      return answer;
    };
    const stopped = await press();
    expect(stopped).toMatchObject({ allowEvent: false, errorMessage: expect.stringMatching(/340/) as string });
    expect(stopped).toEqual(await same());
    window.fields.bcc = window.fields.to;
    window.fields.to = [];
    const asking = await press();
    expect(asking).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    expect(asking).toEqual(await same());
    window.body = 'Bonjour,\n\nRendez-vous jeudi.\n';
    window.chosen = null;
    expect(await press()).toEqual({ allowEvent: true });
  });

  it('answers even where the engine cannot be run', async () => {
    const window = new FakeWindow().to(340);
    const { context, press } = runtime(window);
    runInContext('delete String.prototype.normalize;', context);
    runInContext(read('launchevent.js'), context);
    expect(await press()).toMatchObject({ allowEvent: false, errorMessage: 'Undisclosed could not check this message.' });
  });
});

describe('the manifest', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (_name, path) => /(?:bt:Image|bt:Url|bt:String|ExtensionPoint)$/.test(String(path)) });

  it('is well formed, and nothing is left to be filled in', () => {
    const xml = read('manifest.xml');
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(/@[A-Z]+@/);
  });

  it('has every resource that it names, with short enough ids and words, at addresses of the build', () => {
    const xml = read('manifest.xml');
    const named = [...xml.matchAll(/resid="([^"]+)"/g)].map(([, id]) => id!);
    const defined = [...xml.matchAll(/<bt:(Image|Url|String) id="([^"]+)" DefaultValue="([^"]*)"/g)].map(([, kind, id, value]) => ({ kind, id: id!, value: value! }));
    expect(new Set(named)).toEqual(new Set(defined.map(({ id }) => id)));
    for (const { kind, id, value } of defined) {
      expect(id.length, id).toBeLessThanOrEqual(32);
      if (kind !== 'String') expect(value).toMatch(new RegExp(`^${URL_}/(?:icon-\\d+\\.png|[a-z.]+\\.(?:html|js))$`));
      if (kind !== 'String') expect(() => read(value.slice(URL_.length + 1))).not.toThrow();
    }
    for (const [, block, limit] of [...xml.matchAll(/<bt:(ShortStrings)>([^]*?)<\/bt:ShortStrings>/g)].map(([, , block]) => ['', block!, 125] as const)) for (const [, text] of block.matchAll(/Value="([^"]*)"/g)) expect(text!.length).toBeLessThanOrEqual(limit);
    for (const [, text] of xml.matchAll(/<(?:bt:)?Override Locale="fr-FR" Value="([^"]*)"/g)) expect(text).toMatch(/\S/);
  });

  it('asks for OnMessageSend with a soft block, in a page and in a script of its own, and for no more rights than it needs', () => {
    const app = parser.parse(read('manifest.xml')) as { OfficeApp: { Permissions: string; Version: string; VersionOverrides: { VersionOverrides: { Hosts: { Host: Host } } } } };
    interface Host { Runtimes: { Runtime: { resid: string; Override: object } }; DesktopFormFactor: { ExtensionPoint: { 'xsi:type': string; LaunchEvents?: { LaunchEvent: object }; SourceLocation?: { resid: string }; OfficeTab?: { Group: { Control: { id: string } } } }[] } }
    const { Permissions, Version, VersionOverrides } = app.OfficeApp;
    expect(Permissions).toBe('ReadWriteItem');
    expect(String(Version)).toMatch(/^\d+\.\d+\.\d+\.0$/);
    const { Runtimes, DesktopFormFactor } = VersionOverrides.VersionOverrides.Hosts.Host;
    expect(Runtimes.Runtime).toEqual({ resid: 'Launch.Page', Override: { type: 'javascript', resid: 'Launch.Script' } });
    const [commands, launch] = DesktopFormFactor.ExtensionPoint;
    expect(commands!.OfficeTab!.Group.Control.id).toBe(PANE);
    expect(launch).toMatchObject({ 'xsi:type': 'LaunchEvent', LaunchEvents: { LaunchEvent: { Type: 'OnMessageSend', FunctionName: 'onMessageSendHandler', SendMode: 'SoftBlock' } }, SourceLocation: { resid: 'Launch.Page' } });
  });

  it.each([
    ['http://mail.example.com', /https/],
    ['mail.example.com', /no address/],
    ['https://mail.example.com/undisclosed?x=1', /\?/],
    ['https://mail.example.com/undisclosed#x', /#/],
    ['https://mail.example.com/undisclosed?', /\?/],
    ['https://claire:secret@mail.example.com/', /password/],
    ['https://mail.example.com/a&b', /&/],
  ])('is refused for an address of which no file of the folder can be: %s', async (url, why) => {
    await expect(buildOutlook({ url, outdir: folder })).rejects.toThrow(why);
  });

  it('has no second slash, and a dollar is a dollar', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'undisclosed-outlook-'));
    try {
      await buildOutlook({ url: 'https://mail.example.com/$$/', outdir });
      expect(readFileSync(join(outdir, 'manifest.xml'), 'utf8')).toContain('"https://mail.example.com/$$/icon-64.png"');
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  it('is refused in one sentence on the command line', () => {
    const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), '--url', 'http://mail.example.com'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '--url http://mail.example.com: Outlook loads add-ins over https alone\n' });
  });
});

describe('the page for Outlook on the web', () => {
  it('has a global function of the name that the manifest gives', async () => {
    const window = new FakeWindow().to(340);
    const global: Record<string, unknown> = { Office: window.office(new Map()), setTimeout, clearTimeout, TextDecoder, TextEncoder };
    global['window'] = global;
    const context = createContext(global);
    runInContext(read('launchevent.web.js'), context);
    const { event, answer } = sending();
    (global['onMessageSendHandler'] as (event: SendEvent) => void)(event);
    expect(await answer).toMatchObject({ allowEvent: false, commandId: PANE });
  });

  it('loads nothing but Office.js and its own files', () => {
    for (const name of ['launchevent.html', 'pane.html']) {
      const sources = [...read(name).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
      for (const source of sources) {
        if (source !== 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js') expect(() => read(source), source).not.toThrow();
      }
    }
  });
});
