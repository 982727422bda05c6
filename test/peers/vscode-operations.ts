/** A finding as VS Code has it. Lines and characters are 0-based, as in its interface. */
export interface Found {
  readonly rule: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly source: string;
  readonly range: readonly [number, number, number, number];
  readonly href: string;
  readonly related: number;
}

export interface Action {
  readonly title: string;
  readonly kind: string;
  readonly preferred: boolean;
  readonly command: string;
}

/** What the test can ask of VS Code. Paths are those of the open folder; what has a colon in it is a URI. */
export interface Operations {
  /** Shows a file. @returns its language */
  open(path: string): Promise<string>;
  /** Shows a new document. @returns its URI */
  untitled(languageId: string, content: string): Promise<string>;
  /** As the editor has it. */
  text(path: string): Promise<string>;
  /** As the file has it: one unit is one byte. */
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  files(folder: string): Promise<string[]>;
  /** All files of a folder, each as `read` gives it. */
  readAll(folder: string): Promise<Record<string, string>>;
  /** Ours alone. */
  diagnostics(path: string): Promise<Found[]>;
  /** Quick fixes where a rule's first finding stands. */
  actions(path: string, rule: string): Promise<Action[]>;
  apply(path: string, rule: string, title: string): Promise<void>;
  replace(path: string, from: string, to: string): Promise<void>;
  save(path: string): Promise<void>;
  /** Puts the cursor at the beginning of a line. */
  reveal(line: number): Promise<void>;
  hover(path: string, line: number, character: number): Promise<string>;
  /** Labels of what is offered at a place. */
  complete(path: string, line: number, character: number): Promise<string[]>;
  /** A setting of the user. */
  set(key: string, value: unknown): Promise<void>;
  command(id: string, ...args: unknown[]): Promise<void>;
  /** Carries out a command while another extension registers providers of actions, as extensions that wake up do. */
  disturbed(id: string, ...args: unknown[]): Promise<void>;
  /** Does not wait for the end: for what asks something first. */
  begin(id: string, ...args: unknown[]): Promise<void>;
  environment(): Promise<{ readonly language: string; readonly kind: number; readonly active: boolean; readonly trusted: boolean }>;
}
