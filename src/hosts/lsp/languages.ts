import type { CompletionItem, Diagnostic, Hover, Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { draftSchema } from '../../draft/json-schema.ts';
import type { Locale } from '../../rule/types.ts';
import { configDiagnostics } from './config-diagnostics.ts';
import type { Configurations, Loaded } from './configurations.ts';
import { JsonLanguage } from './json-language.ts';
import { kindOf, mayBeDraft } from './kinds.ts';
import type { LspHost } from './types.ts';
import { completeYaml, hoverYaml, type YamlContext } from './yaml-language.ts';

export interface LanguagesOptions {
  readonly host: LspHost;
  readonly configurations: Configurations;
  /** Text of an open document; null: not open. */
  readonly open: (uri: string) => string | null;
  readonly page: (ruleId: string, locale: Locale) => string | null;
}

type Other = 'config-yaml' | 'config-json' | 'rule' | 'draft';

/** What helps to write the files around a mail: configurations, rules of one's own, drafts in JSON. */
export class Languages {
  readonly #options: LanguagesOptions;
  readonly #json = new Map<string, JsonLanguage>();

  constructor(options: LanguagesOptions) {
    this.#options = options;
  }

  async diagnostics(document: TextDocument, { locale, pack }: Loaded): Promise<Diagnostic[]> {
    const other = this.#kindOf(document);
    if (other === null || other === 'draft') return [];
    const { host, open } = this.#options;
    return configDiagnostics(document, { host, open, locale, pack, rule: other === 'rule' });
  }

  async complete(document: TextDocument, position: Position): Promise<CompletionItem[]> {
    const other = this.#kindOf(document);
    if (other === null) return [];
    const loaded = await this.#options.configurations.for(document.uri);
    if (other === 'config-yaml' || other === 'rule') return completeYaml(document, position, await this.#yaml(other, loaded));
    return (await this.#jsonFor(other, loaded.locale)).complete(document, position);
  }

  async hover(document: TextDocument, position: Position): Promise<Hover | null> {
    const other = this.#kindOf(document);
    if (other === null) return null;
    const loaded = await this.#options.configurations.for(document.uri);
    if (other === 'config-yaml' || other === 'rule') return hoverYaml(document, position, await this.#yaml(other, loaded), (id) => this.#options.page(id, loaded.locale));
    return (await this.#jsonFor(other, loaded.locale)).hover(document, position);
  }

  #kindOf(document: TextDocument): Other | null {
    const { uri } = document;
    const kind = kindOf(document);
    const { configurations } = this.#options;
    if (kind === 'config') return uri.endsWith('.json') ? 'config-json' : 'config-yaml';
    if (kind !== 'yaml' && kind !== 'json') return null;
    if (configurations.isRule(uri)) return kind === 'yaml' ? 'rule' : null;
    // What a configuration extends is one itself.
    if (configurations.extends(uri)) return kind === 'yaml' ? 'config-yaml' : 'config-json';
    return kind === 'json' && mayBeDraft(document.getText()) ? 'draft' : null;
  }

  async #yaml(kind: 'config-yaml' | 'rule', { pack, locale }: Loaded): Promise<YamlContext> {
    const { configSchema, ruleSchema } = await import('../../generated/schemas.js');
    return kind === 'rule' ? { schema: ruleSchema, pack: null, locale } : { schema: configSchema, pack, locale };
  }

  async #jsonFor(kind: 'config-json' | 'draft', locale: Locale): Promise<JsonLanguage> {
    const key = kind === 'draft' ? locale : kind;
    let language = this.#json.get(key);
    if (!language) {
      language = new JsonLanguage(kind === 'draft' ? draftSchema(locale) : (await import('../../generated/schemas.js')).configSchema);
      this.#json.set(key, language);
    }
    return language;
  }
}
