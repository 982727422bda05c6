import { WHOLE } from '../checks/whole-tone.ts';
import type { RuleDefinition } from '../rule/types.ts';
import { ConfigError, shown } from './error.ts';
import { corrected, flow } from './paste.ts';
import { samplePhrase } from './phrase-form.ts';
import type { ConfigSource } from './source.ts';
import { suggest } from './suggest.ts';

/**
 * Kinds of phrases, and the messages that are theirs: a misspelt one would leave a finding without words.
 * @throws ConfigError
 */
export function checkKinds({ check, languages }: RuleDefinition, file: string, source: ConfigSource): void {
  if (check !== 'phrase') return;
  const json = file.endsWith('.json');
  for (const [language, { message, phrases = {} }] of Object.entries(languages)) {
    if (typeof message === 'string') continue;
    const kinds = Object.keys(phrases as object);
    const said = Object.keys(message);
    const idle = said.find((kind) => kind !== WHOLE && !kinds.includes(kind));
    const mute = kinds.find((kind) => !said.includes(kind));
    const near = idle === undefined ? null : suggest(idle, kinds.filter((kind) => !said.includes(kind)));
    const hint = { en: near === null ? '' : ` Did you mean ${near}?`, fr: near === null ? '' : ` Vouliez-vous dire ${near} ?` };
    if (idle !== undefined) {
      const position = source.place(['languages', language, 'message', idle], true);
      const renamed = near === null ? undefined : corrected(source.lineText(position.line), position.column, idle, near);
      const paste = near === null ? `phrases: ${flow({ ...(phrases as object), [idle]: [samplePhrase(language)] }, json)}` : renamed;
      throw new ConfigError({ file, ...position, what: { en: `No phrases are of the kind ${shown(idle)}.${hint.en}`, fr: `Aucune expression n'est du genre ${shown(idle)}.${hint.fr}` }, ...(paste === undefined ? {} : { paste }) });
    }
    if (mute !== undefined) {
      const what = { en: `The kind ${shown(mute)} has no message.`, fr: `Le genre ${shown(mute)} n'a pas de message.` };
      throw new ConfigError({ file, ...source.place(['languages', language, 'phrases', mute], true), what, paste: `message: ${flow({ ...message, [mute]: '…' }, json)}` });
    }
  }
}
