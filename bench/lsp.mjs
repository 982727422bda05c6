/**
 * From a keystroke in a draft of 5 KB to the findings on the screen: not much more than the pause that is waited for and the look itself.
 * `npm run bench:lsp` after `npm run build`; exits 1 when the ratio misses its target.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { compile, lint, locator, pack, readMessage } from '../dist/index.js';

const TARGET = 1.5;
const DEBOUNCE = 150;
const KEYS = 60;
const WARM = 20;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const people = Array.from({ length: 12 }, (_, n) => `Person ${n} <person${n}@firm${n}.example>`).join(',\n ');
const sentence = 'Nous avons lu votre dossier avec attention et nous vous remercions de votre visite de lundi.\n';
const head = `From: Claire Morel <claire@example.com>\nTo: ${people}\nSubject: Votre candidature\n\nBonjour Anne,\n\n`;
const draft = head + sentence.repeat(Math.ceil((5 * 1024 - head.length) / sentence.length));
const line = head.split('\n').length + 2;

const server = spawn(process.execPath, [fileURLToPath(new URL('../bin/undisclosed.js', import.meta.url)), 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
try {
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  let told = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ version, diagnostics }) => told(version, diagnostics));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: { preset: 'all', debounce: DEBOUNCE } });
  await connection.sendNotification('initialized', {});
  const uri = 'untitled:draft';
  const answer = (version) => new Promise((resolve) => {
    told = (told, diagnostics) => { if (told === version) resolve(diagnostics); };
  });
  const first = answer(1);
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'mail', version: 1, text: draft } });
  const findings = (await first).length;
  if (findings === 0) throw new Error('nothing was found');

  const rules = compile(pack, { extends: ['all'] });
  const look = () => {
    const source = { kind: 'message', text: Buffer.from(draft, 'utf8').toString('latin1') };
    const read = readMessage(source.text);
    const place = locator(source);
    return lint(read, rules).map(({ spot }) => place(read, spot));
  };
  const own = [];
  const theirs = [];
  for (let key = 0; key < KEYS; key++) {
    const version = key + 2;
    const begun = performance.now();
    const shown = answer(version);
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: { line, character: 5 }, end: { line, character: 5 } }, text: 'e' }] });
    await shown;
    const done = performance.now();
    look();
    const looked = performance.now();
    if (key < WARM) continue;
    theirs.push(done - begun);
    own.push(looked - done);
  }
  const ratio = median(theirs) / (median(own) + DEBOUNCE);
  const met = ratio <= TARGET;
  console.log(`     ${draft.length} characters, ${findings} findings, ${theirs.length} keys: ${median(theirs).toFixed(1)} ms to the findings, ${median(own).toFixed(1)} ms the look alone`);
  console.log(`${met ? 'ok  ' : 'MISS'} a keystroke to its findings, times the pause and the look: ${ratio.toFixed(2)} (target ≤ ${TARGET})`);
  process.exitCode = met ? 0 : 1;
} finally {
  server.kill();
}
