import type { Leak } from '../../edit/split-types.ts';
import { grouped, REPORT_WORDS } from '../../report/words.ts';
import type { PageWords } from './words.ts';

const n = grouped.en;
const many = (count: number, one: string, more: string): string => `${n(count)} ${count === 1 ? one : more}`;

const PLACES: Readonly<Record<Leak['place'], string>> = { header: 'in the header (Reply to, say)', subject: 'in the subject', body: 'in the text', attachment: 'in an attachment' };

function leak({ place, addresses, names }: Leak): string {
  return `${[addresses > 0 && many(addresses, 'address', 'addresses'), names > 0 && many(names, 'name', 'names')].filter(Boolean).join(' and ')} ${PLACES[place]}`;
}

export const en: PageWords = {
  title: 'Look at a mail before it leaves',
  tagline: 'Who will see whom, what the law forbids, what hurts.',
  privacy: 'Your mail stays in this page: it has no way to the network, and keeps nothing but the settings below.',
  skip: 'To the findings',
  otherLanguage: 'Français',
  who: 'Who are you?',
  roles: { hr: 'I write to candidates', candidate: 'I answer a rejection', other: 'Any other mail' },
  draft: 'Your draft',
  draftHint: 'Paste the mail: recipients (To, Cc, Bcc) on the first lines, then the text. The text alone will do.',
  choose: 'Open a file',
  orDrop: '.eml, .msg, .json or .txt; or drop it anywhere on this page.',
  drop: 'Drop the mail here',
  example: 'Show me an example',
  exampleText: [
    'From: Anne Martel <anne.martel@atelier-garonne.example>',
    'To: Claire Fontaine <claire.fontaine@webmail.example>; Hugh Barlow <h.barlow@post.example>; Nadia Saleh <nadia.saleh@letterbox.example>; Owen Price <owen.price@harbour.example>; Iona Blackwood <iona@mill.example>; Lesley Mistry <lesley.mistry@quay.example>; Magnus Yarrow <m.yarrow@north.example>; Ruth Adeyemi <ruth.adeyemi@hill.example>; Tom Ellery <tom.ellery@brook.example>; Vera Novak <vera.novak@meadow.example>; Will Ashby <will.ashby@forge.example>; Zoe Farrow <zoe.farrow@orchard.example>',
    'Subject: Your application',
    '',
    'Dear candidate,',
    '',
    'Thank you for applying for the post of bookseller. We regret to inform you that we will not be taking your application further: we were looking for somebody younger.',
    '',
    'Kind regards,',
    'Anne Martel',
  ].join('\n'),
  clear: 'Start again',
  answered: 'The mail that you answer',
  answeredHint: 'Paste or drop it here: when it came matters for your answer. It is not changed.',
  takeAway: 'Take it away',
  domains: 'Domains of my organisation',
  domainsHint: 'For instance example.com, example.org. Left empty: the domain of the sender.',
  starting: 'Getting ready …',
  noEngine: 'This browser cannot run the page: it needs Web Workers and DecompressionStream, which all browsers have had since 2023.',
  working: 'Reading …',
  restart: 'Stop',
  restarted: 'Stopped. The mail was not looked at.',
  failed: 'Something in this page went wrong, and the mail was not looked at to the end. Please tell us, without the mail.',
  onlyFirst: (files) => `Of these ${n(files)} files, only this one was read: one mail at a time.`,
  tooLarge: (megabytes) => `This file is too large: more than ${n(megabytes)} MB are not read.`,
  result: 'What is in it',
  readAs: { eml: 'Read as a mail file', msg: 'Read as an Outlook file', json: 'Read as a JSON draft', message: 'Read as a whole mail', labelled: 'Read as a mail with its recipients', recipients: 'Read as recipients and a text', plain: 'Read as the text of a mail; its recipients are not known' },
  seen: (people) => `${n(people)} people will see each other.`,
  clean: 'Nothing to report.',
  counts: (counts) => REPORT_WORDS.en.counts(counts),
  unread: 'Something in this mail could not be read: nothing is known about that part.',
  unreadRecipients: "Your text begins with addresses, and it is not plain whether they are recipients: if so, put them behind 'To:', or one on each line.",
  noWording: "The wording was not looked at: for that, choose 'I write to candidates' or 'I answer a rejection'.",
  mail: 'Your mail',
  fields: { From: 'From', Sender: 'Sender', 'Reply-To': 'Reply to', To: 'To', Cc: 'Cc', Bcc: 'Bcc', Subject: 'Subject' },
  colon: ':',
  nobody: 'nobody',
  recipients: (count) => many(count, 'address', 'addresses'),
  moreRecipients: (count) => `Show ${n(count)} more`,
  attachments: (count) => many(count, 'attachment', 'attachments'),
  bytes: (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`),
  gap: (characters) => `… ${many(characters, 'character', 'characters')} not shown …`,
  noText: 'There is no text.',
  finding: (number) => `finding ${number}`,
  findings: 'Findings',
  inMail: (places) => (places === 1 ? 'Show in the mail' : `Show in the mail (${n(places)} places)`),
  place: (number) => `place ${number}`,
  notMarked: 'Where',
  moreFindings: (count) => `And ${many(count, 'more finding', 'more findings')}.`,
  byHand: 'by hand',
  notHere: (reason) => `Not possible here: ${reason}`,
  show: 'Show the change',
  confirm: 'Make this change',
  cancel: 'Leave it as it is',
  change: 'What changes',
  changeIn: { header: 'Header', text: 'Text' },
  gone: 'taken out',
  added: 'put in',
  moreLines: (count) => `and ${many(count, 'more line', 'more lines')}`,
  sentence: 'The sentence to write instead',
  sentenceHint: 'This is an example: put in what is true for this person.',
  actions: 'What to do with it',
  undo: 'Undo the last change',
  safe: (count) => `Make ${many(count, 'safe change', 'safe changes')}`,
  download: (name, changed) => (changed ? `Download the mended mail (.${name})` : `Download as .${name}`),
  split: (mails) => `One mail a person: ${n(mails)} mails (.zip)`,
  splitting: (done, total) => `${n(done)} of ${n(total)} mails`,
  stop: 'Stop',
  stopped: 'Stopped. Nothing was saved.',
  splitDone: (mails, greeted, unchanged) => (unchanged ? 'It goes to one person already and stays as it is.'
    : `${many(mails, 'mail', 'mails')}, read again: each goes to one person and names no other recipient.${greeted > 0 ? ` ${many(greeted, 'greeting names', 'greetings name')} the person.` : ''}`),
  splitRefused: 'Nothing was split.',
  splitRefusal(problem) {
    switch (problem.reason) {
      case 'signed': return 'This mail is signed, and the signature belongs to one text for all. Split the mail before it is signed.';
      case 'dkim': return 'This mail carries a DKIM signature, so it has left already. Split the draft before it is sent.';
      case 'encrypted': return 'This mail is encrypted. Split it first, then encrypt each mail.';
      case 'unreadable': return 'Something in this mail cannot be read, and nobody can say who is named there.';
      case 'no-recipients': return 'Nobody is named in To, Cc or Bcc.';
      case 'invalid-recipient': return `${many(problem.count, 'recipient has', 'recipients have')} no valid address and would be left out.`;
      case 'others': return `Everybody would read of other recipients: ${problem.leaks.map(leak).join(', ')}. Take that out first.`;
      case 'too-large': return 'All mails together would be too large for one file. Take out the attachments, or use the program undisclosed on your computer.';
      case 'defect': return 'A mail would have gone to somebody else as well: this is our mistake. Please tell us, without the mail.';
      case 'stopped': return 'It was stopped.';
    }
  },
  saveZip: (size) => `Save the mails (${size})`,
  done: (left) => `Changed. ${left}`,
  undone: (left) => `Taken back. ${left}`,
  print: 'Print',
  footer: 'Findings are hints to whoever writes, not legal advice.',
  project: 'Undisclosed is free software: it also runs in mail programs, editors and mail servers.',
};
