import type { ClientCapabilities, CodeAction, CodeActionParams, Diagnostic, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { applyEdits, sourceEdits } from '../../edit/source-edits.ts';
import type { Edit } from '../../edit/types.ts';
import { firstFix } from '../../engine/fix.ts';
import { fixDraft, type FixOptions } from '../../engine/fix-draft.ts';
import { keysOf } from './diagnostics.ts';
import type { Look, ReadDraft } from './look.ts';
import type { Finding, Suggestion } from '../../rule/types.ts';
import { COMMAND_ALLOW, COMMAND_SPLIT, FIX_ALL, type LspHost } from './types.ts';
import { LSP_WORDS } from './words.ts';

type Choose = FixOptions['choose'];

/** Fixes of one version of a document, each proven when it is first offered and kept as long as the version is looked at. */
export class Fixes {
  readonly #host: LspHost;
  readonly #proven = new WeakMap<ReadDraft, Map<string, Promise<readonly TextEdit[] | null>>>();

  constructor(host: LspHost) {
    this.#host = host;
  }

  /** The edits that carry out one suggestion and are proven to end the finding; null: there are none. */
  one(read: ReadDraft, finding: Finding, suggestion: Suggestion): Promise<readonly TextEdit[] | null> {
    const key = `${read.findings.indexOf(finding)} ${finding.suggestions.indexOf(suggestion)}`;
    const place = JSON.stringify([finding.spot, finding.attached]);
    let chosen: Finding | null = null;
    return this.#prove(read, key, (found) => {
      if (found.ruleId !== finding.ruleId || JSON.stringify([found.spot, found.attached]) !== place) return null;
      // In a later pass another finding may have come to stand there.
      chosen ??= found;
      return chosen === found ? found.suggestions.find(({ id, replacement }) => id === suggestion.id && replacement === suggestion.replacement) ?? null : null;
    });
  }

  /** Everybody in Bcc, for a mail of which the rules would rather have one to each person. */
  blind(read: ReadDraft): Promise<readonly TextEdit[] | null> {
    return this.#prove(read, 'blind', (finding) => (wantsOneEach(finding) ? { id: 'move-to-bcc', safety: 'ask', desc: '' } : null));
  }

  /** All that is safe, at once. */
  safe(read: ReadDraft): Promise<readonly TextEdit[] | null> {
    return this.#prove(read, 'safe', firstFix('safe'));
  }

  #prove(read: ReadDraft, key: string, choose: Choose): Promise<readonly TextEdit[] | null> {
    const known = this.#proven.get(read) ?? new Map<string, Promise<readonly TextEdit[] | null>>();
    this.#proven.set(read, known);
    let edits = known.get(key);
    if (!edits) known.set(key, (edits = this.#edits(read, choose)));
    return edits;
  }

  async #edits({ snapshot, rules, options }: ReadDraft, choose: Choose): Promise<readonly TextEdit[] | null> {
    const { source, draft } = snapshot;
    if (!snapshot.editable || options.phase === 'sent') return null;
    const fallback = (source.kind === 'message' && await this.#host.charsets?.(source.text)) || null;
    const how: FixOptions = { ...options, choose, ...(fallback === null ? {} : { fallback }) };
    const fixed = await (this.#host.fix?.(source, draft, rules, how) ?? fixDraft(source, draft, rules, how));
    if (fixed.fixed.length === 0) return null;
    const answer = sourceEdits(source, draft, fixed.changes, fallback === null ? {} : { fallback });
    const inOnePass = 'edits' in answer && applyEdits(source.text, answer.edits) === fixed.source.text;
    return snapshot.textEdits(inOnePass ? answer.edits : [difference(source.text, fixed.source.text)]);
  }
}

/** One edit that makes the second text of the first, as short as it can be. */
export function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < most - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Versioned where the client can tell: an edit for a text that is gone is then refused there. */
export function workspaceEdit({ document, version }: Pick<Look, 'document' | 'version'>, edits: readonly TextEdit[], { workspace }: ClientCapabilities): WorkspaceEdit {
  const { uri } = document;
  if (workspace?.workspaceEdit?.documentChanges) return { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] };
  return { changes: { [uri]: [...edits] } };
}

function touches(one: Range, other: Range): boolean {
  const before = (a: Range['start'], b: Range['start']): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);
  return !before(one.end, other.start) && !before(other.end, one.start);
}

/** Rules that have nothing more to say once everybody is in Bcc. */
const ENDED_BY_BCC: ReadonlySet<string> = new Set(['recipients/visible-recipients', 'recipients/missing-bcc']);

/** Whether a finding names no other answer than one mail to each person, though Bcc would end it. */
function wantsOneEach({ ruleId, suggestions, attached }: Finding): boolean {
  return ENDED_BY_BCC.has(ruleId) && attached.length === 0 && suggestions.some(({ id }) => id === 'one-mail-a-person') && !suggestions.some(({ id }) => id === 'move-to-bcc');
}

/** Whether actions of a kind are asked for; kinds are hierarchical. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined ? !kind.startsWith('source') : only.some((asked) => asked === '' || asked === kind || kind.startsWith(`${asked}.`));
}

export interface ActionContext {
  readonly fixes: Fixes;
  readonly capabilities: ClientCapabilities;
  /** Commands that the client carries out itself. */
  readonly commands: readonly string[];
  /** Whether there is a configuration that `allow` can be written to. */
  readonly allows: boolean;
}

/** Quick fixes of the findings in a range, and all safe fixes where these are asked for by name. */
export async function codeActions(look: Look, { range, context }: CodeActionParams, { fixes, capabilities, commands, allows }: ActionContext): Promise<CodeAction[]> {
  const { draft: read, diagnostics, locale, document } = look;
  if (read === null) return [];
  const words = LSP_WORDS[locale];
  const actions: CodeAction[] = [];
  if (wants(context.only, 'quickfix')) {
    const keys = keysOf(read.findings);
    const splits: Diagnostic[] = [];
    const alone: Diagnostic[] = [];
    for (const [index, finding] of read.findings.entries()) {
      const diagnostic = diagnostics.find(({ data }) => (data as { key?: string } | undefined)?.key === keys[index]);
      if (!diagnostic || !touches(diagnostic.range, range)) continue;
      for (const suggestion of finding.suggestions) {
        const base = { kind: 'quickfix', diagnostics: [diagnostic] };
        if (suggestion.safety === 'advice') continue;
        if (suggestion.id === 'one-mail-a-person') {
          splits.push(diagnostic);
          if (wantsOneEach(finding)) alone.push(diagnostic);
          continue;
        }
        const edits = await fixes.one(read, finding, suggestion);
        if (edits === null) continue;
        const edit = workspaceEdit(look, edits, capabilities);
        // Two findings that one change ends are one action.
        const same = actions.find((one) => one.title === suggestion.desc && JSON.stringify(one.edit) === JSON.stringify(edit));
        if (same) same.diagnostics!.push(diagnostic);
        else actions.push({ ...base, title: suggestion.desc, ...(suggestion.safety === 'safe' ? { isPreferred: true } : {}), edit });
      }
      if (allows && finding.ruleId === 'recipients/visible-recipients' && finding.attached.length === 0) {
        actions.push({ kind: 'quickfix', diagnostics: [diagnostic], title: words.allow, command: { title: words.allow, command: COMMAND_ALLOW, arguments: [document.uri] } });
      }
    }
    // One answer to all of them, so it is offered once.
    if (splits.length > 0 && commands.includes(COMMAND_SPLIT)) {
      actions.unshift({ kind: 'quickfix', diagnostics: splits, title: words.split, command: { title: words.split, command: COMMAND_SPLIT, arguments: [document.uri] } });
    } else if (alone.length > 0) {
      // An editor cannot write many mails, and to leave everybody in sight would be worse than Bcc.
      const edits = await fixes.blind(read);
      if (edits !== null) actions.unshift({ kind: 'quickfix', diagnostics: alone, title: words.toBcc, edit: workspaceEdit(look, edits, capabilities) });
    }
  }
  if (wants(context.only, FIX_ALL)) {
    const edits = await fixes.safe(read);
    if (edits !== null) actions.push({ title: words.fixAll, kind: FIX_ALL, edit: workspaceEdit(look, edits, capabilities) });
  }
  return actions;
}
