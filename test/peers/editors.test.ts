import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

/** Real editors with the very settings that their pages tell people to write. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-editors-'));
mkdirSync(join(folder, 'bin'));
mkdirSync(join(folder, 'home'));
writeFileSync(join(folder, 'bin/undisclosed'), `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'bin/undisclosed.js')}' "$@"\n`);
chmodSync(join(folder, 'bin/undisclosed'), 0o755);
writeFileSync(join(folder, 'undisclosed.config.yaml'), 'extends: recommended\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The n-th block of code of a language in a page. */
function block(page: string, language: string, number = 0): string {
  const blocks = [...readFileSync(join(ROOT, 'docs/hosts', page), 'utf8').matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map((match) => match[1]!);
  expect(blocks.length).toBeGreaterThan(number);
  return blocks[number]!;
}

/** Ends with the editor, or ends it: a server that hangs must not hang the tests. */
function run(command: string, args: readonly string[], input = ''): Promise<{ readonly code: number | null; readonly out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, HOME: join(folder, 'home'), LANG: 'C.UTF-8', TERM: 'dumb' },
    });
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    let out = '';
    child.stdin.end(input);
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.on('error', reject).on('close', (code) => {
      clearTimeout(late);
      resolve({ code, out });
    });
  });
}

const DRAFT = ['From: Claire <claire@example.com>', 'To: Anne <anne@example.org>, Anne <anne@example.org>,', ' Zoé <zoe@other.example>', 'Subject: Réunion', '', 'Bonjour,', '', 'La réunion aura lieu lundi.', ''];
const mended = (end: string): string => DRAFT.join(end).replace(', Anne <anne@example.org>', '');

describe.each([['LF', '\n'], ['CRLF', '\r\n']])('a draft with %s line ends', (name, end) => {
  it('is found fault with, mended and saved in Neovim', async () => {
    const draft = join(folder, `nvim-${name}.eml`);
    writeFileSync(draft, DRAFT.join(end));
    writeFileSync(join(folder, 'init.lua'), block('neovim.md', 'lua', 1));
    writeFileSync(join(folder, `try-${name}.lua`), `
local buffer = vim.api.nvim_get_current_buf()
local function found() return vim.diagnostic.get(buffer) end
assert(vim.wait(20000, function() return #found() > 0 end, 20), 'no diagnostics')
local one = found()[1]
io.write('\\nFOUND ', one.code, ' ', one.lnum, ':', one.col, '-', one.end_lnum, ':', one.end_col, '\\n')
local client = vim.lsp.buf_get_clients(buffer)[next(vim.lsp.buf_get_clients(buffer))]
local range = { start = { line = one.lnum, character = one.col }, ['end'] = { line = one.end_lnum, character = one.end_col } }
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', { textDocument = { uri = vim.uri_from_bufnr(buffer) }, range = range, context = { diagnostics = {} } }, 20000)
local action = answers[client.id].result[1]
assert(action.isPreferred, 'not preferred')
vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
assert(vim.wait(20000, function() return #found() == 0 end, 20), 'still there')
vim.cmd('write')
io.write('SAVED ', vim.bo.fileformat, '\\n')
vim.lsp.stop_client(client.id)
vim.cmd('qall!')
`);
    const { out } = await run('nvim', ['--clean', '--headless', '-u', join(folder, 'init.lua'), draft, '-c', `lua local ok, why = pcall(dofile, '${join(folder, `try-${name}.lua`)}') if not ok then io.write(why) vim.cmd('cquit!') end`]);
    expect(out).toContain('FOUND recipients/duplicate-recipient 1:29-1:52');
    // Its own settings for .eml files have them saved with CRLF.
    expect(out).toContain('SAVED dos');
    expect(readFileSync(draft, 'utf8')).toBe(mended('\r\n'));
  });

  it('is found fault with, mended and saved in Emacs with eglot', async () => {
    const draft = join(folder, `emacs-${name}.eml`);
    writeFileSync(draft, DRAFT.join(end));
    // The hook waits for a person's first command, of which there is none here.
    const page = block('emacs.md', 'elisp', 0).replace(/^.*eglot-ensure.*$/m, '');
    writeFileSync(join(folder, `try-${name}.el`), `
(package-initialize)
(require 'eglot)
(setq eglot-sync-connect 30 eglot-autoshutdown t project-vc-merge-submodules nil)
${page}
(find-file "${draft}")
(message "MODE %s %s" major-mode buffer-file-coding-system)
(apply #'eglot (eglot--guess-contact))
(defun found () (flymake-diagnostics))
(defun wait-for (what) (let ((end (+ (float-time) 20))) (while (and (not (funcall what)) (< (float-time) end)) (flymake-start) (accept-process-output nil 0.05)) (unless (funcall what) (error "waited in vain"))))
(wait-for (lambda () (found)))
(let ((one (car (found))))
  (message "FOUND %s %s-%s" (flymake-diagnostic-text one) (flymake-diagnostic-beg one) (flymake-diagnostic-end one))
  (let* ((answer (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                                  (list :textDocument (eglot--TextDocumentIdentifier)
                                        :range (list :start (eglot--pos-to-lsp-position (flymake-diagnostic-beg one)) :end (eglot--pos-to-lsp-position (flymake-diagnostic-end one)))
                                        :context (list :diagnostics []))))
         (action (aref answer 0)))
    (eglot--apply-workspace-edit (plist-get action :edit))))
(wait-for (lambda () (null (found))))
(save-buffer)
(message "SAVED")
(eglot-shutdown (eglot--current-server-or-lose))
`);
    const { code, out } = await run('emacs', ['--batch', '-l', join(folder, `try-${name}.el`)]);
    expect(out).toContain(`MODE mail-mode`);
    // 33 characters and a line end in the first line, then 29 before the second address; Emacs counts from 1.
    expect(out).toMatch(/FOUND .*This address already stands in To, Cc or Bcc\..* 64-87/);
    expect([code, readFileSync(draft, 'utf8')]).toEqual([0, mended(end)]);
  });
});

describe('Vim with ALE', () => {
  it('shows what is wrong, and mends it when asked', async () => {
    const draft = join(folder, 'ale.eml');
    writeFileSync(draft, DRAFT.join('\n'));
    writeFileSync(join(folder, 'ale.vim'), `filetype plugin on\npackadd ale\n${block('vim.md', 'vim', 2)}`);
    writeFileSync(join(folder, 'try-ale.vim'), `
function! Wait(what) abort
  let l:start = reltime()
  while !eval(a:what) && reltimefloat(reltime(l:start)) < 20
    sleep 50m
  endwhile
endfunction
function! Found() abort
  return get(get(get(g:, 'ale_buffer_info', {}), bufnr(''), {}), 'loclist', [])
endfunction
edit ${draft}
call Wait('!empty(Found())')
call writefile(map(copy(Found()), 'join([v:val.code, v:val.lnum, v:val.col, v:val.end_col, v:val.text], "|")'), '${join(folder, 'ale-found')}')
call cursor(2, 32)
ALECodeAction
call Wait('getline(2) !~ "Anne.*Anne"')
write
qall!
`);
    // It asks which of the fixes offered, by number.
    await run('vim', ['-es', '-N', '-u', join(folder, 'ale.vim'), '-S', join(folder, 'try-ale.vim')], '1\n');
    expect(readFileSync(join(folder, 'ale-found'), 'utf8')).toBe('recipients/duplicate-recipient|2|30|52|This address already stands in To, Cc or Bcc.\n');
    expect(readFileSync(draft, 'utf8')).toBe(mended('\r\n'));
  });
});

describe('without the language server', () => {
  it('Vim fills its quickfix list by :make', async () => {
    const draft = join(folder, 'vim draft.eml');
    writeFileSync(draft, DRAFT.join('\n'));
    writeFileSync(join(folder, 'mail.vim'), block('vim.md', 'vim', 0));
    await run('vim', ['-es', '-N', '-u', 'NONE', '-c', `edit ${draft.replace(/ /g, '\\ ')}`, '-c', `source ${join(folder, 'mail.vim')}`, '-c', 'silent make!',
      '-c', `call writefile(map(getqflist(), 'bufname(v:val.bufnr) . "|" . v:val.lnum . "|" . v:val.col . "|" . v:val.type . "|" . v:val.text'), '${join(folder, 'quickfix')}')`, '-c', 'qall!']);
    expect(readFileSync(join(folder, 'quickfix'), 'utf8').trim().split('\n')).toEqual([expect.stringMatching(/vim draft\.eml\|2\|30\|[WI]\|This address already stands in To, Cc or Bcc\. \(recipients\/duplicate-recipient\)$/)]);
  });

  it('Emacs checks a mail that has no file, by flymake', async () => {
    writeFileSync(join(folder, 'flymake.el'), `
(require 'message)
(require 'flymake)
${block('emacs.md', 'elisp', 1)}
(message-mail "anne@example.org, Max <max@example.net>, anne@example.org" "Monday")
(flymake-start)
(let ((end (+ (float-time) 20))) (while (and (null (flymake-diagnostics)) (< (float-time) end)) (accept-process-output nil 0.05)))
(dolist (one (flymake-diagnostics))
  (message "FOUND %s %s" (flymake-diagnostic-text one) (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one))))
(set-buffer-modified-p nil)
`);
    const { out } = await run('emacs', ['--batch', '-l', join(folder, 'flymake.el')]);
    expect(out).toMatch(/FOUND This address already stands in To, Cc or Bcc\..* anne/);
  });
});
