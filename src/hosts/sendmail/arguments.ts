/** The command line of sendmail(1), as all its likes understand it, read as far as who sends to whom. */
export interface SendmailArguments {
  /** Path of our configuration (`--config`), of the real program (`--sendmail`); all else goes to that as it stands. */
  readonly config: string | undefined;
  readonly sendmail: string | undefined;
  readonly rest: readonly string[];
  /**
   * - message: one on standard input
   * - session: what becomes mail from standard input is not one message (-bs, -bS), or nobody knows (a -b that is not listed here)
   * - other: nothing is asked of standard input (-bp, -bi, -q, -bv …)
   */
  readonly mode: 'message' | 'session' | 'other';
  /** -f or -r: the reverse path; absent: the user's own. */
  readonly from: string | undefined;
  /** Operands: lists of forward paths. */
  readonly to: readonly string[];
  /** -t: and those of the header, whose Bcc goes. */
  readonly fromHeader: boolean;
}

/** Options whose value may be the next word, of Sendmail, Postfix, Exim and msmtp; none of them knows one of these without a value. */
const VALUED = 'ABCFLMNORVXabefhopr';
/** Options whose value stands in the same word, if there is one: the next is a recipient to some of them. */
const JOINED = 'DEQdq';
/** Options of msmtp whose value is the next word. */
const LONG_VALUED = /^--(?:account|aliases|configure|connect-timeout|domain|dsn-notify|dsn-return|eval|file|from|host|logfile|logfile-time-format|maildomain|passwordeval|port|protocol|proxy-host|proxy-port|rmqs|socket|source-ip|timeout|tls-(?:cert-file|crl-file|fingerprint|host-override|key-file|min-dh-prime-bits|priorities|trust-file)|user)$/;
/** What -b may say without that mail is read from standard input. */
const SILENT = 'dDhHiIpPtvV';

/** `--config` and `--sendmail` at the beginning. @throws SyntaxError for one without a value */
function ownOptions(argv: readonly string[]): { config: string | undefined; sendmail: string | undefined; rest: readonly string[] } {
  const own: { config?: string; sendmail?: string } = {};
  let first = 0;
  for (; first < argv.length; first++) {
    const found = /^--(config|sendmail)(?:=(.*))?$/s.exec(argv[first]!);
    if (!found) break;
    const value = found[2] ?? argv[++first];
    if (value === undefined || value === '') throw new SyntaxError(`--${found[1]!}`);
    own[found[1] as 'config' | 'sendmail'] = value;
  }
  return { config: own.config, sendmail: own.sendmail, rest: argv.slice(first) };
}

/**
 * Reads words as getopt does: `-fa@b`, `-f a@b` and `-itf a@b` alike. Behind the first operand msmtp goes on reading options; Sendmail, Postfix
 * and Exim read recipients: there an option's words are both, and what would make the check milder (a null sender, a mode) is not believed.
 * @throws SyntaxError for `--config` or `--sendmail` without a value
 */
export function readSendmailArguments(argv: readonly string[]): SendmailArguments {
  const { config, sendmail, rest } = ownOptions(argv);
  const modes = new Set<SendmailArguments['mode']>();
  let from: string | undefined;
  let fromHeader = false;
  const to: string[] = [];
  const take = (option: string, value: string | undefined, behind: boolean): void => {
    const letter = value?.[0] ?? '';
    const silent = option === 'b' ? letter !== '' && SILENT.includes(letter) : option === 'q' || option === 'I';
    if (option === 't') fromHeader = true;
    else if ((option === 'f' || option === 'r') && !behind) from = value;
    else if (silent && !behind) modes.add('other');
    else if (option === 'b' && !silent) modes.add(letter === 'm' ? 'message' : 'session');
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
    const behind = to.length > 0;
    const next = (): string | undefined => {
      const value = rest[++index];
      if (behind && value !== undefined) to.push(value);
      return value;
    };
    if (behind && word.includes('@')) to.push(word);
    if (word.startsWith('--')) {
      const [name, joined] = /^([^=]*)(?:=(.*))?$/s.exec(word)!.slice(1) as [string, string | undefined];
      const value = joined === undefined && LONG_VALUED.test(name) ? next() : joined;
      if (name === '--from') take('f', value, behind);
      // Long options may be shortened as long as they are one.
      else if (name.startsWith('--read-r')) take('t', undefined, behind);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const option = word[at]!;
      const joined = word.slice(at + 1);
      const valued = VALUED.includes(option);
      take(option, valued && joined === '' ? next() : joined, behind);
      if (valued || JOINED.includes(option)) break;
    }
  }
  // Of several modes the last one counts in Postfix, and all of them in Exim: here the strictest.
  const mode = modes.has('session') ? 'session' : modes.has('other') && !modes.has('message') ? 'other' : 'message';
  return { config, sendmail, rest, mode, from, to, fromHeader };
}
