import { escapeControls } from '../../report/escape.ts';
import { UsageError } from './errors.ts';

/** What `check` can write, and by which endings a file's name says so. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  pretty: ['.txt'],
  json: ['.json'],
  html: ['.html', '.htm'],
  markdown: ['.md'],
  sarif: ['.sarif', '.sarif.json'],
  junit: ['.xml'],
  checkstyle: ['.xml'],
  github: [],
  gitlab: ['.json'],
  tap: ['.tap'],
  compact: ['.txt'],
};

export const FORMATS: readonly string[] = Object.keys(ENDINGS);

/** One report of a run; without a path it goes to standard output. */
export interface PlannedReport {
  readonly format: string;
  readonly path: string | undefined;
}

/** Formats whose files are called so, those with the longest ending first. */
function formatsOf(path: string): string[] {
  const name = path.toLowerCase();
  const length = (format: string): number => Math.max(0, ...ENDINGS[format]!.filter((ending) => name.endsWith(ending)).map((ending) => ending.length));
  return FORMATS.filter((format) => length(format) > 0).sort((a, b) => length(b) - length(a));
}

/** The format of a file that no -f is left for. A name that tells nothing is that of a report to read. */
function formatByName(path: string, asked: boolean): string {
  const [first, second] = formatsOf(path);
  if (first === undefined && !asked) return 'pretty';
  if (first === undefined) throw new UsageError((words) => words.whichFormat(escapeControls(path), FORMATS), { help: true });
  if (first === 'junit') throw new UsageError((words) => words.whichFormat(escapeControls(path), [first, second!]), { help: true });
  return first;
}

/**
 * Which format goes into which file. The n-th -o belongs to the n-th -f; but a file whose name says which of the formats asked for it
 * is (`-f pretty -f sarif -o findings.sarif`) gets that one. A file left over takes its format from its name, a format left over goes
 * to standard output.
 * @throws UsageError where that leaves two for standard output, a file without a format, or one file for two
 */
export function planReports(formats: readonly string[], outputs: readonly string[]): PlannedReport[] {
  const open = formats.map((format) => ({ format, path: undefined as string | undefined }));
  const files: string[] = [];
  for (const path of outputs) {
    const telling = formatsOf(path);
    const own = open.filter((report) => report.path === undefined && telling.includes(report.format));
    if (own.length === 1) own[0]!.path = path;
    else files.push(path);
  }
  const rest: PlannedReport[] = [];
  for (const path of files) {
    const next = open.find((report) => report.path === undefined);
    if (next) next.path = path;
    else rest.push({ format: formatByName(path, formats.length > 0), path });
  }
  const reports = [...open.map(({ format, path }) => ({ format, path })), ...rest];
  const toOutput = reports.filter(({ path }) => path === undefined).map(({ format }) => format);
  if (toOutput.length > 1) throw new UsageError((words) => words.twoToOutput(toOutput), { help: true });
  const twice = reports.find(({ path }, index) => path !== undefined && reports.findIndex((other) => other.path === path) < index)?.path;
  if (twice !== undefined) throw new UsageError((words) => words.sameOutput(escapeControls(twice)), { help: true });
  return reports.length > 0 ? reports : [{ format: 'pretty', path: undefined }];
}
