/** What the measures of wording need from the sources, beside the built program. */
export { Automaton } from '../src/pattern/automaton.ts';
export { compilePatterns } from '../src/pattern/compiler.ts';
export { readMail } from '../src/text/mail.ts';
export { readWords } from '../src/text/fold.ts';
