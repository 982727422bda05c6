/**
 * Regular expressions as ECMAScript 2016 knows them. A bundler lowers syntax, but what stands within an expression stays, and an engine that does not know
 * it throws: classes of characters (\p{…}) become ranges, and a dot that matches line ends too becomes a class.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const PROPERTY = { single: /(\\)([pP])\{([^}]*)\}/y, doubled: /(\\\\)([pP])\{([^}]*)\}/y };

/** Ranges of a class, without brackets; `slash` is how a backslash is written there. */
const ranges = new Map();
function rangesOf(name, negated, slash) {
  const key = `${negated ? 'P' : 'p'}${name}${slash}`;
  if (ranges.has(key)) return ranges.get(key);
  const isIn = new RegExp(`^\\${negated ? 'P' : 'p'}{${name}}$`, 'u');
  const found = [];
  for (let point = 0, from = -1; point <= 0x110000; point++) {
    const within = point < 0x110000 && isIn.test(String.fromCodePoint(point));
    if (within && from < 0) from = point;
    if (!within && from >= 0) {
      const code = (one) => `${slash}u{${one.toString(16)}}`;
      found.push(point - 1 === from ? code(from) : `${code(from)}-${code(point - 1)}`);
      from = -1;
    }
  }
  ranges.set(key, found.join(''));
  return found.join('');
}

/**
 * @param text an expression, or a string that is a piece of one, as written
 * @param doubled in a string backslashes are escaped themselves
 */
export function lowered(text, { dotAll = false, doubled = false }) {
  let out = '';
  let inClass = false;
  for (let at = 0; at < text.length;) {
    const known = doubled ? PROPERTY.doubled : PROPERTY.single;
    known.lastIndex = at;
    const property = known.exec(text);
    if (property) {
      const [whole, slash, letter, name] = property;
      const all = rangesOf(name, letter === 'P', slash);
      out += inClass ? all : `[${all}]`;
      at += whole.length;
    } else if (text[at] === '\\') {
      // Within a string the backslash itself is escaped.
      const length = doubled && text[at + 1] === '\\' ? 3 : 2;
      out += text.slice(at, at + length);
      at += length;
    } else {
      if (text[at] === '[') inClass = true;
      else if (text[at] === ']') inClass = false;
      out += dotAll && !inClass && text[at] === '.' ? '[^]' : text[at];
      at++;
    }
  }
  return out;
}

function expression(literal) {
  const end = literal.lastIndexOf('/');
  const flags = literal.slice(end + 1);
  return `${lowered(literal.slice(0, end), { dotAll: flags.includes('s') })}/${flags.replace('s', '')}`;
}

function isRaw(node) {
  const template = ts.isTemplateMiddleOrTemplateTail(node) ? node.parent.parent : ts.isTemplateHead(node) ? node.parent : node;
  return ts.isTaggedTemplateExpression(template.parent);
}

/** For esbuild; our own sources alone have such expressions. */
export const es2016 = {
  name: 'es2016',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const edits = [];
      const visit = (node) => {
        const text = node.getText(file);
        if (ts.isRegularExpressionLiteral(node)) edits.push([node.getStart(file), text, expression(text)]);
        else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
          if (/\\[pP]\{/.test(text)) edits.push([node.getStart(file), text, lowered(text, { doubled: !isRaw(node) })]);
        } else ts.forEachChild(node, visit);
      };
      const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
      visit(file);
      let contents = source;
      for (const [start, before, after] of edits.reverse()) contents = contents.slice(0, start) + after + contents.slice(start + before.length);
      return { contents, loader: 'ts' };
    });
  },
};
