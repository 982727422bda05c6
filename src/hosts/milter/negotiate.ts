import { packet, ProtocolError, uint32 } from './frames.ts';
import { ACTION, COMMAND, MACRO_STAGE, OLDEST_VERSION, PROTOCOL, RESPONSE, VERSION } from './protocol.ts';

/** What mail server and milter agreed on. */
export interface Agreement {
  /** Commands that are not answered. */
  readonly silent: ReadonlySet<string>;
  /** Header values come with the space behind the colon. */
  readonly leadingSpace: boolean;
  /** A mail can be put on hold. */
  readonly quarantine: boolean;
  readonly changeHeaders: boolean;
  readonly changeBody: boolean;
  readonly addHeaders: boolean;
}

/** One answer a mail instead of one a command. */
const WANTED = PROTOCOL.noHelo | PROTOCOL.noUnknown | PROTOCOL.skip | PROTOCOL.leadingSpace | PROTOCOL.noReplyConnect | PROTOCOL.noReplyMail
  | PROTOCOL.noReplyRecipient | PROTOCOL.noReplyHeader | PROTOCOL.noReplyEndOfHeaders | PROTOCOL.noReplyBody;
const WANTED_ACTIONS = ACTION.addHeaders | ACTION.changeHeaders | ACTION.changeBody | ACTION.quarantine | ACTION.setMacroList;

const SILENCES: readonly (readonly [flag: number, command: string])[] = [
  [PROTOCOL.noReplyConnect, COMMAND.connect], [PROTOCOL.noReplyMail, COMMAND.mail], [PROTOCOL.noReplyRecipient, COMMAND.recipient],
  [PROTOCOL.noReplyHeader, COMMAND.header], [PROTOCOL.noReplyEndOfHeaders, COMMAND.endOfHeaders], [PROTOCOL.noReplyBody, COMMAND.body],
];

/** The queue id, and who logged in. A list here takes the place of the server's own for that stage. */
const MACROS = 'i {auth_authen}';

interface Negotiated {
  readonly answer: Buffer;
  readonly agreement: Agreement;
}

/** Answers by offer: a server makes the same one with every connection. */
const answered = new Map<string, Negotiated>();
const REMEMBERED = 100;

/**
 * Answers the server's offer (version, actions, steps: three 32-bit numbers). Nothing is asked for that it did not offer.
 * @param network over TCP an answer to DATA is what keeps Nagle's algorithm and delayed acknowledgements from waiting for each other
 * @throws ProtocolError for an offer that cannot be met
 */
export function negotiate(offer: Buffer, network: boolean): Negotiated {
  if (offer.length < 12) throw new ProtocolError('an offer that is too short');
  const key = `${offer.toString('latin1', 0, 12)}${network ? 'network' : ''}`;
  let negotiated = answered.get(key);
  if (!negotiated) {
    if (answered.size >= REMEMBERED) answered.clear();
    answered.set(key, (negotiated = answerTo(offer, network)));
  }
  return negotiated;
}

function answerTo(offer: Buffer, network: boolean): Negotiated {
  const version = offer.readUInt32BE(0);
  if (version < OLDEST_VERSION) throw new ProtocolError('a protocol version before 2');
  const actions = offer.readUInt32BE(4) & WANTED_ACTIONS;
  const steps = offer.readUInt32BE(8) & (network ? WANTED : WANTED | PROTOCOL.noData);
  const lists = actions & ACTION.setMacroList ? [MACRO_STAGE.mail, MACRO_STAGE.end].flatMap((stage) => [uint32(stage), `${MACROS}\0`]) : [];
  return {
    answer: packet(RESPONSE.negotiate, uint32(Math.min(version, VERSION), actions, steps), ...lists),
    agreement: {
      silent: new Set(SILENCES.filter(([flag]) => steps & flag).map(([, command]) => command)),
      leadingSpace: (steps & PROTOCOL.leadingSpace) !== 0,
      quarantine: (actions & ACTION.quarantine) !== 0,
      changeHeaders: (actions & ACTION.changeHeaders) !== 0,
      changeBody: (actions & ACTION.changeBody) !== 0,
      addHeaders: (actions & ACTION.addHeaders) !== 0,
    },
  };
}
