import { lintTemplate } from '../../engine/template.ts';
import { chunksOf, FileFault, join } from '../../io/open.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Sample } from '../../template/samples.ts';
import { UsageError } from './errors.ts';
import type { Find } from './judge.ts';

/** Bytes of a file of samples, and samples in it: each is a mail that every template becomes. */
const LARGEST = 8 * 1024 * 1024;
const MOST = 1_000;

function readAtMost(path: string): string {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const piece of chunksOf(path)) {
    pieces.push(piece);
    if ((size += piece.length) > LARGEST) throw new FileFault('too-large');
  }
  return pieces.length === 0 ? '' : join(pieces).toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * The samples of `--data`: an array of objects, or one object.
 * @throws UsageError
 */
function readSamples(path: string): readonly Sample[] {
  const shown = escapeControls(path);
  let value: unknown;
  try {
    value = JSON.parse(readAtMost(path));
  } catch (error) {
    throw new UsageError((words) => (error instanceof FileFault ? words.cannotRead(shown) : words.badSamples(shown)));
  }
  const samples: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (samples.length === 0 || !samples.every((sample) => typeof sample === 'object' && sample !== null && !Array.isArray(sample))) throw new UsageError((words) => words.badSamples(shown));
  if (samples.length > MOST) throw new UsageError((words) => words.tooManySamples(shown, MOST));
  return samples as readonly Sample[];
}

/** How `check --as-template` looks at a draft. @throws UsageError if the samples cannot be read */
export function templateFinder(data: string | undefined): Find {
  const samples = data === undefined ? undefined : readSamples(data);
  return (draft, rules, options) => lintTemplate(draft, rules, { ...options, ...(samples === undefined ? {} : { samples }) });
}
