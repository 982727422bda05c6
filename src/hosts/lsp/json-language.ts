import type { CompletionItem, Hover, Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { JSONSchema, LanguageService } from 'vscode-json-languageservice';

/** Completion and explanation of JSON by one schema: whatever a document's `$schema` names is taken for ours, and nothing is fetched. */
export class JsonLanguage {
  readonly #schema: JSONSchema;
  #service: LanguageService | null = null;

  constructor(schema: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
  }

  async complete(document: TextDocument, position: Position): Promise<CompletionItem[]> {
    const service = await this.#get();
    return (await service.doComplete(document, position, service.parseJSONDocument(document)))?.items as CompletionItem[] | undefined ?? [];
  }

  async hover(document: TextDocument, position: Position): Promise<Hover | null> {
    const service = await this.#get();
    const hover = await service.doHover(document, position, service.parseJSONDocument(document));
    if (hover === null || !Array.isArray(hover.contents)) return hover;
    const value = hover.contents.map((one) => (typeof one === 'string' ? one : one.value)).join('\n\n');
    return { ...hover, contents: { kind: 'markdown', value } };
  }

  async #get(): Promise<LanguageService> {
    if (this.#service) return this.#service;
    const { getLanguageService } = await import('vscode-json-languageservice');
    const service = getLanguageService({ schemaRequestService: () => Promise.resolve(JSON.stringify(this.#schema)) });
    service.configure({ validate: false, schemas: [{ uri: 'undisclosed://schema', fileMatch: ['*'], schema: this.#schema }] });
    return (this.#service = service);
  }
}
