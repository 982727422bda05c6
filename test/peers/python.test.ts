import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

interface Counts { messages: number; compatEqual: number; policyRead: number; policyEqual: number; neither: number }

it('sees the same visible recipients as Python\'s email package on real mail', () => {
  const out = execFileSync(process.execPath, [fileURLToPath(new URL('python-recipients.mjs', import.meta.url))], { maxBuffer: 1 << 26 }).toString().trim().split('\n');
  const counts = JSON.parse(out.at(-1)!) as Counts;
  expect(counts.messages).toBeGreaterThan(6_000);
  // `compat` reads any message; `policy` repairs addresses on its way, and gives up on some.
  expect(counts.compatEqual / counts.messages).toBeGreaterThanOrEqual(0.999);
  expect(counts.policyEqual / counts.policyRead).toBeGreaterThanOrEqual(0.995);
  expect(counts.neither / counts.messages).toBeLessThanOrEqual(0.0005);
});
