import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToView } from '../../src/text/html.ts';
import { countSteps } from './help.ts';

const seen = (markup: string): string => htmlToView(markup).text;
const hidden = (markup: string): [string, string][] => htmlToView(markup).hidden.map(({ reason, text }) => [reason, text]);

describe('what a reader sees', () => {
  it.each([
    ['one paragraph after another', '<p>Bonjour,</p><p>Merci.</p>', 'Bonjour,\n\nMerci.'],
    ['blocks inside blocks', '<div><div>One</div></div>\n<div>Two</div>', 'One\n\nTwo'],
    ['a line end', 'One<br>Two<br/>\nThree<br><br>Four', 'One\nTwo\nThree\n\nFour'],
    ['cells', '<table><tr><td>Nom</td><td>Âge</td></tr><tr><td>A</td></tr></table>', 'Nom\n\nÂge\n\nA'],
    ['items', '<ul><li>un<li>deux</ul>fin', 'un\n\ndeux\n\nfin'],
    ['tags inside words', 'dis<b>crim</b>ina<!-- x -->tion', 'discrimination'],
    ['white space', '  a \n\t b  <b> c</b> d ', 'a b c d'],
    ['preformatted text', '<pre>a\n  b\r\nc</pre>', 'a\n  b\nc'],
    ['references', '&eacute;&#233;&#xE9; &amp;&lt;&gt; &nbsp;&euro;&rsquo;&hellip; &lbrace;&commat;&rbrace; &#150; &#0; &notanything; &eacutet&eacute', 'ééé &<> \u00a0€’… {@} – \ufffd &notanything; été'],
    ['an ampersand alone', 'R&D & co &; &# &#x;', 'R&D & co &; &# &#x;'],
    ['a less-than sign', 'a < b <3 x<5', 'a < b <3 x<5'],
    ['attributes with > in quotes', '<a title="a > b" href=\'x>y\'>z</a>', 'z'],
    ['a quote inside an unquoted value', '<a href=x"y>z</a> "w"', 'z "w"'],
    ['capitals', '<P>A</P><SCRIPT>x()</SCRIPT><STYLE>p{}</STYLE>b', 'A\n\nb'],
    ['title, style and script', '<html><head><title>T</title><style>a>b{}</style><script>if (a<b) "</p>"</script></head><body>x</body></html>', 'x'],
    ['text within head, which browsers show', '<head>shown</head>', 'shown'],
    ['doctype, processing instruction, end tags of nothing', '<!DOCTYPE html><?xml version="1"?></ >a</nope>b', 'ab'],
    ['an Outlook paragraph', '<p class=MsoNormal>Bonjour<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>x</p>', 'Bonjour\n\n\u00a0\n\nx'],
    ['a long name', `<${'x'.repeat(500)}>a`, 'a'],
  ])('%s', (_what, markup, text) => {
    const view = htmlToView(markup);
    expect(view.text).toBe(text);
    expect(view.problems).toEqual([]);
  });
});

describe('what a reader does not see', () => {
  const by = (how: string): string => `<p>shown</p><div ${how}>away</div><p>shown</p>`;
  it.each([
    ['display', 'style="display:none"', 'display-none'],
    ['display, written to be overlooked', 'STYLE=" Display : NONE !important "', 'display-none'],
    ['display, by a reference', 'style="display&#58;none"', 'display-none'],
    ['visibility', 'style="visibility:hidden"', 'display-none'],
    ['the hidden attribute', 'hidden', 'display-none'],
    ['font size', 'style="font-size:0"', 'zero-size'],
    ['font size of a pixel', 'style="font-size:1px"', 'zero-size'],
    ['height', 'style="max-height:0px;overflow:hidden"', 'zero-size'],
    ['opacity', 'style="opacity:0.0"', 'zero-size'],
    ['white on nothing said', 'style="color:#fff"', 'same-colour'],
    ['almost white on white', 'style="color:#fffffe;background:white"', 'same-colour'],
    ['the same by other names', 'style="color:rgb(0, 0, 0);background-color:#000"', 'same-colour'],
    ['transparent', 'style="color:rgba(0,0,0,0)"', 'same-colour'],
    ['mso-hide with display', 'style="display:none;mso-hide:all"', 'display-none'],
  ])('by %s', (_how, attribute, reason) => {
    expect(hidden(by(attribute))).toEqual([[reason, 'away']]);
    expect(seen(by(attribute))).toBe('shown\n\nshown');
  });

  it.each([
    ['another colour', 'style="color:#333"'],
    ['white on a button', 'style="color:#fff;background:#00f"'],
    ['white on an image', 'style="color:#fff;background:url(x.png)"'],
    ['a height of nought that cuts nothing off', 'style="height:0"'],
    ['a readable size', 'style="font-size:10px"'],
    ['what Outlook alone hides', 'style="mso-hide:all"'],
    ['display of another kind', 'style="display:inline-block"'],
  ])('%s hides nothing', (_how, attribute) => {
    expect(hidden(by(attribute))).toEqual([]);
    expect(seen(by(attribute))).toBe('shown\n\naway\n\nshown');
  });

  it('knows the background of the elements around', () => {
    expect(seen('<table bgcolor="#003366"><tr><td><font color=white>shown</font></td></tr></table>')).toBe('shown');
    expect(seen('<body bgcolor=black text=white>shown</body>')).toBe('shown');
    expect(hidden('a<table bgcolor="#003366"><tr><td style="color:#003366">away</td></tr></table>')).toEqual([['same-colour', 'away']]);
    expect(seen('<style>.b{background:#00f}</style><span class=b style="color:#fff">shown</span>')).toBe('shown');
  });

  it('shows again what an inner element shows again', () => {
    expect(seen('<td style="font-size:0"><div style="font-size:14px">shown</div>away</td>')).toBe('shown');
    expect(seen('<div style="display:none"><div style="font-size:14px">away</div></div>shown')).toBe('shown');
  });

  it('ends with its element, however badly tags are nested', () => {
    expect(seen('<div hidden><div>a</div>b</div>c')).toBe('c');
    expect(seen('<p><span style="display:none">a</p><p>b</p>')).toBe('b');
    expect(seen('<table><tr><td style="display:none">a<td>b</table>')).toBe('b');
    expect(seen('<p hidden>a<p>b')).toBe('b');
    expect(seen('<div hidden>a<br><img src=x>b</div>c')).toBe('c');
    expect(seen('<span hidden>a</b></i>b</span>c')).toBe('c');
    expect(seen('<div hidden><p>a</div>c')).toBe('c');
  });

  it('says where it stands', () => {
    const markup = 'x <span style="display:none">a&amp;b</span> y';
    const [only] = htmlToView(markup).hidden;
    expect(only).toMatchObject({ reason: 'display-none', text: 'a&b' });
    expect(markup.slice(only!.start, only!.end)).toContain('a&amp;b');
  });

  it('tells a preheader, which many newsletters have, from what hides later or at length', () => {
    const preheader = '<div style="display:none">Nos nouveautés de mars &zwnj;&nbsp;&zwnj;&nbsp;</div>';
    expect(hidden(`<body>${preheader}<p>x</p>`)[0]![0]).toBe('preheader');
    expect(hidden(`<p>x</p>${preheader}`)[0]![0]).toBe('display-none');
    expect(hidden(`<div style="display:none">${'note interne '.repeat(50)}</div><p>x</p>`)[0]![0]).toBe('display-none');
  });

  it('keeps comments apart, and those for Outlook under another name', () => {
    expect(hidden('a<!-- note -->b')).toEqual([['comment', ' note ']]);
    expect(hidden('a<!--[if mso]><p>x</p><![endif]-->b')).toEqual([['conditional-comment', '[if mso]><p>x</p><![endif]']]);
    expect(seen('<!--[if !mso]><!-->shown<!--<![endif]-->')).toBe('shown');
    expect(seen('<![if !mso]>shown<![endif]>')).toBe('shown');
    expect(seen('a<!-->b<!--->c<!---->d<!-- x --!>e')).toBe('abcde');
  });
});

describe('quotations', () => {
  const quoted = (markup: string): string[] => {
    const view = htmlToView(markup);
    return view.quotes.map(({ start, end }) => view.text.slice(start, end).trim());
  };
  it.each([
    ['blockquote', '<p>a</p><blockquote type=cite>b<blockquote>c</blockquote></blockquote><p>d</p>', ['b\n\nc']],
    ['two of them', '<blockquote>a</blockquote>b<blockquote>c</blockquote>', ['a', 'c']],
    ['Yahoo', 'a<div class="yahoo_quoted">b</div>c', ['b']],
    ['Outlook on the web: all that follows', 'a<div id="divRplyFwdMsg">De : x</div><div>b</div>', ['De : x\n\nb']],
    ['an indentation is none', '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">a</blockquote>', []],
  ])('%s', (_what, markup, expected) => {
    expect(quoted(markup)).toEqual(expected);
  });
});

describe('markup that does not end', () => {
  it.each([
    ['a comment', 'a<!-- trop âgé', 'a trop âgé'],
    ['a tag', 'a<b trop âgé', 'a<b trop âgé'],
    ['a quoted value', 'a<b title="x>trop âgé</b>', 'atrop âgé'],
    ['a style element', 'a<style>trop âgé', 'atrop âgé'],
    ['a declaration', 'a<! trop âgé', 'a<! trop âgé'],
  ])('%s hides nothing, and is told', (_what, markup, text) => {
    const view = htmlToView(markup);
    expect(view.text).toBe(text);
    expect(view.problems).toEqual(['markup']);
  });
});

const TAGS = ['b', 'i', 'span', 'font', 'em', 'u', 'a href="x>y"', "span style='color:#123'", 'o:p'];

describe('for any nesting of inline tags', () => {
  const nested = fc.array(fc.tuple(fc.constantFrom(...TAGS), fc.stringMatching(/^[a-zé ]{0,5}$/), fc.boolean()), { maxLength: 30 });
  it('the visible text is that without them', () => {
    fc.assert(
      fc.property(nested, (pieces) => {
        const markup = pieces.map(([tag, text, close]) => `<${tag}>${text}${close ? `</${tag.split(' ')[0]}>` : ''}`).join('');
        const bare = pieces.map(([, text]) => text).join('').trim().replace(/ +/g, ' ');
        expect(seen(markup).trim()).toBe(bare);
      }),
    );
  });
});

describe('for any markup', () => {
  const piece = fc.constantFrom(
    '<', '>', '"', "'", '&', ';', '=', '/', '!--', '-->', '<!--', '<p', '<div hidden', '</div>', '</p>', '<br>', '<style>', '</style>', '<td>', '<pre>', '</pre>', '&eacute;', '&#65', ' ', '\n', '\r\n', 'é', 'mot', '<blockquote>', '</blockquote>', ' style="display:none"', '<script', '-->');
  it('places rise, stay in range, and copied text is the same in both', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const markup = pieces.join('');
        const { text, map, hidden: away, quotes } = htmlToView(markup);
        let last = 0;
        for (let at = 0; at < text.length; at++) {
          const start = map!.start(at);
          const end = map!.end(at + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(markup.length);
          last = start;
          if (/[a-zé]/.test(text[at]!) && end - start === 1) expect(markup.slice(start, end)).toBe(text[at]);
        }
        for (const { start, end } of away) expect(start >= 0 && start <= end && end <= markup.length).toBe(true);
        let before = 0;
        for (const { start, end } of quotes) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('work grows with the length of the markup', () => {
  it.each([
    ['nested tags', '<div>'],
    ['nested hidden tags', '<div hidden>'],
    ['nested tags, each of another colour', '<i style="color:red"><i style="color:blue">'],
    ['quotations', '<blockquote>'],
    ['end tags of nothing', '</b></div>'],
    ['open comments', '<!--'],
    ['open comments with dashes', '<!-- -- '],
    ['open tags', '<a '],
    ['names without end', '<a'],
    ['open quotes', '<a b="'],
    ['open quotes of both kinds', '<a b="\' c=\'"'],
    ['open styles', '<style>'],
    ['open styles and scripts, with end tags of others', '<style></script>'],
    ['end tags that end nothing', '<style></styl'],
    ['declarations', '<!x'],
    ['ampersands', '&'],
    ['references without end', '&#0'],
    ['white space', ' \n'],
    ['less-than signs', '<'],
    ['pre', '<pre>\n '],
    ['cells', '<td style="font-size:0">a'],
  ])('%s', (_what, piece) => {
    const once = countSteps(() => htmlToView(piece.repeat(1_500)));
    const twice = countSteps(() => htmlToView(piece.repeat(3_000)));
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThan(once * 2.2);
  });

  it('a million nested tags are read, and their text with them', () => {
    const view = htmlToView(`${'<div>'.repeat(1_000_000)}Bonjour`);
    expect(view.text).toBe('Bonjour');
    expect(view.problems).toEqual([]);
  });

  it('what changes its look at every step is followed so far, and told', () => {
    const view = htmlToView(`${'<b style="color:#111"><b style="color:#222">'.repeat(400)}Bonjour`);
    expect(view.text).toBe('Bonjour');
    expect(view.problems).toEqual(['markup']);
  });
});
