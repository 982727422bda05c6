import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = new URL('../../../scripts/build-thunderbird.mjs', import.meta.url);

/** Builds the add-on as it is shipped; returns its file. */
export function shippedAddOn(): string {
  execFileSync(process.execPath, [fileURLToPath(script)], { stdio: 'pipe' });
  return fileURLToPath(new URL('../../../dist/undisclosed-thunderbird.xpi', import.meta.url));
}

/** Builds one in which a rule is at fault, see faulty-check.ts. */
export function faultyAddOn(out: string): string {
  const options = { out, replace: { 'src/checks/bcc-header.ts': 'test/peers/thunderbird/faulty-check.ts' } };
  execFileSync(process.execPath, ['--input-type=module', '--eval', `const { buildThunderbird } = await import(${JSON.stringify(script.href)}); await buildThunderbird(${JSON.stringify(options)});`], { stdio: 'pipe' });
  return out;
}
