/** What a document is, as far as trust goes. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
}

const CONFIGURATION = /\/(?:undisclosed\.config\.(?:ya?ml|json)|package\.json)$/i;

/**
 * Whether the language server may read a file. In a workspace that is not trusted: only what is open as a draft. No configuration, and no
 * rule: whoever wrote the workspace could switch off what warns of it.
 * @param open the documents of the editor
 */
export function mayRead(uri: string, trusted: boolean, open: readonly OpenDocument[]): boolean {
  return trusted || open.some((document) => document.uri === uri && isSafe(document));
}

/** Whether the server is told of an open document. What is no draft may be configuration or rules. */
export function mayOpen(document: OpenDocument, trusted: boolean): boolean {
  return trusted || isSafe(document);
}

function isSafe({ uri, languageId }: OpenDocument): boolean {
  return languageId !== 'yaml' && !CONFIGURATION.test(uri);
}
