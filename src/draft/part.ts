import type { DraftBuilder } from './builder.ts';
import { charsetLabel } from './charset.ts';
import { contentText, decodedSize, knownEncoding, transferDecode } from './content.ts';
import type { Entity } from './entity.ts';
import type { Attachment, Spot, TextPart } from './types.ts';

/** A body without parts of its own becomes a text that the recipient reads, or an attachment. */

/** Types that mail programs show as the mail itself. */
const BODY_TYPES = new Set(['text/plain', 'text/html', 'text/calendar', 'text/enriched', 'text/richtext', 'text/markdown', 'text/x-markdown', 'text/x-amp-html', 'text/watch-html']);
const TEXT_TYPES = new Set([
  'application/ics', 'application/csv', 'application/vcard', 'application/json', 'application/xml',
  'message/delivery-status', 'message/disposition-notification', 'message/feedback-report', 'message/global-delivery-status', 'message/news',
]);
const TEXT_NAMES = /\.(?:csv|tsv|tab|txt|text|vcf|vcard|ics|md|json|jsonl|xml|html?|eml|ldif)$/i;

export function addPart(builder: DraftBuilder, entity: Entity, start: number, end: number, alternative: number | null): void {
  const { raw } = builder;
  const spot = builder.spotOf(start, end);
  judgeType(builder, entity, spot, raw, start, end);
  const named = entity.filename !== '';
  const body = BODY_TYPES.has(entity.type) && (entity.disposition === '' || entity.disposition === 'inline')
    && !(entity.type === 'text/calendar' && named && alternative === null);
  if (body) builder.parts.push(textPart(builder, entity, start, end, alternative, spot));
  else builder.attachments.push(attachment(builder, entity, start, end));
}

function textPart(builder: DraftBuilder, entity: Entity, start: number, end: number, alternative: number | null, spot: Spot): TextPart {
  const { raw, bytes } = builder;
  const charset = charsetLabel(entity.parameters?.get.get('charset') ?? '');
  const content = transferDecode(raw, start, end, entity.encoding, bytes);
  if (content.reason !== null) builder.problem('unreadable', content.reason, spot, content.reason === 'encoding' ? entity.encoding : entity.type);
  const text = contentText(content, charset, builder.fallback);
  if (text === null) builder.problem('unreadable', 'charset', spot, charset);
  else if (entity.type === 'text/plain') judgeText(builder, text, spot);
  const flowed = entity.parameters?.get.get('format')?.toLowerCase() === 'flowed';
  const encoding = knownEncoding(entity.encoding);
  return {
    type: entity.type,
    content: text ?? '',
    ...(alternative === null ? {} : { alternative }),
    ...(charset === '' ? {} : { charset }),
    ...(flowed ? { format: 'flowed' } : {}),
    ...(flowed && entity.parameters?.get.get('delsp')?.toLowerCase() === 'yes' ? { delSp: true } : {}),
    spot,
    ...(encoding === null ? {} : { encoding }),
  };
}

function attachment(builder: DraftBuilder, entity: Entity, start: number, end: number): Attachment {
  const { raw, bytes } = builder;
  const spot = builder.spotOf(entity.headerStart, end);
  const shared = { filename: entity.filename, type: entity.type, inline: entity.disposition === 'inline' };
  const textual = entity.type.startsWith('text/') || TEXT_TYPES.has(entity.type) || TEXT_NAMES.test(entity.filename);
  if (!textual) {
    if (knownEncoding(entity.encoding) === null) builder.problem('unreadable', 'encoding', spot, entity.encoding);
    return { ...shared, size: decodedSize(raw, start, end, entity.encoding), spot };
  }
  const charset = charsetLabel(entity.parameters?.get.get('charset') ?? '');
  const content = transferDecode(raw, start, end, entity.encoding, bytes);
  if (content.reason !== null) builder.problem('unreadable', content.reason, spot, content.reason === 'encoding' ? entity.encoding : entity.type);
  const text = contentText(content, charset, builder.fallback);
  if (text === null) builder.problem('unreadable', 'charset', spot, charset);
  return { ...shared, size: content.size, ...(text === null ? {} : { text }), spot };
}

/** Types whose content nobody here reads, or only its recipient. */
function judgeType(builder: DraftBuilder, entity: Entity, spot: Spot, raw: string, start: number, end: number): void {
  const { type } = entity;
  if (type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef' || /^winmail\.dat$/i.test(entity.filename)) {
    builder.problem('unreadable', 'tnef', spot, type);
  } else if (type === 'message/partial') {
    builder.problem('unreadable', 'partial', spot, type);
  } else if (type === 'message/external-body') {
    builder.problem('unreadable', 'external-body', spot, type);
  } else if (type === 'application/pkcs7-mime' || type === 'application/x-pkcs7-mime') {
    // Signed but opaque content could be read by anybody, only not here.
    const signed = /^(?:signed-data|certs-only|compressed-data)$/i.test(entity.parameters?.get.get('smime-type') ?? '');
    builder.problem(signed ? 'unreadable' : 'encrypted', 's-mime', spot, type);
  } else if (type === 'application/x-microsoft-rpmsg-message' || /\.rpmsg$/i.test(entity.filename)) {
    builder.problem('encrypted', 'rights-managed', spot, type);
  } else if (type === 'application/octet-stream' && /\.(?:pgp|gpg)$/i.test(entity.filename) && raw.slice(start, Math.min(end, start + 64)).includes('BEGIN PGP MESSAGE')) {
    builder.problem('encrypted', 'openpgp', spot, type);
  }
}

const PGP = '-----BEGIN PGP MESSAGE-----';

/** Armour and uuencoded files inside a plain text. */
function judgeText(builder: DraftBuilder, text: string, spot: Spot): void {
  if (text.includes(PGP) && (text.startsWith(PGP) || text.includes(`\n${PGP}`))) builder.problem('encrypted', 'openpgp', spot);
  if (text.includes('begin ') && /(?:^|\n)begin [0-7]{3,4} [^\r\n]+\r?\n[ -`]{20,}\r?\n/.test(text)) builder.problem('unreadable', 'uuencode', spot);
}
