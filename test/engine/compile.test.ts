import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { pack } from '../../src/generated/pack.js';
import type { Config } from '../../src/rule/types.ts';

describe('a configuration that nobody checked', () => {
  it.each([
    [{ extends: ['nosuch'] }, 'There is no preset "nosuch"; there are: all, candidate-reply, hr, recommended.'],
    [{ extends: 'nosuch' }, 'There is no preset "nosuch"'],
    [{ policy: { mode: 'enforze' } }, 'There is no mode "enforze"; there are: dry-run, tag, enforce.'],
    [{ policy: { levels: { error: 'HOLD' } } }, 'There is no action "HOLD"; there are: pass, tag, hold, reject.'],
    [{ policy: { rules: { 'recipients/*': 'block' } } }, 'There is no action "block"'],
    [{ policy: { rules: { 'recipients/*': { error: 'block' } } } }, 'There is no action "block"'],
    [{ policy: { rules: { 'recipients/*': 'rewrite' } } }, 'There is no action "rewrite"'],
    [{ policy: { rules: { 'recipients/*': { rewrite: ['remove-field'], otherwise: 'stop' } } } }, 'There is no action "stop"'],
    [{ policy: { groupMailing: { from: 10, action: 'stop' } } }, 'There is no action "stop"'],
    [{ policy: { overrides: [{ users: ['ana'], mode: 'off' }] } }, 'There is no mode "off"'],
    [{ policy: { overrides: [{ users: ['ana'], weighed: 'none' }] } }, 'There is no action "none"'],
  ])('is refused where a mail would go in silence: %j', (config, says) => {
    expect(() => compile(pack, config as unknown as Config)).toThrow(says);
  });

  it('is taken where all is known', () => {
    const config: Config = {
      extends: ['hr'],
      policy: { mode: 'tag', levels: { error: 'hold' }, rules: { 'recipients/bcc-header': { rewrite: ['remove-field'] }, 'tone/*': { info: 'pass' } }, weighed: 'tag', groupMailing: { from: 2, action: 'reject' }, overrides: [{ users: ['ana'] }] },
    };
    expect(compile(pack, config).config).toBe(config);
  });
});
