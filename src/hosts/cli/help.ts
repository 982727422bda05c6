import type { Locale } from '../../rule/types.ts';
import { en } from './help-en.ts';
import { fr } from './help-fr.ts';
import type { Help } from './help-types.ts';

/** What `--help` says. `check` never loads it. */
export const HELP: Readonly<Record<Locale, Help>> = { en, fr };
