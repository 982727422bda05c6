import type { Draft } from '../../src/draft/types.ts';
import type { Aspect } from './peers.ts';

/** One aspect of one message on which mailparser differs from us; `third` is postal-mime's view. */
export interface Difference {
  readonly sample: string;
  readonly aspect: Aspect;
  readonly own: string;
  readonly theirs: string;
  readonly third: string;
  readonly draft: Draft;
  readonly raw: string;
}

export interface DifferenceClass {
  readonly name: string;
  /** Who is right, and why. */
  readonly why: string;
  readonly aspects: readonly Aspect[];
  readonly explains: (difference: Difference) => boolean;
}

const ADDRESSES: readonly Aspect[] = ['from', 'to', 'cc', 'bcc'];
/** Printable ASCII alone. */
const skeleton = (text: string): string => text.replace(/[^\x21-\x7e]+/g, '');
/** The same for a list of addresses, whose order means nothing. */
const skeletons = (text: string): string => text.split(' ').map(skeleton).sort().join(' ');
const solid = (text: string): string => text.replace(/\s+/g, '');
const has = (draft: Draft, reason: string): boolean => draft.problems.some((problem) => problem.reason === reason);
const attached = (draft: Draft, type: string): boolean => draft.attachments.some((attachment) => attachment.type === type);

/** Every difference there is, named. The first class that explains one takes it. */
export const CLASSES: readonly DifferenceClass[] = [
  {
    name: 'eight bits unlabelled',
    why: 'Bytes above 0x7F without a charset, as us-ascii, or C1 bytes as iso-8859-1: mail programs show UTF-8 or windows-1252, and so do we; mailparser gives U+FFFD or control characters.',
    aspects: ['subject', 'text', 'html', ...ADDRESSES],
    explains: ({ own, theirs }) => (skeleton(own) === skeleton(theirs) || skeletons(own) === skeletons(theirs)) && !/[\ufffd\x80-\x9f]/.test(own.replace(/[\x81\x8d\x8f\x90\x9d]/g, '')) && /[\ufffd\x80-\x9f]/.test(theirs),
  },
  {
    name: 'broken multi-byte text',
    why: 'Bytes that the charset does not have become one U+FFFD for us (Encoding Standard) and another number of them, or nothing, elsewhere.',
    aspects: ['subject', 'text', 'html', ...ADDRESSES],
    explains: ({ own, theirs }) => own.includes('\ufffd') && skeleton(own) === skeleton(theirs),
  },
  {
    name: 'flowed',
    why: 'mailparser joins the lines of format=flowed (RFC 3676); the draft keeps them, so that places stay true, and says flowed.',
    aspects: ['text'],
    explains: ({ own, theirs, draft }) => draft.parts.some((part) => part.format === 'flowed') && solid(own) === solid(theirs),
  },
  {
    name: 'delivery status',
    why: 'mailparser adds a delivery status (RFC 3464) and what it returns to the text; for us and postal-mime it is an attachment.',
    aspects: ['text', 'attachments'],
    explains: ({ own, theirs, draft, aspect, third }) => attached(draft, 'message/delivery-status') && (aspect === 'attachments' ? third === own : theirs.startsWith(own)),
  },
  {
    name: 'message inline',
    why: 'mailparser and postal-mime add an attached message that is marked inline to the text; for us it is a draft inside the draft.',
    aspects: ['text', 'attachments'],
    explains: ({ own, theirs, draft, aspect }) => draft.attachments.some((attachment) => attachment.draft !== undefined && attachment.inline) && (aspect === 'attachments' || theirs.startsWith(own)),
  },
  {
    name: 'charset nobody knows',
    why: 'We leave such a part out and say so; the others show it as ASCII with U+FFFD.',
    aspects: ['text', 'html', 'subject'],
    explains: ({ own, theirs, draft }) => has(draft, 'charset') && theirs.includes(own),
  },
  {
    name: 'text behind base64',
    why: 'A mailing list put its footer behind the padding. The others decode it to noise; we stop at the padding and say so.',
    aspects: ['text', 'html'],
    explains: ({ own, theirs, third, draft }) => has(draft, 'base64') && (own === third || skeleton(theirs).startsWith(skeleton(own).slice(0, -1))),
  },
  {
    name: 'equals sign before a soft line break',
    why: "'==' at a line's end: a stray '=' and a soft break, two voices to one. mailparser joins the lines first and then finds an escape that was none.",
    aspects: ['text', 'html'],
    explains: ({ own, third, raw }) => skeleton(own) === skeleton(third) && /==\r?\n/.test(raw),
  },
  {
    name: 'octet-stream by name',
    why: 'mailparser gives application/octet-stream the type that the file name suggests; we and postal-mime say what the mail says.',
    aspects: ['attachments'],
    explains: ({ own, third }) => own === third && own.includes('application/octet-stream'),
  },
  {
    name: 'type without a semicolon',
    why: "'text/plain charset=us-ascii' is a text for us and for mail programs; the others take it for an unknown type.",
    aspects: ['attachments', 'text'],
    explains: ({ theirs, raw, aspect }) => /content-type: *\S+\/\S+ +charset=/i.test(raw) && (aspect === 'text' || /:\S+ charset=/.test(theirs)),
  },
  {
    name: 'enriched text and calendars',
    why: 'text/enriched (RFC 1896) and a text/calendar without a file name are shown as the mail itself, so they are body parts; the others list them as attachments.',
    aspects: ['attachments'],
    explains: ({ draft, theirs, own }) => draft.parts.some(({ type }) => (type === 'text/enriched' || type === 'text/calendar') && solid(theirs.replace(`:${type}`, '')) === solid(own)),
  },
  {
    name: 'inner closing line missing',
    why: 'The outer boundary ends the inner multipart as well (RFC 2046 §5.1.2), as it does for postal-mime; mailparser looks for the innermost alone and takes the rest for text.',
    aspects: ['text', 'html', 'attachments'],
    explains: ({ draft, raw, sample }) => sample.startsWith('crafted: inner closing') && raw.includes('--y') && draft.parts.length === 2,
  },
  {
    name: 'repeated single field',
    why: 'mailparser takes the last of repeated From, Subject and the like; every address counts for us, and the first of the others.',
    aspects: [...ADDRESSES, 'subject', 'message-id'],
    explains: ({ draft, aspect }) => draft.problems.some(({ reason, detail }) => reason === 'repeated' && detail === aspect),
  },
  {
    name: 'encoded word as an address',
    why: 'RFC 2047 §5 forbids one there, and no server decodes it: it is the address. mailparser decodes it, or drops the address.',
    aspects: ADDRESSES,
    explains: ({ own, third }) => own.includes('=?') && own === third,
  },
  {
    name: 'space in a local part',
    why: "'<undisclosed recipients@relay.example>': Python and postal-mime keep the local part whole, mailparser its last word.",
    aspects: ADDRESSES,
    explains: ({ own, third, draft, aspect }) => own === third && draft.addressFields.some((field) => field.name === aspect && field.addresses.some(({ local }) => /\s/.test(local))),
  },
  {
    name: 'colon or semicolon in brackets',
    why: "'<undisclosed-recipients:;@relay.example>' and '<C:jd@relay.example>' are no addresses as they stand; as in Python, the part behind the colon is taken.",
    aspects: ADDRESSES,
    explains: ({ own, theirs }) => theirs !== own && /[:;]/.test(theirs) && solid(theirs.replace(/\S*[:;]\S*/g, '')) === solid(own.split(' ').filter((address) => !theirs.includes(`:${address}`)).join('')),
  },
  {
    name: 'two at signs',
    why: "'a@b@c' can be read as two addresses, so it is none, as in Python; the others take it whole.",
    aspects: ADDRESSES,
    explains: ({ own, theirs }) => /@[^ ]*@/.test(theirs) && theirs.split(' ').filter((address) => !/@.*@/.test(address)).join(' ') === own,
  },
  {
    name: 'square brackets in a local part',
    why: "'[hotmail.com]@relay.example' is no address without quotes, as in Python; mailparser takes it whole.",
    aspects: ADDRESSES,
    explains: ({ own, theirs }) => theirs.split(' ').filter((address) => !address.startsWith('[')).join(' ') === own,
  },
  {
    name: 'quoted address',
    why: 'A quoted string with an at sign inside, a control character in one, or text in a list that is no address.',
    aspects: ADDRESSES,
    explains: ({ raw, theirs, third }) => theirs !== third && /^(?:From|To|Cc):(?:.|\n[ \t])*?"[^"\n]*[@\x00-\x1f][^"\n]*"/im.test(raw),
  },
  {
    name: 'Message-ID with other text',
    why: 'We take what stands in the angle brackets (RFC 5322 §3.6.4), without white space, or nothing; the others the whole value.',
    aspects: ['message-id'],
    explains: ({ own, theirs }) => own === '' || solid(own) === solid(theirs) || solid(theirs).includes(own.slice(1, -1)) || own === '<<>>',
  },
  {
    name: 'date in no known form',
    why: "'+-0500', '2002/09/14', a zone of five letters: JavaScript's Date, which the others use, reads another set of broken dates than we do.",
    aspects: ['date'],
    explains: ({ own, theirs }) => own === 'null' || theirs === 'null',
  },
];
