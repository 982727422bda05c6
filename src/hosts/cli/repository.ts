import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/**
 * How a workflow of GitHub names files, wherever in its repository it runs the check: GitHub reads annotations and SARIF from the root.
 * @returns null where no workflow runs
 */
export function repositoryPath(env: Readonly<Record<string, string | undefined>>): ((path: string) => string) | null {
  const workspace = env['GITHUB_ACTIONS'] === 'true' ? env['GITHUB_WORKSPACE'] : undefined;
  if (!workspace) return null;
  const root = real(workspace);
  return (path) => {
    const within = path === '-' ? '' : relative(root, resolve(path));
    return within === '' || isAbsolute(within) || within.split(sep, 1)[0] === '..' ? path : within.split(sep).join('/');
  };
}
