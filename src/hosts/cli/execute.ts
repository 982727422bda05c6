import { compile } from '../../engine/compile.ts';
import type { Locale } from '../../rule/types.ts';
import { check } from './check.ts';
import type { CommandName, Invocation } from './commands.ts';
import { environment, onlyRules, pageOf } from './environment.ts';
import { EXIT, UsageError } from './errors.ts';
import { nearest } from './nearest.ts';
import { openOutput } from './output.ts';
import { readSettings } from './settings.ts';
import { escapeControls } from '../../report/escape.ts';

const NEED_PATHS: ReadonlySet<CommandName> = new Set<CommandName>(['check', 'recipients', 'split', 'to-bcc']);

/**
 * Runs one command. What `check` does not need is loaded where it is needed.
 * @returns the exit code
 * @throws UsageError for what one line explains: wrong options, a wrong configuration, a file that cannot be written.
 */
export async function execute(invocation: Invocation, system: Locale | null): Promise<number> {
  const { command, operands } = invocation;
  const settings = readSettings(invocation);
  if (command === 'init') {
    const { init } = await import('./init.ts');
    const output = await openOutput(undefined, settings.color);
    return init(invocation, settings.output!, settings.locale ?? system ?? 'en', output);
  }
  if (command === 'serve') {
    const { serveHttp } = await import('./serve.ts');
    return serveHttp(invocation, settings, system);
  }
  if (command === 'hook') {
    const { hook } = await import('./hook.ts');
    return hook(invocation, settings, system);
  }
  if (command === 'milter') {
    const { milter } = await import('./milter.ts');
    return milter(invocation, settings, settings.locale ?? system ?? 'en', () => openOutput(settings.output, settings.color));
  }
  if (command === 'lsp') {
    const { lsp } = await import('./lsp.ts');
    return lsp(invocation, settings.locale ?? system ?? 'en');
  }
  if (command === 'held') {
    const { held } = await import('./held.ts');
    return held(invocation, settings, system);
  }
  if (NEED_PATHS.has(command) && operands.length === 0) throw new UsageError((words) => words.noPaths(command), { help: true });
  const loaded = await environment(settings, system);
  const { locale, pack, config } = loaded;
  switch (command) {
    case 'check': {
      const chosen = onlyRules(loaded, settings.rules);
      const rules = compile(chosen.pack, chosen.config);
      const context = { settings, rules, locale, page: pageOf(locale) };
      if (settings.fix === 'no') return check(operands, context);
      const { fixedStandardInput } = await import('./check-fix.ts');
      const guard = settings.rules.length === 0 ? rules : compile(pack, config);
      return check(operands, { ...context, fix: { guard, stdin: await fixedStandardInput(operands) } });
    }
    case 'fix': {
      const { fix } = await import('./fix.ts');
      const chosen = onlyRules(loaded, settings.rules);
      return fix(operands, { rules: compile(chosen.pack, chosen.config), guard: compile(pack, config), settings, yesSafe: invocation.options['yes-safe'] === true, locale, output: await openOutput(undefined, settings.color) });
    }
    case 'recipients': {
      const { recipients } = await import('./recipients.ts');
      return recipients(operands, pack, config, settings, locale, await openOutput(settings.output, settings.color));
    }
    case 'split': {
      const { split } = await import('./split.ts');
      return split(invocation, loaded, settings, await openOutput(undefined, settings.color));
    }
    case 'to-bcc': {
      const { toBcc } = await import('./to-bcc.ts');
      return toBcc(invocation, settings, locale);
    }
    case 'rules': {
      if (invocation.options['test'] === true) {
        const [{ testedJson, testedRules, testedText }, { pack: builtIn }] = await Promise.all([import('./rules-test.ts'), import('../../generated/pack.js')]);
        const tested = testedRules(pack, builtIn);
        const output = await openOutput(settings.output, settings.color);
        output.write(settings.format === 'json' ? testedJson(tested) : testedText(tested, pack, locale, Math.min(output.width, 100), output.style));
        output.end();
        return tested.some(({ differing }) => differing.length > 0) ? EXIT.findings : EXIT.clean;
      }
      const { ruleStates, rulesJson, rulesTable } = await import('./rules.ts');
      const states = ruleStates(pack, config, locale);
      const output = await openOutput(settings.output, settings.color);
      output.write(settings.format === 'json' ? rulesJson(states) : rulesTable(states, locale, Math.min(output.width, 120), output.style));
      output.end();
      return EXIT.clean;
    }
    case 'explain': {
      const id = operands[0];
      if (id === undefined) throw new UsageError((words) => words.noRule);
      const rule = pack.rules.find((each) => each.id === id);
      const family = pack.rules.map((each) => each.id).filter((each) => each.startsWith(`${id.replace(/\/\*?$/, '')}/`));
      if (family.length > 0) throw new UsageError((words) => words.ruleFamily(escapeControls(id), family));
      if (!rule) throw new UsageError((words) => words.unknownRule(escapeControls(id)), { near: nearest(id, pack.rules.map((each) => each.id)) });
      const [{ explanation }, { examples }] = await Promise.all([import('./explain.ts'), import('../../generated/examples.js')]);
      const output = await openOutput(settings.output, settings.color);
      output.write(explanation(rule, examples[id] ?? rule.examples, pack, config, locale, Math.min(output.width, 100), output.style));
      output.end();
      return EXIT.clean;
    }
    case 'print-config': {
      const { printedConfig } = await import('./print-config.ts');
      const output = await openOutput(settings.output, settings.color);
      output.write(await printedConfig(loaded, operands[0], settings, output.style));
      output.end();
      return EXIT.clean;
    }
  }
}
