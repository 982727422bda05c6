import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMessage } from '../draft/message.ts';
import { compile } from '../engine/compile.ts';
import { draftOf, lint } from '../engine/lint.ts';
import { locator } from '../report/locate.ts';
import { PrettyReport } from '../report/pretty.ts';
import type { Locale, Pack } from '../rule/types.ts';

const SAMPLE = 'fixtures/incidents/toulouse-rejection/rejection.eml';

/** What the program says of the mail that this project began with: for the README, so that it stays true. */
export function sample(root: string, pack: Pack, locale: Locale): string {
  const text = readFileSync(join(root, SAMPLE), 'latin1');
  const draft = readMessage(text);
  const place = locator({ kind: 'message', text });
  const findings = lint(draft, compile(pack, { extends: ['hr'] }), { locale }).map((finding) => ({ ...finding, ...place(draftOf(draft, finding), finding.spot) }));
  const report = new PrettyReport({ locale, width: 96 });
  const said = report.result({ filePath: 'rejection.eml', fatal: false, findings }) + report.end();
  return `\`\`\`text\n$ npx undisclosed check rejection.eml --preset hr${locale === 'fr' ? ' --locale fr' : ''}\n\n${said.trimEnd()}\n\`\`\``;
}
