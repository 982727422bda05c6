import type { SummaryWords } from './summary-words.ts';
import { grouped } from './words.ts';

const n = grouped.fr;
const of = (count: number, one: string, many: string): string => `${n(count)} ${count < 2 ? one : many}`;
/** Space that no line break may use, before high punctuation. */
const N = '\u00A0';

export const fr: SummaryWords = {
  title: (mails) => `Rapport sur ${of(mails, 'message', 'messages')}`,
  exposed: (mails, people, sent) => `Dans ${of(mails, 'message', 'messages')}, ${n(people)} personnes ${sent ? 'ont vu' : 'verront'} les adresses les unes des autres.`,
  atWorst: (people) => `Le plus à la fois${N}: ${n(people)} personnes, dans`,
  clean: (mails) => (mails === 1 ? 'Rien à signaler dans ce message.' : `Rien à signaler dans ces ${n(mails)} messages.`),
  nothingRead: "Aucun message n'a pu être lu.",
  first: "À faire d'abord",
  quiet: 'Seul ce qui est bloquant est énuméré\u00A0; le reste est compté.',
  checked: 'Messages vérifiés',
  made: 'Établi le',
  program: 'Programme',
  presets: 'Règles',
  rulesOn: (rules) => of(rules, 'règle active', 'règles actives'),
  noPreset: 'aucun préréglage',
  phase: 'Les messages sont',
  phases: { compose: 'des brouillons', send: 'sur le départ', sent: 'des copies de ce qui est parti' },
  contents: 'Sommaire',
  figures: { mails: 'messages vérifiés', flagged: 'avec constats', error: 'bloquants', warning: 'à revoir', info: 'conseils', unread: 'non lus' },
  unread: {
    title: (inputs) => (inputs === 1 ? "Une entrée n'a pas pu être lue" : `${n(inputs)} entrées n'ont pas pu être lues`),
    lead: "On ne sait rien de ce qui figure ici\u00A0: cela n'a pas été jugé et n'entre dans aucun des chiffres ci-dessous.",
    input: 'Entrée',
    reason: 'Pourquoi',
  },
  seen: {
    title: 'Qui voit qui',
    lead: "Les messages où le plus de personnes extérieures à l'organisation se voient viennent en premier.",
    columns: {
      mail: 'Message', date: 'Date', sender: 'Expéditeur', persons: 'Personnes', kinds: "Chez un fournisseur ou une entreprise", organisations: 'Organi\u00ADsations',
      identifiable: 'Identi\u00ADfiables', visible: 'Visibles', external: 'Externes', blind: 'Cachés',
    },
    kinds: (webmail, company) => `${n(webmail)} chez un fournisseur, ${n(company)} dans une entreprise`,
    atProvider: 'chez un fournisseur',
    atCompany: 'dans une entreprise',
    webmail: 'chez un fournisseur de messagerie (adresse privée)',
    company: 'dans une entreprise ou une autre organisation',
    more: (mails, persons) => `et ${of(mails, 'autre message', 'autres messages')}, avec ${of(persons, 'personne', 'personnes')} au plus dans chacun`,
  },
  by: {
    title: 'Les constats en chiffres',
    lead: "Chaque barre montre ce que disent les chiffres voisins\u00A0: bloquants, à revoir, conseils.",
    rule: 'Par règle',
    sender: 'Par expéditeur',
    month: 'Par mois',
    name: { rule: 'Règle', sender: 'Expéditeur', month: 'Mois' },
    mails: 'Messages',
    findings: 'Constats',
    people: 'Personnes exposées',
    chart: 'Graphique',
    total: 'Total',
    others: (rows) => (rows === null ? 'Tous les autres' : `Et ${of(rows, 'autre', 'autres')}`),
    noSender: 'sans expéditeur',
    noDate: 'sans date',
  },
  findings: {
    title: 'Les constats',
    lead: "Une cause n'est dite qu'une fois\u00A0: ce qui en découle est noté dessous, après Aussi.",
    none: "Il n'y en a pas.",
    count: (findings, mails) => `${of(findings, 'constat', 'constats')} dans ${of(mails, 'message', 'messages')}`,
    where: 'Où',
    line: (line) => `ligne ${line}`,
    more: (causes) => `et ${of(causes, 'autre du même genre', 'autres du même genre')}`,
    rest: (rules) => `${of(rules, 'autre règle a', 'autres règles ont')} relevé quelque chose\u00A0; le tableau par règle le compte.`,
  },
  notes: {
    title: 'Comment lire ce rapport',
    list: [
      ['bloquant, à revoir, conseil', "Bloquant\u00A0: à ne pas envoyer tel quel. À revoir\u00A0: quelqu'un devrait y jeter un œil. Conseil\u00A0: on peut faire mieux."],
      ['visibles', 'adresses uniques en À et Cc\u00A0: tous ceux qui reçoivent le message les lisent.'],
      ['externes', "parmi les visibles, celles hors de l'organisation de l'expéditeur."],
      ['personnes', 'parmi les externes, celles qui ne sont ni une liste de diffusion ni une fonction comme info@.'],
      ['organisations', "combien ces personnes en représentent\u00A0; une boîte chez un fournisseur compte pour une."],
      ['identifiables', "parmi les personnes, celles qu'un inconnu pourrait nommer d'après l'adresse ou le nom qui l'accompagne."],
      ['cachés', "destinataires en Cci, et ceux de l'enveloppe que l'en-tête ne nomme pas."],
      ['personnes exposées', "personnes qui se voient là où une règle s'y oppose\u00A0; qui figure dans deux messages est compté dans chacun."],
      ['mois', 'celui du champ Date du message, en temps universel (UTC).'],
    ],
  },
  privacy: "Ce rapport ne contient aucun texte de message. Les adresses sont masquées\u00A0; deux expéditeurs qui se ressemblent une fois masqués sont distingués par un numéro.",
  plain: "Ce rapport montre en entier les adresses et les mots des messages, comme cela a été demandé. Gardez-le comme vous gardez les messages.",
};
