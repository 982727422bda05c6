import type { Address, AddressField, Draft, Problem, Spot } from '../draft/types.ts';
import type { VariableNames } from './names.ts';
import { parseTemplate } from './parse.ts';
import { render } from './render.ts';
import type { Values } from './render.ts';
import type { Rendered, Template } from './types.ts';

/** One draft whose subject and texts are templates. */
export interface TemplateDraft {
  readonly draft: Draft;
  /** The subject's, then those of the parts, in order. */
  readonly templates: readonly Template[];
  /** Whose text each template is: the index of a part, or the subject. */
  readonly of: readonly (number | 'subject')[];
}

/** A mail made from a template, and how its places lead back. */
export interface Made {
  readonly draft: Draft;
  readonly back: (spot: Spot) => Spot;
}

/** Reads the subject and the bodies of a draft as templates. Never throws. */
export function readTemplateDraft(draft: Draft, names: VariableNames): TemplateDraft {
  const numbers = { arms: 0 };
  const templates: Template[] = [];
  const of: (number | 'subject')[] = [];
  if (draft.subject !== null) {
    templates.push(parseTemplate(draft.subject.value, false, names, numbers));
    of.push('subject');
  }
  draft.parts.forEach(({ type, content }, index) => {
    if (type !== 'text/plain' && type !== 'text/html') return;
    templates.push(parseTemplate(content, type === 'text/html', names, numbers));
    of.push(index);
  });
  return { draft, templates, of };
}

/** The spot of a stretch of one of the templates. */
export function spotOf({ draft, of }: TemplateDraft, index: number, start: number, end: number): Spot {
  const part = of[index]!;
  return part === 'subject' ? subjectSpot(draft, start, end) : { at: 'text', part, start, end };
}

function subjectSpot({ subject }: Draft, start: number, end: number): Spot {
  const { spot, valueSpot } = subject!;
  if (valueSpot !== undefined) return { ...valueSpot, start: valueSpot.start + start, end: valueSpot.start + end };
  // Of a bare body: the subject stands in a text of its own.
  return spot.at === 'text' ? { ...spot, start: spot.start + start, end: spot.start + end } : spot;
}

/** Known by being this very list, so that no path of a draft is taken for it. */
const SUBJECT: readonly string[] = ['subject'];

/** The person whom a template is written to, as a reading has them. */
export interface Reader {
  readonly firstName: string;
  readonly lastName: string;
}

const DOMAIN = 'candidate.example';

/**
 * The mail that a template becomes with these values, to one person.
 * @param reader null: the mail knows no name
 */
export function makeDraft(template: TemplateDraft, values: Values, reader: Reader | null, names: VariableNames): Made {
  const { draft, templates, of } = template;
  const rendered = new Map<number | 'subject', Rendered>(templates.map((one, index) => [of[index]!, render(one, values)]));
  const title = rendered.get('subject');
  const addressFields = addressesOf(draft, names);
  const { recipient, ...context } = draft.context;
  const made: Draft = {
    ...draft,
    addressFields,
    subject: title === undefined || draft.subject === null ? draft.subject
      : { value: title.text, spot: draft.subject.spot, valueSpot: { at: 'json', path: SUBJECT, start: 0, end: title.text.length } },
    parts: draft.parts.map((part, index) => {
      const text = rendered.get(index);
      return text === undefined ? part : { ...part, content: text.text };
    }),
    context: { ...context, ...(recipient !== undefined ? { recipient } : reader === null ? {} : { recipient: reader }) },
    problems: draft.problems.filter((problem) => !isOfTemplate(problem, draft, names)),
  };
  return {
    draft: made,
    back(spot) {
      if (spot.at === 'json' && spot.path === SUBJECT) {
        const [start, end] = backBy(title!, spot.start ?? 0, spot.end ?? 0);
        return subjectSpot(draft, start, end);
      }
      const text = spot.at === 'text' ? rendered.get(spot.part) : undefined;
      if (spot.at !== 'text' || text === undefined) return spot;
      const [start, end] = backBy(text, spot.start, spot.end);
      return { ...spot, start, end };
    },
  };
}

function backBy({ map }: Rendered, start: number, end: number): [number, number] {
  const from = map.start(start);
  return [from, end > start ? Math.max(from, map.end(end)) : from];
}

/** Without what a system fills in; to one person, if that leaves nobody. */
function addressesOf(draft: Draft, names: VariableNames): AddressField[] {
  const fields = draft.addressFields.map((field): AddressField => ({ ...field, addresses: field.addresses.filter((address) => !isVariable(address, names)) }));
  const reached = fields.some(({ name, addresses }) => /^(?:to|cc|bcc)$/.test(name) && addresses.some(({ valid }) => valid));
  if (reached) return fields;
  const address: Address = { name: '', address: `k7@${DOMAIN}`, local: 'k7', domain: DOMAIN, key: `k7@${DOMAIN}`, valid: true, spot: draft.spot };
  return [...fields.filter(({ name }) => name !== 'to'), { name: 'to', addresses: [address], groups: [], spot: draft.spot }];
}

function isVariable({ name, address }: Address, names: VariableNames): boolean {
  return hasTag(address, names) || hasTag(name, names);
}

function hasTag(text: string, names: VariableNames): boolean {
  return text !== '' && parseTemplate(text.slice(0, 2000), false, names, { arms: 0 }).variables.length > 0;
}

/** `To: {{candidate.email}}` is no address yet, and none that is written wrongly. */
function isOfTemplate({ reason, kind, spot }: Problem, draft: Draft, names: VariableNames): boolean {
  if (kind !== 'malformed-header' || reason !== 'address-syntax') return false;
  const field = draft.fields.find((one) => JSON.stringify(one.spot) === JSON.stringify(spot));
  return field !== undefined && hasTag(field.value, names);
}
