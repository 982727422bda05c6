/**
 * Regular expressions as ECMAScript 2016 knows them. A bundler lowers syntax, but what stands within an expression stays, and an engine that does not know
 * it throws: regexpu makes ranges of classes of characters (\p{…}), a class of a dot that matches line ends too, and plain groups of those with flags of
 * their own. It cannot lower a lookbehind, which no older expression says, and of a named group it would lower the name alone, not the `groups` that a match
 * is read by: both stay as they are, and what is built for this engine has to do without.
 */
import { readFileSync } from 'node:fs';
import rewritePattern from 'regexpu-core';
import ts from 'typescript';

const TRANSFORMS = { dotAllFlag: 'transform', modifiers: 'transform', unicodePropertyEscapes: 'transform', unicodeSetsFlag: 'transform' };

/**
 * @param source an expression, without slashes
 * @returns one that means the same, and the flags that it wants
 */
export function lowered(source, flags) {
  let wanted = flags;
  const lower = rewritePattern(source, flags, { ...TRANSFORMS, onNewFlags: (all) => { wanted = all; } });
  return { source: lower, flags: wanted };
}

/** Ranges of a class, without brackets, that may stand within any quotes. */
const ranges = new Map();
function rangesOf(property) {
  if (!ranges.has(property)) {
    const { source } = lowered(property, 'u');
    ranges.set(property, source.replace(/^\[|\]$/g, '').replace(/['"`$]/g, (quote) => `\\x${quote.charCodeAt(0).toString(16)}`));
  }
  return ranges.get(property);
}

/** What is escaped, and the brackets that are not; a backslash is written once or, in a string, twice. */
const ESCAPED = { once: /\\(?:([pP]\{[^}]*\})|[^])|[[\]]/g, twice: /\\\\(?:([pP]\{[^}]*\})|\\\\|[^])|\\[^]|[[\]]/g };

/**
 * A string or a piece of a template, which an expression is put together from. It need not be an expression in itself, so regexpu cannot read it: its classes
 * of characters are lowered one by one.
 *
 * @param text as written, with its quotes
 * @param isRaw whether a backslash stands for itself
 * @throws Error where brackets are not closed within it: what the next piece says could not be told from the outside of a class
 */
export function loweredPiece(text, isRaw) {
  let inClass = false;
  const lower = text.replace(isRaw ? ESCAPED.once : ESCAPED.twice, (whole, property) => {
    if (property !== undefined) {
      const all = rangesOf(`\\${property}`).replaceAll('\\', isRaw ? '\\' : '\\\\');
      return inClass ? all : `[${all}]`;
    }
    if (whole === '[' || whole === ']') inClass = whole === '[';
    return whole;
  });
  if (inClass) throw new Error(`a class of characters is put together from pieces: ${text}`);
  return lower;
}

function literal(text) {
  const end = text.lastIndexOf('/');
  const { source, flags } = lowered(text.slice(1, end), text.slice(end + 1));
  return `/${source}/${flags}`;
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
        if (ts.isRegularExpressionLiteral(node)) edits.push([node.getStart(file), text, literal(text)]);
        else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
          if (/\\[pP]\{/.test(text)) edits.push([node.getStart(file), text, loweredPiece(text, isRaw(node))]);
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
