import { expression, nameOf, testOf } from './expressions.ts';
import type { Statement, Tag } from './types.ts';

/** What stands between a dialect's brackets, as a statement; `opens` is the word that its closing tag names. */
type Said = Pick<Tag, 'statement' | 'opens'>;

const said = (statement: Statement, opens?: string): Said => (opens === undefined ? { statement } : { statement, opens });
const NOTHING = said({ is: 'nothing' });

/** The first word and what is behind it. */
function split(content: string): [word: string, rest: string] {
  const word = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(content)?.[0] ?? '';
  return [word, content.slice(word.length).trim()];
}

const LOOP = /^(?:([\p{L}_$][\p{L}\p{N}_]*)(?:\s*,\s*[\p{L}_$][\p{L}\p{N}_]*)?\s+in\s+)?(.+)$/su;
const AS = /^(.+?)\s+as\s+(?:\|\s*)?[$]?([\p{L}_][\p{L}\p{N}_]*)/su;

/** `x in xs`, `xs as |x|`, `xs as x`, `xs`. */
function loop(content: string, opens: string): Said {
  const as = AS.exec(content);
  if (as !== null) return said({ is: 'loop', list: nameOf(as[1]!), item: as[2]! }, opens);
  const found = LOOP.exec(content);
  return said({ is: 'loop', list: nameOf(found?.[2] ?? ''), item: found?.[1]?.replace(/^\$/, '') ?? null }, opens);
}

/** `if`, `else if` and `end…` as Liquid, Jinja, Twig, Smarty, FreeMarker, ERB and Go write them; null: another word. */
export function keyword(content: string): Said | null {
  const [word, rest] = split(content);
  switch (word.toLowerCase()) {
    case 'if': case 'ifchanged': return said({ is: 'if', test: testOf(rest) }, 'if');
    case 'unless': return said({ is: 'if', test: testOf(rest, true) }, 'unless');
    case 'with': return said({ is: 'if', test: testOf(rest), section: nameOf(rest) }, 'with');
    case 'elsif': case 'elseif': case 'elif': return said({ is: 'else-if', test: testOf(rest) });
    case 'else': {
      const again = /^if\b\s*(.*)$/s.exec(rest);
      return again === null ? said({ is: 'else' }) : said({ is: 'else-if', test: testOf(again[1]!) });
    }
    case 'foreachelse': return said({ is: 'else' });
    case 'for': case 'foreach': case 'each': case 'range': case 'list': case 'tablerow': return loop(rest, word.toLowerCase());
    case 'case': case 'switch': return said({ is: 'case', on: rest }, word.toLowerCase());
    case 'when': return said({ is: 'when', value: rest });
    case 'default': return rest === '' ? said({ is: 'else' }) : null;
    case 'comment': return said({ is: 'hidden', until: 'endcomment' });
    case 'raw': return said({ is: 'verbatim', until: 'endraw' });
    case 'verbatim': return said({ is: 'verbatim', until: 'endverbatim' });
    case 'set': case 'assign': case 'capture': case 'var': case 'let': {
      const local = /^[$]?([\p{L}_][\p{L}\p{N}_]*)/u.exec(rest)?.[1];
      return local === undefined ? NOTHING : said({ is: 'nothing', local });
    }
    case 'end': return said({ is: 'end', of: rest.toLowerCase() });
    default: {
      const ended = /^end(if|unless|for|foreach|each|case|switch|with|tablerow|list|ifchanged)$/i.exec(word)?.[1]?.toLowerCase();
      return ended === undefined ? null : said({ is: 'end', of: ended === 'ifchanged' ? 'if' : ended });
    }
  }
}

/** `{{ … }}`: Handlebars and Mustache by its first sign; else Go by its word; else a variable. */
export function doubleBrace(inside: string): Said {
  const content = inside.replace(/^[~-]|[~-]$/g, '').trim();
  const sign = content.charAt(0);
  const rest = content.slice(1).trim();
  switch (sign) {
    case '!': case '>': return NOTHING;
    case '&': return said(expression(rest));
    case '/': return said({ is: 'end', of: rest.toLowerCase() });
    case '^': return rest === '' ? said({ is: 'else' }) : said({ is: 'if', test: testOf(rest, true) }, rest.toLowerCase());
    case '#': {
      const [word, argument] = split(rest.replace(/^[*>]\s*/, ''));
      const known = ['if', 'unless', 'each', 'with', 'list'].includes(word) ? keyword(rest) : null;
      if (known !== null) return known;
      // {{#first_name}} is a section of Mustache, {{#ifEquals a b}} somebody's helper.
      return argument === '' ? said({ is: 'if', test: testOf(rest), section: nameOf(rest) }, rest.toLowerCase())
        : said({ is: 'if', test: testOf(`${word} ${argument}`) }, word.toLowerCase());
    }
    default: {
      const word = /^(?:if|with|range|else|elsif|elseif|end|foreach|for|endif|endfor)\b(?![.:|=])/.exec(content)?.[0];
      // {{ end date }} is a variable of a product that writes names with spaces.
      if (word !== undefined && (content === word || !/^(?:end|for|with)/.test(word) || /^with\s+[.$]/.test(content))) return keyword(content.replace(/^range\s+(?:[$\w, ]+:=\s*)?/, 'range ')) ?? said(expression(content));
      return said(expression(content));
    }
  }
}

/** `{% … %}`; blocks, macros and includes are shown as if they were not there. */
export function percentBrace(inside: string): Said {
  return keyword(inside.replace(/^[-+]|[-+]$/g, '').trim()) ?? NOTHING;
}

/** `*|…|*` */
export function starPipe(content: string): Said {
  const found = /^(IF|IFNOT|ELSEIF|ELSE|END|INTERESTED)\s*:\s*(.*)$/is.exec(content);
  switch (found?.[1]?.toUpperCase()) {
    case 'IF': return said({ is: 'if', test: testOf(found[2]!) }, 'if');
    case 'IFNOT': return said({ is: 'if', test: testOf(found[2]!, true) }, 'if');
    case 'INTERESTED': return said({ is: 'if', test: testOf(content) }, 'interested');
    case 'ELSEIF': return said({ is: 'else-if', test: testOf(found[2]!) });
    case 'ELSE': return said({ is: 'else' });
    case 'END': return said({ is: 'end', of: found[2]!.toLowerCase().trim() });
    default: {
      const [name = '', fallback] = content.split('|');
      if (/^(?:MC|HTML|RSS|POLL|TWITTER|FACEBOOK)/.test(name)) return said({ is: 'variable', name, kind: 'decoration', fallback: null });
      return said({ is: 'variable', name: name.replace(/^DATE:.*$/, 'DATE'), fallback: fallback?.trim() || null });
    }
  }
}

/** `%%[ … ]%%`, which may hold several statements of which one decides. */
export function ampscript(content: string): Said {
  const found = /(?:^|\s)(ENDIF|ELSEIF|ELSE|IF|FOR|NEXT)(?![\w@])\s*(.*?)\s*(?:\b(?:THEN|DO)\b.*)?$/is.exec(content);
  switch (found?.[1]?.toUpperCase()) {
    case 'IF': return said({ is: 'if', test: testOf(found[2]!) }, 'if');
    case 'ELSEIF': return said({ is: 'else-if', test: testOf(found[2]!) });
    case 'ELSE': return said({ is: 'else' });
    case 'ENDIF': return said({ is: 'end', of: 'if' });
    case 'FOR': return said({ is: 'loop', list: 'rows', item: null }, 'for');
    case 'NEXT': return said({ is: 'end', of: 'for' });
    default: return NOTHING;
  }
}

/** `<% … %>`: ERB, and EJS with its braces. */
export function serverTag(content: string): Said {
  const code = content.replace(/^-|-$/g, '').trim();
  if (code.startsWith('#') || code.startsWith('--')) return NOTHING;
  if (/^[=\-~]/.test(code) || content.startsWith('-')) return said(expression(code.replace(/^[=\-~]+/, '')));
  const script = /^(\}?)\s*(else\s+if|if|else|for|while)?\s*(\(.*\))?\s*\{$/s.exec(code);
  if (script !== null) {
    const [, close, word = '', test = ''] = script;
    if (/^else\s+if$/.test(word)) return said({ is: 'else-if', test: testOf(test) });
    if (close !== '') return said({ is: 'else' });
    return word === 'if' ? said({ is: 'if', test: testOf(test) }, '{') : loop(test.replace(/^\((?:const|let|var)?\s*|\)$/g, '').replace(/\bof\b/, 'in'), '{');
  }
  if (/^\}\s*\)?;?$/.test(code)) return said({ is: 'end', of: '' });
  const each = /^(.+?)\.(?:each|forEach)\b.*?(?:\|\s*(\w+)|\(\s*\(?\s*(\w+))?[^|]*\|?\s*(?:\{)?$/s.exec(code);
  if (each !== null) return said({ is: 'loop', list: nameOf(each[1]!), item: each[2] ?? each[3] ?? null }, '{');
  const known = keyword(code);
  if (known === null) return NOTHING;
  return known.opens === undefined ? known : { ...known, opens: '{' };
}
