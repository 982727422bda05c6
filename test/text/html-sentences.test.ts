import { describe, expect, it } from 'vitest';
import { sentencesOf, viewOf } from './help.ts';

function htmlSentences(markup: string): string[] {
  const view = viewOf(markup, 'text/html');
  return view.sentences().map(({ start, end }) => view.text.slice(start, end));
}

describe('sentences of markup', () => {
  it.each([
    ['lines ended by <br>', 'Copies tangled in a draft bill today<br>Shareholders sue two large firms', ['Copies tangled in a draft bill today', 'Shareholders sue two large firms']],
    ['a French heading and its text', 'Les offres de la semaine dans votre région<br>Nous cherchons trois comptables.', ['Les offres de la semaine dans votre région', 'Nous cherchons trois comptables.']],
    ['a long line, which nobody wrapped', `${'Le poste demande de la rigueur et '.repeat(4)}du calme<br>Nous vous répondrons`, [`${'Le poste demande de la rigueur et '.repeat(4)}du calme`, 'Nous vous répondrons']],
    ['labels', '<p>Nom&nbsp;: Roux<br>Âge&nbsp;: 35 ans<br>Décision&nbsp;: refus</p>', ['Nom\u00a0: Roux', 'Âge\u00a0: 35 ans', 'Décision\u00a0: refus']],
    ['cells', '<table><tr><td>Âge</td><td>35</td></tr><tr><td>Post</td><td>Accountant</td></tr></table>', ['Âge', '35', 'Post', 'Accountant']],
    ['cells without end tags', '<table><tr><td>Refus<td>Âge<tr><td>Deux<td>Trois</table>', ['Refus', 'Âge', 'Deux', 'Trois']],
    ['items', '<ul><li>your age<li>your file</ul><p>Refused</p>', ['your age', 'your file', 'Refused']],
    ['a definition list', '<dl><dt>Poste<dd>Comptable<dt>Lieu<dd>Lyon</dl>', ['Poste', 'Comptable', 'Lieu', 'Lyon']],
    ['items by hand', '<p>Programme :<br>- accueil<br>- visite<br>&bull; repas</p>', ['Programme :', '- accueil', '- visite', '• repas']],
    ['numbers by hand', '<p>1. Accueil<br>2. Visite du site. Déjeuner</p>', ['1. Accueil', '2. Visite du site.', 'Déjeuner']],
    ['choices and buttons', '<select><option>France<option>Spain</select><button>Send</button><button>Cancel</button>', ['France', 'Spain', 'Send', 'Cancel']],
    ['headings and rules', '<h1>Offer</h1>Text<hr>More <b>in bold</b>, end', ['Offer', 'Text', 'More in bold, end']],
    ['a line for each <div>', '<div>Nous avons lu votre lettre.</div><div><br></div><div>Claire Morel</div>', ['Nous avons lu votre lettre.', 'Claire Morel']],
  ])('end with %s', (_what, markup, expected) => {
    expect(htmlSentences(markup)).toEqual(expected);
  });

  it.each([
    ['a line that goes on small', 'Votre candidature est refusée car vous êtes trop<br>âgée pour ce poste.', 1],
    ['a line wrapped at a name', 'Nous avons choisi une personne qui a parlé pendant une heure avec<br>Madame Durand.', 1],
    ['a line wrapped at a long word', 'Wir haben Ihre Bewerbung um eine Stelle in unserer<br>Softwareentwicklung gelesen.', 1],
    ['line ends of the markup itself', '<p>We have chosen\nSomebody\nElse</p>', 1],
    ['an item of two lines', '<ol><li>Second point<br>and how it goes on</li></ol>', 1],
  ])('do not end with %s', (_what, markup, count) => {
    expect(htmlSentences(markup)).toHaveLength(count);
  });

  it('a number that ends a sentence is none of an item', () => {
    expect(sentencesOf('Il a 35. Rien de plus.')).toEqual(['Il a 35.', 'Rien de plus.']);
    expect(sentencesOf('1. Accueil\n2. Visite')).toEqual(['1. Accueil', '2. Visite']);
  });

  it('plain text keeps its wrapped lines together, and a line too long to be wrapped apart', () => {
    expect(sentencesOf('Nous avons choisi quelqu’un pour le poste que\nMadame Durand occupait.')).toHaveLength(1);
    expect(sentencesOf(`${'Le poste demande de la rigueur et '.repeat(4)}du calme\nNous vous répondrons`)).toHaveLength(2);
  });
});
