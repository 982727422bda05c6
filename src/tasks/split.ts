import { extname } from 'node:path';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import { splitMessage } from '../edit/split.ts';
import type { Split, SplitOptions, SplitRefusal } from '../edit/split-types.ts';
import { compile } from '../engine/compile.ts';
import { Recheck } from '../engine/recheck.ts';
import { recipientRules, splitOptions } from '../engine/split-options.ts';
import type { Config, Level, Pack } from '../rule/types.ts';
import { FileOutput, PipeOutput } from './file-output.ts';
import { FolderOutput } from './folder-output.ts';
import { inMbox, separatorOf } from './mbox-writer.ts';
import type { SplitOutput } from './split-output.ts';

export interface SplitTask {
  readonly source: Source;
  readonly draft: Draft;
  readonly filePath: string;
  /** A folder, a file *.mbox or *.jsonl, or `-`. */
  readonly out: string;
  readonly force: boolean;
  /** Nothing is written; all else is done. */
  readonly dryRun: boolean;
  readonly greeting: boolean;
  readonly internal: boolean;
  readonly allowNames: boolean;
}

/** What a run came to: numbers, never an address. */
export interface SplitReport {
  readonly refused: null;
  readonly mails: number;
  readonly greeted: number;
  /** Already there, byte for byte the same. */
  readonly same: number;
  /** It was one person's mail already. */
  readonly unchanged: boolean;
  readonly findings: readonly { readonly rule: string; readonly level: Level; readonly mails: number }[];
}

export type Shape = 'folder' | 'mbox' | 'jsonl';

/** What `out` asks for; `-` gets what a pipeline can read on. */
export function shapeOf(out: string, kind: Source['kind']): Shape {
  const extension = extname(out).toLowerCase();
  if (extension === '.mbox' || extension === '.mbx') return 'mbox';
  if (extension === '.jsonl' || extension === '.ndjson') return 'jsonl';
  return out !== '-' ? 'folder' : kind === 'json' ? 'jsonl' : 'mbox';
}

/**
 * Splits a draft and writes its mails, each read again first. On any failure what was written is taken away.
 * @throws OutputExists, errors of the file system
 */
export function split(task: SplitTask, pack: Pack, config: Config): SplitReport | { readonly refused: SplitRefusal } {
  const { source, draft, out } = task;
  const shape = shapeOf(out, source.kind);
  const kind = shape === 'jsonl' ? 'json' : source.kind;
  const found = splitMessage(source, draft, optionsOf(task, shape, pack, config));
  if (found.refused !== null) return found;
  const rules = compile(recipientRules(pack), config);
  const recheck = new Recheck(kind, rules);
  const output = task.dryRun ? null : outputOf(task, shape, found, kind);
  let greeted = 0;
  let number = 0;
  try {
    for (const mail of found.mails) {
      recheck.mail(mail);
      output?.write(mail, ++number);
      if (mail.greeted) greeted++;
    }
    output?.commit();
  } catch (error) {
    output?.discard();
    throw error;
  }
  return { refused: null, mails: found.count, greeted, same: output?.same ?? 0, unchanged: found.unchanged, findings: recheck.findings };
}

function optionsOf({ draft, filePath, greeting, internal, allowNames }: SplitTask, shape: Shape, pack: Pack, config: Config): SplitOptions {
  return {
    ...splitOptions(draft, compile({ ...pack, rules: [] }, config), filePath),
    internal: internal ? 'include' : 'leave-out',
    greeting,
    allowNames,
    ...(shape === 'jsonl' ? { as: 'json' as const, layout: 'line' as const } : {}),
  };
}

function outputOf({ source, draft, out, force }: SplitTask, shape: Shape, found: Split, kind: Source['kind']): SplitOutput {
  if (shape === 'folder') {
    const folder = new FolderOutput(out, kind, found.count);
    folder.prepare(found.mails, force);
    return folder;
  }
  const separator = separatorOf(draft);
  const lineEnd = source.text.startsWith('\r\n', source.text.indexOf('\n') - 1) ? '\r\n' : '\n';
  const frame = shape === 'mbox' ? (pieces: readonly string[]) => inMbox(separator, pieces, lineEnd) : (pieces: readonly string[]) => [...pieces, '\n'];
  const encoding = kind === 'json' ? 'utf8' : 'latin1';
  return out === '-' ? new PipeOutput(encoding, frame) : new FileOutput(out, encoding, frame, force);
}
