import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_NAMES } from '../../config/load.ts';
import { nameOf } from './uri.ts';

/** What a document is to us. `json` may be a draft or any other JSON: its keys tell. */
export type Kind = 'message' | 'json' | 'config' | 'yaml' | 'other';

/** Names by which editors call a mail: VS Code and ours, Vim and Helix, Emacs' major modes, Sublime. */
const MAIL_LANGUAGES: ReadonlySet<string> = new Set(['eml', 'email', 'mail', 'message', 'message-mode', 'mail-mode', 'rfc822']);
const DRAFT_KEYS = /"(?:from|to|cc|bcc)"\s*:/i;

export function kindOf({ uri, languageId }: TextDocument): Kind {
  const name = nameOf(uri);
  if (CONFIG_NAMES.includes(name)) return 'config';
  if (/\.eml$/i.test(name) || MAIL_LANGUAGES.has(languageId)) return 'message';
  if (name === 'package.json') return 'other';
  if (languageId === 'json' || languageId === 'jsonc' || /\.json$/i.test(name)) return 'json';
  return languageId === 'yaml' || /\.ya?ml$/i.test(name) ? 'yaml' : 'other';
}

/** A JSON document that has recipients or a sender; `io` reads folders by the same measure. */
export function mayBeDraft(text: string): boolean {
  return DRAFT_KEYS.test(text);
}

/** mutt and others leave the header to themselves and have an editor write the body alone. */
export function mayBeBodyAlone({ uri, languageId }: TextDocument): boolean {
  return MAIL_LANGUAGES.has(languageId) && !/\.eml$/i.test(nameOf(uri));
}
