/**
 * Undisclosed: looks at a mail before it leaves and says what is wrong. This face runs in Node, browsers and add-ons:
 * no file, no network, no clock but the one given.
 *
 * ```ts
 * import { lint, readMessage, compile, pack } from 'undisclosed';
 * const findings = lint(readMessage(bytes), compile(pack, { extends: ['hr'] }));
 * ```
 */
export { readMessage } from './draft/message.ts';
export { readJsonDraft, readJsonText } from './draft/json.ts';
export { groupRecipients, addressData, registrableDomain } from './draft/organisations.ts';
export { splitMessage } from './edit/split.ts';
export { firstNames } from './edit/split-names.ts';
export { compile } from './engine/compile.ts';
export { lint, draftOf } from './engine/lint.ts';
export { judge } from './engine/judge.ts';
export { unavailableVerdict, verdictOf } from './engine/verdict.ts';
export { replyText } from './engine/reply.ts';
export { lintTemplate } from './engine/template.ts';
export { readBody } from './template/body.ts';
export { firstFix, fixPlanner } from './engine/fix.ts';
export { fixDraft } from './engine/fix-draft.ts';
export { REFUSAL_WORDS } from './engine/refusals.ts';
export { applyEdits, sourceEdits } from './edit/source-edits.ts';
export { pack } from './generated/pack.js';
export { locator } from './report/locate.ts';
export { CHECKS } from './checks/index.ts';
export type { Address, AddressField, Attachment, Context, Draft, Envelope, Field, Problem, Purpose, Spot, Stage, TextPart } from './draft/types.ts';
export type { Recipient, Recipients } from './draft/recipients.ts';
export type { Leak, NotSplit, Split, SplitMail, SplitOptions, SplitRefusal } from './edit/split-types.ts';
export type { Rules } from './engine/compile.ts';
export type { JudgeOptions, Judgement } from './engine/judge.ts';
export type { LintOptions } from './engine/lint.ts';
export type { Reply } from './engine/reply.ts';
export type { RuleVerdict, Verdict, VerdictContext } from './engine/verdict.ts';
export type { Action, Policy } from './rule/policy.ts';
export type { TemplateOptions } from './engine/template.ts';
export type { Sample } from './template/samples.ts';
export type { Kind, TemplateSettings } from './template/types.ts';
export type { FixedDraft, FixOptions, NotFixed } from './engine/fix-draft.ts';
export type { FixRefusal } from './engine/refusals.ts';
export type { Change, Edit, Refusal } from './edit/types.ts';
export type { Source } from './draft/source.ts';
export type { AllowedGroup, Config, Data, Finding, FixSafety, Law, Level, Locale, Override, Pack, RuleDefinition, Suggestion } from './rule/types.ts';
export type { Language, Phase } from './text/types.ts';
