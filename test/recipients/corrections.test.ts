import { describe, expect, it } from 'vitest';
import { isCorrection } from '../../src/checks/corrections.ts';
import { lexiconSources } from '../../src/checks/patterns.ts';
import { compiledPatterns } from '../../src/pattern/patterns.ts';
import { LEXICONS, lexicon, mailOf, subjectOf } from '../text/help.ts';

const patterns = compiledPatterns(lexiconSources({ ...LEXICONS, corrections: lexicon('corrections') }));
/** ' / ' stands for the empty line between paragraphs. */
const corrects = (text: string, subject = ''): boolean =>
  isCorrection(mailOf(text.replaceAll(' / ', '\n\n'), subject === '' ? {} : subjectOf(subject)), { patterns });

describe('a mail that corrects none', () => {
  it.each([
    ['Réunion', 'Veuillez nous excuser pour le retard de livraison.'],
    ['Livraison', 'Nous sommes désolés que votre colis ne soit pas arrivé à votre adresse.'],
    ['Votre message', 'Nous sommes désolés de répondre si tard à votre message.'],
    ['Annuaire', 'Vous pouvez voir les adresses des adhérents dans l’annuaire.'],
    ['Plan', 'Les adresses des salles sont visibles sur le plan.'],
    ['Rappel : réunion', 'Merci de supprimer les anciens fichiers du serveur.'],
    ['Boîte pleine', 'Merci de supprimer vos anciens messages, votre boîte est pleine.'],
    ['Phishing', 'Si vous recevez un mail suspect, supprimez-le.'],
    ['Compte rendu', 'Ce message et ses pièces jointes sont confidentiels. S’il ne vous est pas destiné, merci de le détruire.'],
    ['Compte rendu', 'Ce message est réservé à ses destinataires. Toute personne qui le recevrait par erreur est priée de le supprimer.'],
    ['Cadeaux', 'Les cadeaux sont destinés aux enfants.'],
    ['Colis', 'Désolés, votre commande a été expédiée à une mauvaise adresse.'],
    ['Rapport', 'Une erreur de calcul s’est glissée dans le rapport.'],
    ['Newsletter', 'Vous recevez ce message car vous pouvez voir les offres des autres candidats.'],
    ['Règlement', 'Pensez à mettre vos destinataires en copie cachée.'],
    ['Rendez-vous', 'Suite à une erreur humaine, la salle n’a pas été réservée. Nous nous en excusons.'],
    ['Meeting', 'We apologise for the late delivery.'],
    ['Address book', 'You can see the addresses of all members in the directory.'],
    ['Venue', 'The address of the venue is visible on the map.'],
    ['Delete', 'Please delete old emails, the mailbox is full.'],
    ['Phishing', 'If you get an email that asks for your password, please delete that email.'],
    ['Policy', 'An email may show your address to others when you use Cc.'],
    ['Disclaimer', 'This email is confidential. If it was not meant for you, please delete it.'],
    ['Disclaimer', 'If you are not the intended recipient, you must not use this message; please delete it.'],
    ['Shop', 'Due to human error your parcel went to the wrong address. We apologise.'],
    ['Payslips', 'Due to human error the salary was paid late. We apologise.'],
    ['Minutes', 'The email I sent on Monday showed the timetable.'],
    ['Survey', 'Yesterday we sent you an email with a survey. Please answer it.'],
    ['Candidates', 'The names of all candidates can be seen on our site.'],
    ['Gift', 'The flowers were not meant for you.'],
    ['Recall', 'The recall of the kettle starts on Monday.'],
    ['Training', 'Never send an email to all candidates where the addresses could be seen.'],
    ['', 'Vous avez pu voir les noms des candidats retenus sur le site.'],
    ['', 'Le mail de la mairie donne les adresses des bureaux de vote.'],
    ['', 'Veuillez ne pas répondre à ce message automatique.'],
    ['', 'Votre dossier comporte une erreur de date, merci de nous renvoyer la pièce jointe corrigée.'],
    ['', 'Vos coordonnées ont été transmises à notre service client.'],
    ['', 'La place ne vous était pas réservée, nous en sommes désolés.'],
    ['', 'Nous avons mis votre adresse à jour dans notre liste.'],
    ['', 'Le message du président était clair.'],
    ['', 'Nous nous excusons des travaux qui gênent l’accès à nos bureaux.'],
    ['', 'Le projet n’aurait pas dû partir si vite.'],
    ['', 'We received your email about the wrong invoice and will correct it.'],
    ['', 'Your details were sent to our delivery partner.'],
    ['', 'You could see the mountains from the room.'],
    ['', 'The names of the winners were read at the party.'],
    ['', 'Please put me in Bcc next time.'],
    ['', 'Sorry for the noise this morning.'],
    ['', 'My previous job was the wrong one for me.'],
    ['', 'There is a typo in the report.'],
    ['', 'The email included the agenda and the names of the speakers.'],
    ['', 'We should have met earlier.'],
  ])('%s: %s', (subject, text) => {
    expect(corrects(text, subject)).toBe(false);
  });
});

describe('a mail about a mail', () => {
  it.each([
    'Dear candidates, / Yesterday we sent you an email in which the addresses of all candidates could be seen. We apologise.',
    'Dear candidates, / Due to human error, an email was sent on Monday that showed your email address to other applicants. Please delete that email. We apologise.',
    'Hier vous avez reçu un message de notre part où vous pouviez voir les adresses des autres candidats. Nous en sommes désolés.',
    'Le mail que vous avez reçu tout à l’heure ne vous était pas destiné, merci de le détruire.',
    'Veuillez supprimer mon message précédent, envoyé par erreur à tous les destinataires.',
    'Dans notre message d’hier, les adresses des destinataires apparaissaient. Nous vous présentons nos excuses.',
    'Nous avons envoyé lundi un courriel dont tous les destinataires étaient visibles.',
    'Suite à une erreur humaine, votre adresse a été communiquée aux autres candidats. Nous vous prions de nous en excuser.',
    'Vos adresses électroniques ont été divulguées par mégarde dans notre envoi de lundi.',
    'Un message contenant vos coordonnées a été envoyé à tous les candidats. Nous le regrettons.',
    'Merci de supprimer le mail que je viens d’envoyer.',
    'Ne tenez pas compte du mail précédent.',
    'Ne lisez pas mon dernier message, il est parti trop vite.',
    'Je me suis trompée de destinataires, merci d’effacer mon mail.',
    'Vous avez reçu ce matin un message qui ne vous concernait pas. Merci de l’ignorer.',
    'La pièce jointe de mon mail de ce matin n’était pas la bonne.',
    'J’ai oublié de vous mettre en copie cachée dans mon message précédent.',
    'Chacun de vous a pu voir l’adresse des autres dans notre message de mardi.',
    'Par erreur, nous avons mis toutes les adresses en copie visible.',
    'Mon mail précédent contenait une erreur : la réunion a lieu jeudi et non mardi.',
    'Vous auriez dû recevoir ce message en copie cachée.',
    'Le fichier joint à notre dernier envoi contenait les noms des autres candidats. Veuillez le supprimer.',
    'Nous vous demandons de détruire le message reçu hier.',
    'Veuillez nous excuser : vos adresses figuraient toutes dans le champ À.',
    'L’envoi d’hier n’aurait pas dû partir avec toutes les adresses.',
    'Our email of yesterday showed the addresses of all recipients. We are sorry.',
    'Your email address was visible to other candidates in our message of Monday.',
    'Your email address was shared with other applicants by accident.',
    'In our last email we put everyone’s address in the To field. Sorry.',
    'We should have used Bcc for our last email.',
    'Everyone could see everyone else’s address in yesterday’s email. Our apologies.',
    'The message you received this morning was not meant for you. Please delete it.',
    'The email you received earlier was not intended for you.',
    'Please delete the email we sent this morning.',
    'Please ignore the email I sent ten minutes ago.',
    'My last message had the wrong date: the meeting is on Thursday.',
    'The attachment to yesterday’s email contained the names of other candidates. Please delete it.',
    'We accidentally sent you the details of other candidates.',
    'You received an email from us in error. Please delete it.',
    'There was a mistake in our previous email.',
    'Our apologies for the email that went to all of you this morning.',
    'We accidentally disclosed your email addresses to all recipients.',
    'A previous email from us revealed your details to others. We apologise for this breach.',
    'Due to an administrative error, candidates’ names and addresses were disclosed in an email on Tuesday.',
    'I hit reply-all by mistake, please disregard.',
    'We have had a data breach: an email listing all applicants was sent to everyone.',
    'Une erreur de notre part a rendu visibles vos adresses électroniques dans l’envoi de ce matin.',
    'Merci de bien vouloir détruire le courriel reçu ce matin.',
    'Nous vous avons envoyé par erreur la liste des candidats.',
    'Nous regrettons que vos adresses aient été visibles.',
    'Vous trouverez ci-joint le bon fichier, le précédent étant erroné.',
    'Toutes nos excuses pour l’envoi de ce matin, fait en copie au lieu de copie cachée.',
    'Mon message d’hier n’aurait pas dû vous parvenir.',
    'Le précédent mail est parti à toute la liste, j’en suis désolé.',
    'Vous avez reçu par erreur un mail destiné à un autre candidat.',
    'Nous vous prions d’excuser la divulgation de vos adresses dans notre mail de mardi.',
    'Yesterday’s email was sent with all your addresses in the Cc line.',
    'Kindly delete the previous message without reading it.',
    'In our email of Tuesday all recipients were visible to each other.',
    'We apologise that your email addresses were exposed.',
    'An earlier message disclosed your name to the other patients.',
    'I attached the wrong CV to my last email.',
    'Our mail of this morning went to the whole list, which was a mistake.',
    'We used Cc instead of Bcc.',
    'Sorry, the list of applicants was attached to the email by mistake.',
  ])('%s', (text) => {
    expect(corrects(text)).toBe(true);
  });

  it('is one in a paragraph that has the words of a disclaimer', () => {
    expect(corrects('Bonjour, / Veuillez supprimer mon message précédent, envoyé par erreur à tous les destinataires.', 'Rappel : mon message précédent')).toBe(true);
  });

  it('is none in a disclaimer under a letter', () => {
    expect(corrects('Bonjour, / Voici les comptes de mars. / Message confidentiel : merci de supprimer tout message précédent envoyé par erreur à un autre destinataire.')).toBe(false);
  });
});
