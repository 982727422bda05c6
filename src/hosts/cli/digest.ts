import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from './package.ts';

/** Of all that this program runs from: its code and, beside it, the phrases of its rules. */
export function programDigest(): string {
  const folder = import.meta.dirname;
  const hash = createHash('sha256').update(packageVersion());
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isFile() && /\.(?:cjs|bin|ts)$/.test(entry.name)) hash.update(`\0${entry.name}\0`).update(readFileSync(join(folder, entry.name)));
  }
  return hash.digest('base64url');
}
