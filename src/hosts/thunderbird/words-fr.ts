import { grouped, REPORT_WORDS } from '../../report/words.ts';
import type { Words } from './words.ts';

const number = grouped.fr;
/** In French zero is singular. */
const many = (count: number, one: string, more: string): string => `${number(count)} ${count < 2 ? one : more}`;
/** Space that no line break may use, before high punctuation. */
const N = '\u00A0';

export const WORDS_FR: Words = {
  level: { error: 'bloquant', warning: 'à revoir', info: 'conseil' },
  headline: {
    people: (people) => `${number(people)} personnes verront l’adresse des autres`,
    counts: (counts) => `Avant le départ${N}: ${REPORT_WORDS.fr.counts(counts)}`,
    cleanVisible: (visible) => (visible === 1 ? `Rien à signaler${N}: le message va à une personne` : `Rien à signaler${N}: ${number(visible)} personnes se voient, et le peuvent`),
    cleanBlind: (blind) => `Rien à signaler${N}: ${many(blind, 'personne', 'personnes')} en copie cachée (Cci), et personne ne voit personne`,
    empty: 'Rien à signaler pour l’instant',
    unchecked: 'Ce message n’a pas pu être vérifié',
    timeout: `Ce message n’a pas pu être vérifié${N}: c’était trop long`,
    checking: 'Vérification…',
  },
  popup: {
    stopped: `Il n’est pas parti. Rien n’est perdu${N}: votre message est tel que vous l’avez écrit.`,
    uncheckedHelp: `Personne ne peut dire si tout va bien, il n’est donc pas parti. Enregistrez-le comme brouillon, fermez-le et rouvrez-le${N}; si cela ne suffit pas, relisez vous-même les destinataires avant de l’envoyer.`,
    why: 'Pourquoi',
    law: `La loi${N}:`,
    courtesy: REPORT_WORDS.fr.courtesy,
    alsoAt: (places) => `et à ${many(places, 'autre endroit', 'autres endroits')}`,
    moved: `Toutes les adresses sont en copie cachée (Cci)${N}: personne ne voit personne. Envoyez quand vous voulez.`,
    known: `C’est noté${N}: ces personnes se connaissent. Vous pouvez y revenir dans les réglages du module.`,
    replaced: 'C’est fait. Vous pouvez l’annuler dans le message.',
    changedMeanwhile: 'Le message a changé entre-temps. Voici ce qu’il y a à en dire maintenant.',
    needReason: 'Dites en quelques mots pourquoi il doit partir ainsi.',
    sending: 'L’envoi est en cours.',
    failed: 'Cela n’a pas marché. Votre message est tel que vous l’avez écrit.',
    noList: `Une liste de diffusion est parmi les destinataires${N}: changez-la à la main.`,
  },
  group: { reason: 'Ces personnes se connaissent (dit en écrivant)' },
  split: {
    refused(refusal) {
      switch (refusal.reason) {
        case 'signed': case 'dkim': return 'Ce message est signé, et la signature vaut pour un texte commun à tous.';
        case 'encrypted': return `Ce message est chiffré${N}: ses clés disent à qui d’autre il s’adresse.`;
        case 'unreadable': return `Quelque chose dans ce message n’a pas pu être lu${N}: personne ne peut dire qui y est nommé.`;
        case 'no-recipients': return 'Il n’y a encore personne à qui l’envoyer.';
        case 'invalid-recipient': return `${many(refusal.count, 'destinataire n’a pas d’adresse valable et serait oublié', 'destinataires n’ont pas d’adresse valable et seraient oubliés')}.`;
        case 'others': return `Chacun lirait le nom d’autres destinataires${N}: ${refusal.leaks.map(({ place, addresses, names }) => `${[addresses > 0 ? many(addresses, 'adresse', 'adresses') : '', names > 0 ? many(names, 'nom', 'noms') : ''].filter((text) => text !== '').join(' et ')} ${{ header: 'dans l’adresse de réponse', subject: 'dans l’objet', body: 'dans le texte', attachment: 'dans une pièce jointe' }[place]}`).join(', ')}. Retirez-les d’abord.`;
      }
    },
    ready: (mails) => `${many(mails, 'message est prêt', 'messages sont prêts')}, un par personne. Rien n’est encore parti${N}; le message à tous est mis de côté.`,
    example: (to, beginning) => `À ${to}${N}:\n${beginning}`,
    running: (sent, total) => `${number(sent)} sur ${number(total)} envoyés. Une fenêtre s’ouvre et se ferme pour chaque message${N}; laissez-les faire.`,
    stopped: (sent, total) => `Arrêté${N}: ${number(sent)} sur ${number(total)} envoyés. Les autres attendent.`,
    finished: (sent) => (sent < 2 ? `Terminé${N}: ${number(sent)} message envoyé.` : `Terminé${N}: ${number(sent)} messages envoyés, chacun à une seule personne.`),
    paused: (failed) => `${many(failed, 'message a besoin', 'messages ont besoin')} de vous${N}: personne ne peut dire s’il est parti. Regardez dans vos messages envoyés, puis choisissez ci-dessous.`,
    unready: (sent, total) => `En pause${N}: ${number(sent)} sur ${number(total)} envoyés. Le message suivant n’a pas pu être ouvert comme il le faut, pour une seule personne et avec tout ce qui est joint${N}; il n’est donc pas parti. Vous pouvez réessayer${N}; si cela continue, un autre module le modifie peut-être.`,
    unsaved: `En pause${N}: cet ordinateur n’a pas pu lire ou noter où en est l’envoi (le disque est-il plein${N}?), donc plus rien ne part. Fermez cet onglet, puis rouvrez l’envoi depuis les réglages.`,
    copies: (addresses) => `Une copie de chacun va à ${many(addresses, 'adresse à laquelle', 'adresses auxquelles')} votre identité copie chaque message.`,
    unsure: (address) => `À ${address}`,
    elsewhere: 'Cet envoi est déjà en cours dans un autre onglet.',
    gone: 'Cet envoi n’existe pas, ou plus.',
    left: (counts) => `Dans chacun de ces messages, il reste quelque chose à regarder${N}: ${REPORT_WORDS.fr.counts(counts)}.`,
    interruptedTitle: 'Un envoi a été interrompu',
    interrupted: (sent, total) => `${number(sent)} messages sur ${number(total)} sont partis. Cliquez ici pour voir ce qui reste${N}; rien ne part tout seul.`,
    wasSent: 'Il est parti',
    sendAgain: 'L’envoyer de nouveau',
  },
  options: {
    saved: 'Enregistré.',
    wrong: (entries) => `${many(entries, 'entrée n’a pas été comprise', 'entrées n’ont pas été comprises')} et ${entries < 2 ? 'n’est pas gardée' : 'ne sont pas gardées'}.`,
    group: (members, until) => `${many(members, 'personne', 'personnes')}, jusqu’au ${until}`,
    members: 'Qui en fait partie',
    remove: 'Retirer',
    noGroups: `Aucun pour l’instant. «${N}Ce groupe se connaît${N}», dans un message, en ajoute un.`,
    noJobs: 'Aucun.',
    job: (sent, total) => `${number(sent)} sur ${number(total)} envoyés`,
    open: 'Ouvrir',
    noReasons: 'Aucun.',
    reason: (day, rules, reason) => `${day}${N}: ${reason} (${rules})`,
  },
  page: {
    'popup-title': 'Avant le départ',
    'one-each': 'Envoyer un message à chaque personne…',
    'to-bcc': 'Passer toutes les adresses en copie cachée (Cci)',
    'known-group': 'Ce groupe se connaît',
    'reason-label': `Pourquoi doit-il partir ainsi${N}?`,
    'reason-help': 'Gardé sur cet ordinateur seulement, pour pouvoir en rendre compte.',
    'send-anyway': 'Envoyer quand même',
    'send-later': 'Envoyer plus tard quand même',
    settings: 'Réglages',
    'split-title': 'Un message à chaque personne',
    start: 'Envoyer les messages',
    stop: 'Arrêter',
    resume: 'Continuer',
    sent: `Envoyés${N}:`,
    'not-sure': `Incertains${N}:`,
    'split-reason-help': `Quelque chose dans le texte est bloquant. Mieux vaut le corriger d’abord${N}; sinon, dites pourquoi il doit partir ainsi.`,
    'split-reply': `C’est une réponse. Thunderbird ne laisse un module commencer une réponse que s’il peut lire tous vos messages, ce que celui-ci ne demande pas${N}: chacun de ces messages commence une nouvelle conversation.`,
    'draft-open': 'Le message à tous est encore ouvert. Vous n’en avez plus besoin.',
    'close-draft': 'Le fermer',
    'options-title': 'Undisclosed',
    intro: `Regarde vos messages avant le départ et dit qui verra qui, ce que la loi interdit et ce qui blesse. Tout se passe sur cet ordinateur${N}; rien n’est envoyé ailleurs.`,
    'role-legend': `Qu’écrivez-vous le plus souvent${N}?`,
    'role-candidates': 'J’écris à des personnes qui postulent',
    'role-apply': 'Je postule et je réponds',
    'role-other': 'Autre chose',
    'people-legend': 'Qui est de la maison',
    'own-domains': `Domaines de votre organisation (vide${N}: celui de votre adresse)`,
    colleagues: 'Adresses de collègues ailleurs, une par ligne',
    'thresholds-legend': 'Combien de personnes peuvent se voir',
    some: 'Vérifier au-delà de',
    many: 'Bloquer au-delà de',
    'policy-legend': 'Quand quelque chose est bloquant',
    'policy-block': 'Arrêter le message jusqu’à ce qu’il soit corrigé, ou que je dise pourquoi il doit partir',
    'policy-warn': `Arrêter le message une fois${N}; un clic l’envoie`,
    'policy-never': 'Ne jamais arrêter un message, seulement montrer',
    save: 'Enregistrer',
    'allow-title': 'Groupes qui se connaissent',
    'jobs-title': 'Envois non terminés',
    'reasons-title': 'Messages envoyés quand même',
    'forget-reasons': 'Les oublier',
  },
};
