import type { Leak } from '../../edit/split-types.ts';
import { grouped, REPORT_WORDS } from '../../report/words.ts';
import type { PageWords } from './words.ts';

const n = grouped.fr;
const N = '\u00A0';
const many = (count: number, one: string, more: string): string => `${n(count)} ${count < 2 ? one : more}`;

const PLACES: Readonly<Record<Leak['place'], string>> = { header: "dans l'en-tête (Répondre à, par exemple)", subject: "dans l'objet", body: 'dans le texte', attachment: 'dans une pièce jointe' };

function leak({ place, addresses, names }: Leak): string {
  return `${[addresses > 0 && many(addresses, 'adresse', 'adresses'), names > 0 && many(names, 'nom', 'noms')].filter(Boolean).join(' et ')} ${PLACES[place]}`;
}

export const fr: PageWords = {
  title: "Relire un message avant l'envoi",
  tagline: 'Qui verra qui, ce que le droit interdit, ce qui blesse.',
  privacy: `Votre message reste dans cette page${N}: elle n'a aucun accès au réseau et ne garde que les réglages ci-dessous.`,
  skip: 'Aller aux constats',
  otherLanguage: 'English',
  who: `Qui êtes-vous${N}?`,
  roles: { hr: "J'écris à des candidats", candidate: 'Je réponds à un refus', other: 'Tout autre message' },
  draft: 'Votre brouillon',
  draftHint: `Collez le message${N}: destinataires (À, Cc, Cci) sur les premières lignes, puis le texte. Le texte seul suffit.`,
  choose: 'Ouvrir un fichier',
  orDrop: `.eml, .msg, .json ou .txt${N}; ou déposez-le n'importe où sur cette page.`,
  drop: 'Déposez le message ici',
  example: 'Voir un exemple',
  exampleText: [
    `De${N}: Anne Martel <anne.martel@atelier-garonne.example>`,
    `À${N}: Claire Fontaine <claire.fontaine@webmail.example>; Hugo Barbier <h.barbier@post.example>; Nadia Saleh <nadia.saleh@letterbox.example>; Owen Prigent <owen.prigent@harbour.example>; Iona Lenoir <iona@mill.example>; Lise Mercier <lise.mercier@quay.example>; Magnus Yarrow <m.yarrow@north.example>; Ruth Adeyemi <ruth.adeyemi@hill.example>; Tom Ellery <tom.ellery@brook.example>; Vera Novak <vera.novak@meadow.example>; Will Aubry <will.aubry@forge.example>; Zoé Faure <zoe.faure@orchard.example>`,
    `Objet${N}: Votre candidature`,
    '',
    'Madame, Monsieur,',
    '',
    `Nous vous remercions de votre candidature au poste de libraire. Nous avons le regret de ne pas pouvoir y donner suite${N}: nous cherchions quelqu'un de plus jeune.`,
    '',
    'Cordialement,',
    'Anne Martel',
  ].join('\n'),
  clear: 'Recommencer',
  answered: 'Le message auquel vous répondez',
  answeredHint: `Collez-le ou déposez-le ici${N}: sa date compte pour votre réponse. Il n'est pas modifié.`,
  takeAway: 'Retirer',
  domains: 'Domaines de mon organisation',
  domainsHint: `Par exemple example.com, example.org. Sans réponse${N}: le domaine de l'expéditeur.`,
  starting: 'Préparation…',
  noEngine: `Ce navigateur ne peut pas faire fonctionner la page${N}: il lui faut les Web Workers et DecompressionStream, que tous les navigateurs ont depuis 2023.`,
  working: 'Lecture…',
  restart: 'Arrêter',
  restarted: "Arrêté. Le message n'a pas été examiné.",
  failed: "Quelque chose a échoué dans cette page, et le message n'a pas été examiné jusqu'au bout. Dites-le-nous, sans le message.",
  onlyFirst: (files) => `De ces ${n(files)} fichiers, seul celui-ci a été lu${N}: un message à la fois.`,
  tooLarge: (megabytes) => `Ce fichier est trop grand${N}: au-delà de ${n(megabytes)}${N}Mo, rien n'est lu.`,
  result: "Ce qu'il contient",
  readAs: { eml: 'Lu comme un fichier de message', msg: 'Lu comme un fichier Outlook', json: 'Lu comme un brouillon JSON', message: 'Lu comme un message entier', labelled: 'Lu comme un message avec ses destinataires', recipients: 'Lu comme des destinataires et un texte', plain: `Lu comme le texte d'un message${N}; ses destinataires ne sont pas connus` },
  seen: (people) => `${n(people)} personnes se verront les unes les autres.`,
  clean: 'Rien à signaler.',
  counts: (counts) => REPORT_WORDS.fr.counts(counts),
  unread: `Quelque chose dans ce message n'a pas pu être lu${N}: on ne sait rien de cette partie.`,
  unreadRecipients: `Votre texte commence par des adresses, et rien ne dit si ce sont des destinataires${N}: si oui, mettez-les après «${N}À${N}:${N}», ou une par ligne.`,
  noWording: `Les mots n'ont pas été examinés${N}: choisissez pour cela «${N}J'écris à des candidats${N}» ou «${N}Je réponds à un refus${N}».`,
  mail: 'Votre message',
  fields: { From: 'De', Sender: 'Expéditeur', 'Reply-To': 'Répondre à', To: 'À', Cc: 'Cc', Bcc: 'Cci', Subject: 'Objet' },
  colon: `${N}:`,
  nobody: 'personne',
  recipients: (count) => many(count, 'adresse', 'adresses'),
  moreRecipients: (count) => `En montrer ${n(count)} de plus`,
  attachments: (count) => many(count, 'pièce jointe', 'pièces jointes'),
  bytes: (bytes) => (bytes < 1000 ? `${bytes}${N}octets` : bytes < 1_000_000 ? `${Math.round(bytes / 1000)}${N}Ko` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')}${N}Mo`),
  gap: (characters) => `… ${many(characters, 'caractère non montré', 'caractères non montrés')} …`,
  noText: "Il n'y a pas de texte.",
  finding: (number) => `constat ${number}`,
  findings: 'Constats',
  inMail: (places) => (places === 1 ? 'Voir dans le message' : `Voir dans le message (${n(places)} endroits)`),
  place: (number) => `endroit ${number}`,
  notMarked: 'Où',
  moreFindings: (count) => `Et ${many(count, 'autre constat', 'autres constats')}.`,
  byHand: 'à la main',
  notHere: (reason) => `Pas possible ici${N}: ${reason}`,
  show: 'Voir le changement',
  confirm: 'Faire ce changement',
  cancel: 'Laisser tel quel',
  change: 'Ce qui change',
  changeIn: { header: 'En-tête', text: 'Texte' },
  gone: 'retiré',
  added: 'ajouté',
  moreLines: (count) => `et ${many(count, 'autre ligne', 'autres lignes')}`,
  sentence: 'La phrase à écrire à la place',
  sentenceHint: `C'est un exemple${N}: mettez-y ce qui est vrai pour cette personne.`,
  actions: 'Que faire du message',
  undo: 'Annuler le dernier changement',
  safe: (count) => `Faire ${many(count, 'changement sans risque', 'changements sans risque')}`,
  download: (name, changed) => (changed ? `Télécharger le message corrigé (.${name})` : `Télécharger en .${name}`),
  split: (mails) => `Un message par personne${N}: ${n(mails)} messages (.zip)`,
  splitting: (done, total) => `${n(done)} messages sur ${n(total)}`,
  stop: 'Arrêter',
  stopped: "Arrêté. Rien n'a été enregistré.",
  splitDone: (mails, greeted, unchanged) => (unchanged ? "Il ne s'adresse qu'à une personne et reste tel quel."
    : `${many(mails, 'message, relu', 'messages, relus')}${N}: chacun va à une seule personne et ne nomme aucun autre destinataire.${greeted > 0 ? ` ${many(greeted, 'salutation nomme', 'salutations nomment')} la personne.` : ''}`),
  splitRefused: "Rien n'a été séparé.",
  splitRefusal(problem) {
    switch (problem.reason) {
      case 'signed': return 'Ce message est signé, et la signature vaut pour un texte commun à tous. Séparez le message avant de le signer.';
      case 'dkim': return `Ce message porte une signature DKIM${N}: il est déjà parti. Séparez le brouillon avant l'envoi.`;
      case 'encrypted': return "Ce message est chiffré. Séparez-le d'abord, chiffrez ensuite chaque message.";
      case 'unreadable': return `Quelque chose dans ce message est illisible${N}: personne ne peut dire qui y est nommé.`;
      case 'no-recipients': return 'Personne ne figure dans À, Cc ou Cci.';
      case 'invalid-recipient': return `${many(problem.count, "destinataire n'a pas d'adresse valable et serait oublié", "destinataires n'ont pas d'adresse valable et seraient oubliés")}.`;
      case 'others': return `Chacun lirait le nom d'autres destinataires${N}: ${problem.leaks.map(leak).join(', ')}. Retirez cela d'abord.`;
      case 'too-large': return 'Tous les messages ensemble seraient trop grands pour un fichier. Retirez les pièces jointes, ou utilisez le programme undisclosed sur votre ordinateur.';
      case 'defect': return `Un message serait aussi allé à quelqu'un d'autre${N}: c'est une erreur de notre part. Dites-le-nous, sans le message.`;
      case 'stopped': return "C'est arrêté.";
    }
  },
  saveZip: (size) => `Enregistrer les messages (${size})`,
  done: (left) => `Changé. ${left}`,
  undone: (left) => `Annulé. ${left}`,
  print: 'Imprimer',
  footer: 'Les constats aident à écrire, ils ne sont pas un avis juridique.',
  project: `Undisclosed est un logiciel libre${N}: il fonctionne aussi dans les messageries, les éditeurs et les serveurs de courrier.`,
};
