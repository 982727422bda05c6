import { unreadDraft } from '../draft/json.ts';
import { hasHeader } from '../draft/message.ts';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import { isFault, reasonOf, type Fault } from './faults.ts';

/** One draft that was read, or one input that could not be. */
export interface Input {
  /** As given; within a folder, the folder as given and the rest. */
  readonly filePath: string;
  /** Which message of an mbox, which draft of a .jsonl, from 1. */
  readonly number?: number;
  readonly draft: Draft;
  readonly source: Source;
  /** It came from standard input, whatever its name. */
  readonly stdin?: true;
  /** Nothing of it could be read; the draft holds the problem. */
  readonly fatal?: true;
  /** Why, where `fatal`; see describeFault. */
  readonly fault?: Fault;
  /** By which a `Memory` knows it again; absent without one. */
  readonly digest?: string;
}

/** A draft that need not be read again. */
export interface KnownInput {
  readonly filePath: string;
  readonly number?: number;
  readonly known: true;
}

/** What is remembered of earlier runs. */
export interface Memory {
  /** @param filePath as given */
  digest(content: Uint8Array, filePath: string): string;
  /** Whether a draft of this digest is known: then it is not even parsed. */
  has(digest: string): boolean;
}

/** An input of which nothing could be read. */
export function failed(filePath: string, fault: Fault, more: { number?: number; kind?: Source['kind']; firstLine?: number } = {}): Input {
  const { number, kind = 'message', firstLine } = more;
  return {
    filePath,
    ...(number === undefined ? {} : { number }),
    draft: unreadDraft(kind, { reason: reasonOf(fault), detail: fault }),
    source: { kind, text: '', ...(firstLine === undefined ? {} : { firstLine }) },
    fatal: true,
    fault,
  };
}

/** Why there is no mail in it, if there is none: what is no mail was not judged, and is never clean. */
function faultOfDraft(draft: Draft): Fault | undefined {
  const reason = draft.problems.find((problem) => isFault(problem.reason))?.reason;
  const fault = reason !== undefined && isFault(reason) ? reason : undefined;
  if (draft.source === 'message') return hasHeader(draft) ? undefined : fault;
  if (draft.fields.length > 0 || draft.parts.length > 0) return undefined;
  return fault ?? (draft.problems.length === 0 && draft.attachments.length === 0 && draft.envelope === undefined ? 'empty' : undefined);
}

/** Whether a .json file that nobody named is a draft: only if it has recipients or a sender. */
export function isDraft({ fault, source, draft }: Input): boolean {
  if (fault === 'invalid-json') return /"(?:from|to|cc|bcc)"\s*:/i.test(source.text);
  if (fault !== undefined) return fault !== 'not-an-object' && fault !== 'empty';
  return draft.addressFields.some(({ name, spot }) => /^(?:from|to|cc|bcc)$/.test(name) && spot.at === 'json' && spot.path.length === 1);
}

/** A draft of which nothing was read but a reason why, and what is no mail at all, is a fatal input. */
export function input(filePath: string, draft: Draft, source: Source, number?: number, digest?: string): Input {
  const fault = faultOfDraft(draft);
  const said = fault === undefined || draft.problems.length > 0;
  return {
    filePath,
    ...(number === undefined ? {} : { number }),
    draft: said ? draft : { ...draft, problems: [{ kind: 'unreadable', reason: reasonOf(fault), spot: draft.spot }] },
    source,
    ...(digest === undefined ? {} : { digest }),
    ...(fault === undefined ? {} : { fatal: true, fault }),
  };
}

/** The bytes as text, for whoever asks for places: a clean message is never asked. */
export function messageSource(bytes: Buffer): Source {
  let text: string | undefined;
  return { kind: 'message', get text() { return (text ??= bytes.toString('latin1')); } };
}
