import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checked, eslint, preset, said } from './help.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('ESLint says what `undisclosed check` says', () => {
  it.each(['compose', 'send', 'sent'] as const)('of every draft in fixtures, phase %s', async (phase) => {
    const config = preset('all', { phase });
    const blocks = [config[0]!, { ...config[1]!, files: ['**/*.json'] }];
    const results = await eslint(root, blocks).lintFiles(['fixtures/{incidents,clean,reading}/**/*.{eml,json}']);
    expect(results.length).toBeGreaterThan(90);
    let findings = 0;
    for (const result of results) {
      const file = relative(root, result.filePath);
      const own = await checked(root, file, { preset: 'all', phase });
      expect(said(result).filter((line) => !line.includes(' eslint/')), file).toEqual(own);
      findings += own.length;
    }
    expect(findings).toBeGreaterThan(80);
  });
});
