import { EX, run } from './main.ts';

// Whatever happens in here, the caller keeps the mail and tries again.
const fail = (): void => {
  process.stderr.write('undisclosed: internal error; nothing was sent.\n');
  process.exitCode = EX.TEMPFAIL;
};
run(process.argv.slice(2), process.env, process.stdin, process.argv[1]).then((code) => {
  process.exitCode = code;
}, fail);
