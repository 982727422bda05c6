type Schema = Readonly<Record<string, unknown>>;
type Language = 'en' | 'fr';
type Said = Readonly<Record<Language, string>>;

/** What each key of a JSON draft means. */
const KEYS = {
  from: { en: 'Who sends the mail.', fr: 'Qui envoie le message.' },
  sender: { en: 'Who hands it over, where that is somebody else than `from`.', fr: "Qui le remet, si ce n'est pas `from`." },
  to: { en: 'Recipients. All of them see each other.', fr: 'Les destinataires. Tous se voient les uns les autres.' },
  cc: { en: 'Recipients of a copy. Everybody sees them.', fr: 'Les destinataires en copie. Chacun les voit.' },
  bcc: { en: 'Recipients whom nobody else sees.', fr: 'Les destinataires que personne d\'autre ne voit.' },
  replyTo: { en: 'Where answers go.', fr: 'Où vont les réponses.' },
  subject: { en: 'The subject.', fr: "L'objet." },
  text: { en: 'The body as plain text.', fr: 'Le corps en texte brut.' },
  html: { en: 'The body as HTML.', fr: 'Le corps en HTML.' },
  date: { en: 'When it was written.', fr: 'Quand il a été écrit.' },
  messageId: { en: 'Message-ID of the mail.', fr: 'Message-ID du message.' },
  inReplyTo: { en: 'Message-ID of the mail that this one answers.', fr: 'Message-ID du message auquel celui-ci répond.' },
  references: { en: 'Message-IDs of the thread.', fr: 'Message-ID de la conversation.' },
  headers: { en: 'Further header fields; recipient fields in it count.', fr: "D'autres champs d'en-tête\u00A0; les champs de destinataires comptent." },
  attachments: { en: 'Attachments. A path or an address in one is never followed.', fr: "Pièces jointes. Un chemin ou une adresse n'y est jamais suivi." },
  icalEvent: { en: 'An invitation (iCalendar).', fr: 'Une invitation (iCalendar).' },
  alternatives: { en: 'The body in further forms.', fr: "Le corps sous d'autres formes." },
  envelope: { en: 'Who really gets the mail (SMTP), where a mail server knows it.', fr: 'Qui reçoit vraiment le message (SMTP), là où un serveur le sait.' },
  context: { en: 'What your system knows and the mail does not say.', fr: 'Ce que votre système sait et que le message ne dit pas.' },
} as const satisfies Record<string, Said>;

const CONTEXT = {
  purpose: { en: 'What the mail is for.', fr: 'À quoi sert le message.' },
  language: { en: 'Language of the mail (ISO 639-1).', fr: 'Langue du message (ISO 639-1).' },
  stage: { en: 'How far the application came.', fr: "Jusqu'où la candidature est allée." },
  recipient: { en: 'Whom it is written to.', fr: 'À qui il est écrit.' },
  job: { en: 'The post it is about.', fr: 'Le poste dont il est question.' },
  appliedAt: { en: 'Day of the application, YYYY-MM-DD.', fr: 'Jour de la candidature, AAAA-MM-JJ.' },
  interviewedAt: { en: 'Day of the interview, YYYY-MM-DD.', fr: "Jour de l'entretien, AAAA-MM-JJ." },
  receivedAt: { en: 'Day on which the mail that this one answers came, YYYY-MM-DD.', fr: 'Jour où est arrivé le message auquel celui-ci répond, AAAA-MM-JJ.' },
} as const satisfies Record<string, Said>;

const PURPOSES = ['rejection', 'hr', 'reply', 'newsletter', 'notice'];
const STAGES = ['cv', 'interview', 'spontaneous', 'promising'];
const TEXT: Schema = { type: 'string' };
const ADDRESSES: Schema = { $ref: '#/definitions/addresses' };

function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, additionalProperties: false };
}

/**
 * The JSON Schema (draft-07) of a JSON draft: published for editors. What it refuses the reader reports as a finding; the reader itself takes
 * keys in any case, which no schema can say. Pure.
 */
export function draftSchema(language: Language): Schema {
  const said = (words: Said, schema: Schema): Schema => ({ ...schema, description: words[language] });
  const key = (name: keyof typeof KEYS, schema: Schema): Record<string, Schema> => ({ [name]: said(KEYS[name], schema) });
  const context = (name: keyof typeof CONTEXT, schema: Schema): Record<string, Schema> => ({ [name]: said(CONTEXT[name], schema) });
  const content: Schema = { anyOf: [TEXT, { type: 'object' }] };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: language === 'fr' ? "Brouillon pour Undisclosed" : 'Draft for Undisclosed',
    type: 'object',
    properties: {
      $schema: TEXT,
      ...key('from', ADDRESSES), ...key('sender', ADDRESSES), ...key('to', ADDRESSES), ...key('cc', ADDRESSES), ...key('bcc', ADDRESSES), ...key('replyTo', ADDRESSES),
      ...key('subject', TEXT), ...key('text', content), ...key('html', content), ...key('date', TEXT), ...key('messageId', TEXT), ...key('inReplyTo', TEXT),
      ...key('references', { anyOf: [TEXT, { type: 'array', items: TEXT }] }),
      ...key('headers', { anyOf: [{ type: 'object' }, { type: 'array', items: object({ key: TEXT, value: {} }) }] }),
      ...key('attachments', { type: 'array', items: { type: 'object', properties: { filename: TEXT, contentType: TEXT, encoding: TEXT, content: {}, cid: TEXT, contentDisposition: TEXT } } }),
      ...key('icalEvent', content),
      ...key('alternatives', { type: 'array', items: { type: 'object', properties: { contentType: TEXT, encoding: TEXT, content: {} } } }),
      ...key('envelope', { type: 'object', properties: { from: { type: ['string', 'boolean'] }, to: ADDRESSES, cc: ADDRESSES, bcc: ADDRESSES } }),
      ...key('context', object({
        ...context('purpose', { type: 'string', enum: PURPOSES }),
        ...context('language', TEXT),
        ...context('stage', { type: 'string', enum: STAGES }),
        ...context('recipient', object({ firstName: TEXT, lastName: TEXT })),
        ...context('job', object({ title: TEXT })),
        ...context('appliedAt', TEXT), ...context('interviewedAt', TEXT), ...context('receivedAt', TEXT),
      })),
    },
    definitions: {
      mailbox: { type: 'object', properties: { name: TEXT, address: TEXT, group: { type: 'array', items: { $ref: '#/definitions/addresses' } } } },
      addresses: { anyOf: [TEXT, { $ref: '#/definitions/mailbox' }, { type: 'array', items: ADDRESSES }] },
    },
  };
}
