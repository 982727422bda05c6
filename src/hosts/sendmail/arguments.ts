/** The command line of sendmail(1), as all its likes understand it, read as far as who sends to whom. */
export interface SendmailArguments {
  /** Path of our configuration (`--config`), of the real program (`--sendmail`); all else goes to that as it stands. */
  readonly config: string | undefined;
  readonly sendmail: string | undefined;
  readonly rest: readonly string[];
  /**
   * - message: one on standard input
   * - smtp: an SMTP session on standard input (-bs, -bS)
   * - other: no mail is sent (-bp, -bi, -q, -bv …)
   */
  readonly mode: 'message' | 'smtp' | 'other';
  /** -f or -r: the reverse path; absent: the user's own. */
  readonly from: string | undefined;
  /** Operands: the forward paths. */
  readonly to: readonly string[];
  /** -t: and those of the header, whose Bcc goes. */
  readonly fromHeader: boolean;
  /** Without -i or -oi a line with a single dot ends the message. */
  readonly dotEnds: boolean;
}

/** Options with a value, of Sendmail, Postfix, Exim, msmtp and nullmailer together. */
const VALUED = 'ABCDEFLMNOQRVXbdfhopqr';
/** Of these the value may only stand in the same word. */
const JOINED_ONLY = 'dqbo';

/**
 * Reads words as getopt does: `-fa@b`, `-f a@b` and `-itf a@b` alike; operands may stand between options.
 * @throws SyntaxError for `--config` or `--sendmail` without a value
 */
export function readSendmailArguments(argv: readonly string[]): SendmailArguments {
  const own: { config?: string; sendmail?: string } = {};
  let first = 0;
  for (; first < argv.length; first++) {
    const found = /^--(config|sendmail)(?:=(.*))?$/s.exec(argv[first]!);
    if (!found) break;
    const value = found[2] ?? argv[++first];
    if (value === undefined || value === '') throw new SyntaxError(`--${found[1]!}`);
    own[found[1] as 'config' | 'sendmail'] = value;
  }
  const rest = argv.slice(first);
  let mode: SendmailArguments['mode'] = 'message';
  let from: string | undefined;
  let fromHeader = false;
  let dotEnds = true;
  const to: string[] = [];
  const take = (option: string, value: string): void => {
    if (option === 'f' || option === 'r') from = value;
    else if (option === 'o' && value.startsWith('i')) dotEnds = false;
    else if (option === 'b') mode = value === 'm' ? mode : /^s/i.test(value) ? 'smtp' : 'other';
    else if (option === 'q') mode = 'other';
  };
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index]!;
    if (word === '--') {
      to.push(...rest.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      to.push(word);
      continue;
    }
    if (word.startsWith('--read-recipients')) fromHeader = true;
    const from_ = /^--from=(.*)$/s.exec(word);
    if (from_) from = from_[1]!;
    if (word.startsWith('--')) continue;
    for (let at = 1; at < word.length; at++) {
      const option = word[at]!;
      if (option === 't') fromHeader = true;
      else if (option === 'i') dotEnds = false;
      else if (option === 'I') mode = 'other';
      if (!VALUED.includes(option)) continue;
      const joined = word.slice(at + 1);
      if (joined !== '' || JOINED_ONLY.includes(option)) take(option, joined);
      else take(option, rest[++index] ?? '');
      break;
    }
  }
  return { config: own.config, sendmail: own.sendmail, rest, mode, from, to, fromHeader, dotEnds };
}
