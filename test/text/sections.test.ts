import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSteps, said, sentencesOf, viewOf } from './help.ts';

const greeting = (text: string): string | undefined => said(viewOf(text), 'greeting')[0];

describe('the greeting', () => {
  it.each([
    ['Bonjour,', 'Bonjour,\n\nVoici la liste.'],
    ['Bonjour Claire,', 'Bonjour Claire,\n\nVoici la liste.'],
    ['Bonjour Claire,', 'Bonjour Claire, je vous envoie la liste.'],
    ['Bonjour', 'Bonjour je vous envoie la liste.'],
    ['Bonjour à tous,', 'Bonjour à tous,\nVoici la liste.'],
    ['Bonjour Madame Le Goff,', '  Bonjour Madame Le Goff,\nVoici la liste.'],
    ['Bonjour, Madame,', 'Bonjour, Madame,\nVoici la liste.'],
    ['Bonsoir !', 'Bonsoir !\nVoici la liste.'],
    ['BONJOUR', 'BONJOUR\nVoici la liste.'],
    ['Madame, Monsieur,', 'Madame, Monsieur,\n\nVoici la liste.'],
    ['Chère Madame,', 'Chère Madame,\n\nVoici la liste.'],
    ['Cher M. Durand,', 'Cher M. Durand,\n\nVoici la liste.'],
    ['Mesdames, Messieurs,', 'Mesdames, Messieurs,\nVoici la liste.'],
    ['Cher(e) candidat(e),', 'Cher(e) candidat(e),\n\nVoici la liste.'],
    ['Claire,', 'Claire,\n\nVoici la liste.'],
    ['Bonjour {{prenom}},', 'Bonjour {{prenom}},\n\nVoici la liste.'],
    ['Bonjour {{ candidate.first_name }},', 'Bonjour {{ candidate.first_name }},\n\nVoici la liste.'],
    ['Bonsoir {{Candidate first name}},', 'Bonsoir {{Candidate first name}},\n\nVoici la liste.'],
    ['Hello {{ firstName | default: there }},', 'Hello {{ firstName | default: there }},\n\nVoici la liste.'],
    ['Bonjour {!Contact.FirstName},', 'Bonjour {!Contact.FirstName},\n\nVoici la liste.'],
    ['Hi {{{Recipient.FirstName}}},', 'Hi {{{Recipient.FirstName}}},\n\nVoici la liste.'],
    ['Bonjour {Requisition.JobTitle},', 'Bonjour {Requisition.JobTitle},\n\nVoici la liste.'],
    ['Bonjour {{lead.First Name:default=there}} {{lead.Last Name:default=there}},', 'Bonjour {{lead.First Name:default=there}} {{lead.Last Name:default=there}},\n\nVoici la liste.'],
    ['Bonjour %recipient.first_name%,', 'Bonjour %recipient.first_name%,\n\nVoici la liste.'],
    ['Bonjour <%= candidate.first_name %>,', 'Bonjour <%= candidate.first_name %>,\n\nVoici la liste.'],
    ['Bonjour ${Candidates.First Name},', 'Bonjour ${Candidates.First Name},\n\nVoici la liste.'],
    ['Bonjour [Nom du poste],', 'Bonjour [Nom du poste],\n\nVoici la liste.'],
    ['Bonjour Madame {{candidate.last_name}},', 'Bonjour Madame {{candidate.last_name}},\n\nVoici la liste.'],
    ['Bonjour à vous {{candidate.last_name}},', 'Bonjour à vous {{candidate.last_name}},\n\nVoici la liste.'],
    ['Dear {{candidate.first_name}},', 'Dear {{candidate.first_name}},\n\nVoici la liste.'],
    ['Bonjour {{candidate.first_name}},', 'Bonjour {{candidate.first_name}}, voici la liste.'],
    ['Bonjour ,', 'Bonjour ,\n\nVoici la liste.'],
    ['Bonjour [prénom du candidat],', 'Bonjour [prénom du candidat],\n\nVoici la liste.'],
    ['Madame,', 'Objet : votre candidature\n\nMadame,\n\nVoici la liste.'],
    ['Hi Tom,', 'Hi Tom,\n\nHere is the list.'],
    ['Hi there!', 'Hi there!\nHere is the list.'],
    ['Hello', 'Hello\n\nHere is the list.'],
    ['Good morning everyone,', 'Good morning everyone,\nHere is the list.'],
    ['Dear Mr. Smith,', 'Dear Mr. Smith,\n\nHere is the list.'],
    ['Dear Sir or Madam,', 'Dear Sir or Madam,\n\nHere is the list.'],
    ['Dear Tom', 'Dear Tom\n\nHere is the list.'],
    ['Hi.', 'Hi.\nHere is the list.'],
    ['Dear hiring manager:', 'Dear hiring manager:\n\nHere is the list.'],
    ['To whom it may concern,', 'To whom it may concern,\n\nHere is the list.'],
    ['Hey Jo -', 'Hey Jo - here is the list.'],
    ['Guten Tag Frau Weber,', 'Guten Tag Frau Weber,\nanbei die Liste.'],
    ['Sehr geehrte Damen und Herren,', 'Sehr geehrte Damen und Herren,\nanbei die Liste.'],
    ['Buenos días,', 'Buenos días,\nadjunto la lista.'],
  ])('%s', (expected, text) => {
    expect(greeting(text)).toBe(expected);
  });

  it.each([
    ['a title that begins a sentence', 'Madame Martin est absente aujourd’hui.\nMerci.'],
    ['an adjective', 'Cher payé, ce matériel reste fragile.'],
    ['a name that begins a sentence', 'Paris reste une belle ville.'],
    ['no greeting', 'Voici la liste.\nCordialement'],
    ['a greeting after prose', 'Je voulais simplement vous dire que le dossier est prêt et que tout va bien.\nBonjour à Paul.'],
    ['a title alone', 'Mr. Smith said so.\nThanks.'],
    ['the first line of an address', 'Madame Martin\n12 rue des Lilas\n75000 Paris'],
    ['an enumeration', 'Paris, Lyon et Marseille sont prévues.'],
  ])('%s is none', (_what, text) => {
    expect(greeting(text)).toBeUndefined();
  });

  it('is never in what is quoted', () => {
    expect(greeting('> Bonjour Claire,\n> Merci')).toBeUndefined();
  });
});

describe('what is quoted', () => {
  const body = 'Merci, c’est noté.';
  it.each([
    ['marked lines', `${body}\n\n> Bonjour,\n> Voici.`, '> Bonjour,\n> Voici.'],
    ['French attribution', `${body}\n\nLe mar. 3 mars 2026 à 10:12, Paul Petit <paul@maison.example> a écrit :\n> Voici.`, 'Le mar. 3 mars'],
    ['French attribution over two lines', `${body}\n\nLe mar. 3 mars 2026 à 10:12, Paul Petit\n<paul@maison.example> a écrit :\n\nBonjour,\nVoici.`, 'Le mar. 3 mars'],
    ['English attribution', `${body}\n\nOn Tue, Mar 3, 2026 at 10:12 AM Paul <p@x.example> wrote:\n\nHello`, 'On Tue, Mar 3'],
    ['German attribution', `${body}\n\nAm 03.03.2026 um 10:12 schrieb Paul Petit <p@x.example>:\n> Hallo`, 'Am 03.03.2026'],
    ['Spanish attribution', `${body}\n\nEl mar, 3 mar 2026 a las 10:12, Paul (<p@x.example>) escribió:\n> Hola`, 'El mar, 3'],
    ['Italian attribution', `${body}\n\nIl giorno mar 3 mar 2026 alle ore 10:12 Paul ha scritto:\n> Ciao`, 'Il giorno'],
    ['Dutch attribution', `${body}\n\nOp di 3 mrt 2026 om 10:12 schreef Paul <p@x.example>:\n> Hoi`, 'Op di 3'],
    ['English separator', `${body}\n\n-----Original Message-----\nFrom: Paul\nHello`, '-----Original'],
    ['French separator', `${body}\n\n-----Message d’origine-----\nDe : Paul\nBonjour`, '-----Message'],
    ['forward', `${body}\n\n---------- Forwarded message ---------\nFrom: Paul\nHello`, '---------- Forwarded'],
    ['Apple forward', `${body}\n\nDébut du message transféré :\n\nDe: Paul\nBonjour`, 'Début du message'],
    ['Outlook, French', `${body}\n\n________________________________\nDe : Paul Petit <p@x.example>\nEnvoyé : mardi 3 mars 2026 10:12\nÀ : Claire\nObjet : liste\n\nBonjour,\nVoici.`, '____'],
    ['Outlook, English', `${body}\n\nFrom: Paul Petit\nSent: Tuesday, March 3, 2026 10:12 AM\nTo: Claire\nSubject: list\n\nHello`, 'From: Paul'],
    ['Outlook, German', `${body}\n\nVon: Paul Petit\nGesendet: Dienstag, 3. März 2026 10:12\nAn: Claire\nBetreff: Liste\n\nHallo`, 'Von: Paul'],
    ['Apple Mail’s bold header', `${body}\n\n*De :* Paul\n*Envoyé :* mardi\n*À :* Claire\n*Objet :* liste\n\nBonjour`, '*De :*'],
  ])('%s', (_what, text, start) => {
    const view = viewOf(text);
    expect(said(view, 'body')).toEqual([body]);
    const quoted = said(view, 'quoted');
    expect(quoted).toHaveLength(1);
    expect(quoted[0]!.startsWith(start)).toBe(true);
    expect(view.text.trimEnd().endsWith(quoted[0]!)).toBe(true);
  });

  it('answers between and under marked lines are body', () => {
    const view = viewOf('Voir mes réponses :\n\nLe 3 mars 2026 à 10:12, Paul a écrit :\n> Première question ?\n\nOui.\n\n> Seconde question ?\nNon plus.\n');
    expect(said(view, 'body')).toEqual(['Voir mes réponses :', 'Oui.', 'Non plus.']);
    expect(said(view, 'quoted')).toHaveLength(2);
  });

  it.each([
    ['a sentence that begins like an attribution', 'Le 3 mars, Paul a écrit au client.\nIl attend une réponse.'],
    ['a list of labels', 'De : Paris\nLe trajet dure deux heures et coûte vingt euros par personne.\nMerci.'],
    ['a colon behind a date', 'Le 3 mars 2026 voici le programme :\naccueil, visite, repas.'],
  ])('%s is not', (_what, text) => {
    expect(said(viewOf(text), 'quoted')).toEqual([]);
  });

  it('in HTML, with answers around', () => {
    const view = viewOf('<p>Oui.</p><blockquote type="cite"><p>Viendrez-vous ?</p></blockquote><p>À demain.</p>', 'text/html');
    expect(said(view, 'quoted')).toEqual(['Viendrez-vous ?']);
    expect(said(view, 'body')).toEqual(['Oui.', 'À demain.']);
  });
});

describe('the signature', () => {
  it.each([
    ['standard', 'Voici.\n\n-- \nClaire Morel\nRH', '-- \nClaire Morel\nRH'],
    ['French', 'Voici la liste.\n\nCordialement,\n\nClaire Morel\nResponsable du recrutement\n01 02 03 04 05', 'Cordialement,\n\nClaire Morel\nResponsable du recrutement\n01 02 03 04 05'],
    ['Bien à vous', 'Voici la liste.\n\nBien à vous\nClaire', 'Bien à vous\nClaire'],
    ['a long French formula', 'Voici la liste.\n\nJe vous prie d’agréer, Madame, l’expression de mes salutations distinguées.\n\nClaire Morel', 'Je vous prie d’agréer, Madame, l’expression de mes salutations distinguées.\n\nClaire Morel'],
    ['English', 'Here is the list.\n\nKind regards,\nClaire', 'Kind regards,\nClaire'],
    ['Best', 'Here is the list.\n\nBest,\nClaire', 'Best,\nClaire'],
    ['German', 'Anbei die Liste.\n\nMit freundlichen Grüßen\nClaire', 'Mit freundlichen Grüßen\nClaire'],
    ['above a quotation', 'Voici la liste.\n\nCordialement,\nClaire\n\n> Bonjour', 'Cordialement,\nClaire'],
  ])('%s', (_what, text, expected) => {
    const view = viewOf(text);
    expect(said(view, 'signature')).toEqual([expected]);
    expect(said(view, 'body')).toHaveLength(1);
  });

  it('does not swallow a letter that begins with thanks', () => {
    const view = viewOf('Bonjour,\n\nMerci d’avance,\nvous trouverez ci-joint les documents que vous aviez demandés la semaine dernière au téléphone.\nNous restons à votre disposition pour toute question sur ce dossier.\n');
    expect(said(view, 'signature')).toEqual([]);
  });

  it.each([
    ['Thank you for your application. We have chosen somebody else.'],
    ['Thanks for applying. You are too old.'],
    ['Thank you. Unfortunately we decline.'],
    ['Thanks in advance, we will not call you.'],
    ['Thank you for your interest in us.'],
    ['Cheers, but we have no post for you.'],
    ['Merci d’avance, mais nous avons choisi quelqu’un d’autre.'],
    ['Merci par avance. Votre profil est trop âgé.'],
    ['Veuillez recevoir notre refus définitif.'],
    ['Je vous prie de croire que vous êtes trop âgée.'],
    ['Bonne continuation, nous ne vous retenons pas.'],
    ['Bonne continuation dans vos recherches.'],
  ])('is no sentence that begins as a closing: %s', (text) => {
    const view = viewOf(`Bonjour,\n\n${text}\n`);
    expect(said(view, 'signature')).toEqual([]);
    expect(said(view, 'body')).toEqual([text]);
  });

  it.each([
    ['Thank you for your application. We have chosen somebody else.', 'Claire Morel\nHead of recruitment\n+33 1 23 45 67 89'],
    ['Thanks for applying, we will be in touch.', 'Tom'],
    ['Merci d’avance pour votre réponse.', 'Claire Morel\nResponsable RH, région Grand Est'],
    ['Bonne continuation dans vos recherches.', 'L’équipe du recrutement'],
    ['Thanks for noticing this!', 'Tom\n\n-- \nTom Reed, who writes too many lines about himself\n1\n2\n3\n4\n5\n6\n7\n8\n9'],
  ])('may stand below one: %s', (text, card) => {
    const view = viewOf(`Hello,\n\n${text}\n\n${card}\n`);
    expect(said(view, 'signature')).toEqual([card]);
    expect(said(view, 'body')).toEqual([text]);
  });

  it.each([
    ['English', 'Thank you.\nWe have chosen somebody else.'],
    ['English, after an empty line', 'Thanks,\n\nYour application was refused.'],
    ['English, wrapped', 'Thanks for your interest and for the long letter\nthat you sent us. We chose another.'],
    ['English, wrapped twice', 'Thank you,\nwe have decided after long and careful thought to\nchoose somebody else.'],
    ['French', 'Merci d’avance.\nNous avons choisi quelqu’un d’autre.'],
    ['French, wrapped', 'Bonne continuation,\nvotre profil ne correspond pas à notre\nrecherche.'],
    ['French, the end of a sentence', 'Je vous souhaite une excellente journée malgré\ncette réponse négative à votre candidature.'],
  ])('does not begin where a sentence follows: %s', (_what, text) => {
    const view = viewOf(`Hello Claire,\n\n${text}`);
    expect(said(view, 'signature')).toEqual([]);
    expect(said(view, 'body')).toEqual([text]);
  });

  it.each([
    ['a greeting behind the formula', 'Bien cordialement et à très vite, Claire'],
    ['a name behind a point', 'Cordialement. Claire Morel'],
    ['thanks with a name', 'Thanks! Tom'],
    ['an English role that holds a word of prose', 'Kind regards,\nTom Reed\nHead of IT'],
    ['a region that is spelt like a verb', 'Cordialement,\nDirectrice régionale, Grand Est et Ardennes'],
    ['an initial', 'Kind regards,\nI. Brown-Reed, Partner at Reed and Alder'],
    ['a motto below the name', 'Regards,\nTom Reed\nWe are hiring!'],
    ['a French motto below the name', 'Cordialement,\nClaire Morel\nNous recrutons !'],
    ['a formula with pronouns of its own', 'Je vous souhaite une belle journée,\nClaire'],
    ['thanks without a point', 'Merci d’avance\nClaire'],
  ])('keeps %s', (_what, closing) => {
    expect(said(viewOf(`La liste est prête.\n\n${closing}\n`), 'signature')).toEqual([closing]);
  });

  it('ends before a postscript', () => {
    expect(said(viewOf('Voici.\n\nCordialement,\nClaire\n\nP.S. : vous êtes trop âgé.'), 'body')).toEqual(['Voici.', 'P.S. : vous êtes trop âgé.']);
  });
});

describe('notices', () => {
  it.each([
    ['French disclaimer', 'Ce message et ses pièces jointes sont confidentiels et destinés à leur seul destinataire. Si vous l’avez reçu par erreur, merci de le détruire.'],
    ['English disclaimer', 'This email and any attachments are confidential and intended solely for the addressee. If you received it in error, please delete it.'],
    ['trees', 'Pensez à l’environnement avant d’imprimer ce message.'],
    ['trees in English', 'Please consider the environment before printing this email.'],
    ['a way out', 'Pour ne plus recevoir nos messages : se désabonner.'],
    ['a way out in English', 'You can unsubscribe at any time.'],
    ['a telephone', 'Envoyé de mon iPhone'],
    ['an English telephone', 'Sent from my iPhone'],
  ])('%s', (_what, notice) => {
    const view = viewOf(`Bonjour,\n\nLa liste est prête.\n\nCordialement,\nClaire\n\n${notice}\n`);
    expect(said(view, 'notice')).toEqual([notice]);
    expect(said(view, 'body')).toEqual(['La liste est prête.']);
  });

  it('a mail about a confidential file is none', () => {
    expect(said(viewOf('Bonjour,\n\nCe dossier est confidentiel, merci de ne pas le transmettre.\n'), 'notice')).toEqual([]);
  });
});

describe('code', () => {
  it.each([
    ['fenced', '```\nif (old) reject(candidate);\n```'],
    ['a diff', 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new'],
    ['a stack trace', '    at read (mail.js:3:7)\n    at main (mail.js:9:1)'],
    ['a log', '2026-11-21T10:00:00Z master rejected native client\n2026-11-21T10:00:01Z done'],
    ['a log by level', '[ERROR] parent killed child\nWARN disabled node'],
  ])('%s', (_what, code) => {
    expect(said(viewOf(`Hello,\n\nSee below.\n\n${code}\n\nIt is clear.\n`), 'code')).toEqual([code.trim()]);
  });

  it('a list and an indented paragraph are none', () => {
    expect(said(viewOf('Voici :\n- un\n- deux\n\n    Un retrait simple, sans code.\n\n2026 sera une belle année.\nWarning signs are fine.\nWARNING SIGNS'), 'code')).toEqual([]);
  });
});

describe('sentences', () => {
  it.each([
    ['one after another', 'Il est tard. Je rentre ! Et vous ? Non…', ['Il est tard.', 'Je rentre !', 'Et vous ?', 'Non…']],
    ['hard-wrapped lines', 'Votre candidature n’a pas\nété retenue. Nous avons\nchoisi une autre personne.', ['Votre candidature n’a pas\nété retenue.', 'Nous avons\nchoisi une autre personne.']],
    ['an empty line', 'Une ligne sans point\n\nUne autre', ['Une ligne sans point', 'Une autre']],
    ['titles', 'M. Durand et Mme. Petit arrivent. Dr. House aussi.', ['M. Durand et Mme. Petit arrivent.', 'Dr. House aussi.']],
    ['abbreviations', 'Des fruits, p. ex. des pommes, etc. sont prévus. Some fruit, e.g. apples, is planned.', ['Des fruits, p. ex. des pommes, etc. sont prévus.', 'Some fruit, e.g. apples, is planned.']],
    ['articles of law', 'Voir l’art. L. 1132-1 du code. Merci.', ['Voir l’art. L. 1132-1 du code.', 'Merci.']],
    ['numbers', 'Cela coûte 3.50 euros. Soit 1.200 en tout.', ['Cela coûte 3.50 euros.', 'Soit 1.200 en tout.']],
    ['an ellipsis that goes on', 'Nous hésitons… mais la réponse est non. Voilà.', ['Nous hésitons… mais la réponse est non.', 'Voilà.']],
    ['initials', 'J. Martin a signé. A. Petit aussi.', ['J. Martin a signé.', 'A. Petit aussi.']],
    ['quotation marks', 'Il a dit « non ». Elle part. "Yes." He left.', ['Il a dit « non ».', 'Elle part.', '"Yes."', 'He left.']],
    ['a list', 'Prévoir :\n- un stylo\n- du papier\n* une règle\n1. un\n2) deux', ['Prévoir :', '- un stylo', '- du papier', '* une règle', '1. un', '2) deux']],
    ['a heading', 'Profil recherché\nUne personne autonome et\nrigoureuse.', ['Profil recherché', 'Une personne autonome et\nrigoureuse.']],
    ['an address', 'Écrire à claire@maison.example. Voir https://maison.example/a.b?c=d. Merci.', ['Écrire à claire@maison.example.', 'Voir https://maison.example/a.b?c=d.', 'Merci.']],
    ['marks alone', '...\n\n!!!\n\nBon.', ['Bon.']],
  ])('%s', (_what, text, expected) => {
    expect(sentencesOf(text).map((sentence) => sentence.replace(/^[.!\s]+(?=Bon)/, ''))).toEqual(expected);
  });

  it('end somewhere also where nobody ends them, with every word in one of them', () => {
    const view = viewOf('and then we went on '.repeat(200));
    const sentences = view.sentences();
    expect(sentences.map(({ firstWord, lastWord }) => [firstWord, lastWord])).toEqual([[0, 150], [150, 300], [300, 450], [450, 600], [600, 750], [750, 900], [900, 1000]]);
    expect(sentencesOf('and then we went on '.repeat(200)).join(' ')).toBe('and then we went on '.repeat(200).trim());
  });

  it('know their section and their words', () => {
    const view = viewOf('Bonjour Claire,\n\nUn. Deux.\n\nCordialement,\nPaul');
    expect(view.sentences().map((sentence) => sentence.section)).toEqual(['greeting', 'body', 'body', 'signature', 'signature']);
    const words = view.words();
    for (const { start, end, firstWord, lastWord } of view.sentences()) {
      expect(words.start(firstWord)).toBeGreaterThanOrEqual(start);
      expect(words.end(lastWord - 1)).toBeLessThanOrEqual(end);
    }
  });
});

const LINE = fc.constantFrom(
  'Bonjour Claire,', 'Madame,', 'Claire,', 'Merci.', 'Cordialement,', '-- ', '> cité', '', '  ', 'Le 3 mars 2026, Paul a écrit :', 'From: a', 'Sent: b', 'To: c', 'Subject: d', '```', '- item', '    at x (y:1:2)', '----- Original Message -----',
  'Envoyé de mon iPhone', 'Ce message est confidentiel, son destinataire seul peut le lire, sinon le détruire.', 'Une phrase. Une autre… et puis M. Petit !', '...', '1. un', 'é', '\u00a0', '________', '@@ -1 +1 @@', 'PS : rien');

describe('for any lines', () => {
  it('sections cover the text once, at most one greets, and sentences lie within them in order', () => {
    fc.assert(
      fc.property(fc.array(LINE, { minLength: 1, maxLength: 25 }).filter((lines) => lines.join('\n') !== ''), (lines) => {
        const view = viewOf(lines.join('\n'));
        const sections = view.sections();
        let last = 0;
        for (const { start, end } of sections) {
          expect(start).toBe(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBe(view.text.length);
        expect(sections.filter(({ kind }) => kind === 'greeting').length).toBeLessThanOrEqual(1);
        let word = 0;
        let at = 0;
        for (const sentence of view.sentences()) {
          expect(sentence.firstWord).toBe(word);
          expect(sentence.lastWord).toBeGreaterThan(word);
          expect(sentence.start).toBeGreaterThanOrEqual(at);
          const home = sections.find(({ start, end }) => start <= sentence.start && sentence.end <= end);
          expect(home?.kind).toBe(sentence.section);
          word = sentence.lastWord;
          at = sentence.end;
        }
        expect(word).toBe(view.words().length);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('work grows with the length of the text', () => {
  it.each([
    ['prose', 'Une phrase assez longue pour tenir.\n'],
    ['one line', 'Une phrase sans fin '],
    ['quotations', '> a\n'],
    ['headers that are no block', 'From: a\n'],
    ['attributions that do not end', 'Le 3 mars\n'],
    ['closings', 'Cordialement,\n'],
    ['closings with prose', 'Cordialement,\nUne phrase bien assez longue pour être de la prose ordinaire.\n'],
    ['closings that are sentences', 'Thanks for the list.\n'],
    ['closings that are sentences, with names far below', `Thanks for the list.\n${'\n'.repeat(40)}Claire\n`],
    ['numbers of items', '1. '],
    ['signature marks', '-- \n'],
    ['greetings', 'Bonjour Claire,\n'],
    ['fences', '```\n'],
    ['empty lines', '\n'],
    ['rules', '________\n'],
    ['points', 'a. '],
    ['marks', '!'],
    ['spaces', 'a          '],
    ['notices', 'Ce message est confidentiel\n'],
    ['separators', '----- Original\n'],
    ['lone line breaks', 'Mot\nMot '],
  ])('%s', (_what, piece) => {
    const read = (times: number) => countSteps(() => viewOf(piece.repeat(times)).sentences());
    const once = read(800);
    expect(once).toBeGreaterThan(0);
    expect(read(1_600)).toBeLessThan(once * 2.2);
  });
});
