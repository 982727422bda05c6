import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { pack } from '../../src/generated/pack.js';
import { repositoryPath } from '../../src/hosts/cli/repository.ts';
import { GithubReport } from '../../src/report/formats/github.ts';
import { SarifReport } from '../../src/report/formats/sarif.ts';
import { finding, result } from './findings.ts';
import { workFolder } from './program.ts';

const root = realpathSync(workFolder());
mkdirSync(join(root, 'mails'));
symlinkSync(root, join(root, 'mails', 'link'));
/** From the folder of this run, as though it stood in `mails`. */
const typed = (path: string): string => relative(process.cwd(), join(root, 'mails', path));
const fromRoot = repositoryPath({ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(root, 'mails', 'link') })!;

describe('a file in a workflow of GitHub', () => {
  it.each([
    [typed('templates/refusal.html'), 'mails/templates/refusal.html'],
    [typed('./a.eml'), 'mails/a.eml'],
    [typed('../drafts/a.eml'), 'drafts/a.eml'],
    [join(root, 'a b.eml'), 'a b.eml'],
    [typed('../..name/a.eml'), '..name/a.eml'],
    [typed('../../elsewhere.eml'), typed('../../elsewhere.eml')],
    ['/elsewhere/a.eml', '/elsewhere/a.eml'],
    ['-', '-'],
  ])('%s is named from the root: %s', (path, name) => {
    expect(fromRoot(path)).toBe(name);
  });

  it('is named as given where no workflow runs', () => {
    for (const env of [{}, { GITHUB_WORKSPACE: root }, { GITHUB_ACTIONS: 'true' }, { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: '' }]) expect(repositoryPath(env)).toBeNull();
  });

  it('is so in annotations and SARIF', () => {
    const options = { locale: 'en', quiet: false, fails: () => true, fromRoot } as const;
    const one = result([finding({ message: 'So short.' })], { filePath: typed('a, b.html') });
    expect(new GithubReport(options).result(one)).toContain('file=mails/a%2C b.html,');
    const sarif = new SarifReport({ ...options, version: '1.2.3', rules: pack.rules, active: [] });
    const [run] = (JSON.parse(sarif.result(one) + sarif.end()) as Log).runs;
    expect(run!.results![0]!.locations![0]!.physicalLocation!.artifactLocation).toEqual({ uri: 'mails/a%2C%20b.html', uriBaseId: '%SRCROOT%' });
    expect(run!.originalUriBaseIds).toEqual({ '%SRCROOT%': { description: { text: 'The root of the repository.' } } });
  });
});
