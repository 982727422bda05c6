/** What looking for wording costs: as ratios of two things measured in turn, but for loading, which the reader waits for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as alex } from 'alex';
import { simpleParser } from 'mailparser';
import { fromSource, root } from '../scripts/from-source.mjs';
import { compile, lint, pack, readMessage } from '../dist/index.js';

const { Automaton, compilePatterns, readWords } = await fromSource('bench/words.ts');
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Time of each of two works, in turn, the first rounds left out. */
async function pair(rounds, left, right) {
  const time = async (work) => {
    const start = process.hrtime.bigint();
    await work();
    return Number(process.hrtime.bigint() - start);
  };
  const ratios = [];
  for (let round = 0; round < rounds + 2; round++) {
    const [a, b] = [await time(left), await time(right)];
    if (round > 1) ratios.push(a / b);
  }
  return median(ratios);
}

/** A plain generator of numbers, so that every run measures the same. */
function numbers(seed) {
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

async function manyPatterns(texts, report) {
  const words = [...new Set(texts.flatMap((text) => readWords(text).folds()))].filter((word) => /^[a-z]{3,}$/.test(word));
  const automaton = (count) => {
    const pick = numbers(7);
    const phrases = Array.from({ length: count }, (_, index) => Array.from({ length: 2 + pick(3) }, () => words[pick(words.length)]).join(index % 4 === 0 ? ' .. ' : ' '));
    return new Automaton(compilePatterns([{ root: 'all', tag: '', language: 'en', phrases }]));
  };
  const run = (machine) => () => {
    for (const text of texts) {
      const folded = readWords(text);
      machine.find(0, folded, 0, folded.length, () => undefined);
    }
  };
  report('10,000 phrases instead of 100, times as long', await pair(9, run(automaton(10_000)), run(automaton(100))), 3, 'less');
}

function loading(report) {
  const bytes = readFileSync(join(root, 'dist/wording.en.bin'));
  const times = Array.from({ length: 31 }, () => {
    const start = performance.now();
    new Automaton(bytes);
    return performance.now() - start;
  });
  report('loading the automaton the first time, ms', times[0], 1, 'less');
}

const WORDING = ['discrimination', 'tone', 'letter'];

/** The same mails with the wording rules and without; what lies between is what they cost on top of reading. */
async function wordingCost(texts, report) {
  const mails = texts.filter(({ length }) => length > 2_500 && length < 3_500).slice(0, 60)
    .map((text) => Buffer.from(`From: a@example.com\r\nTo: b@example.net\r\nSubject: Your message\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`));
  const rules = (wanted) => compile(pack, { rules: Object.fromEntries(pack.rules.filter(({ id }) => wanted || !WORDING.includes(id.split('/')[0])).map(({ id, severity }) => [id, severity])) });
  const run = (compiled) => () => { for (const mail of mails) for (let n = 0; n < 5; n++) lint(readMessage(mail), compiled); };
  const parse = async () => { for (const mail of mails) for (let n = 0; n < 5; n++) await simpleParser(mail); };
  const [all, others] = [await pair(9, run(rules(true)), parse), await pair(9, run(rules(false)), parse)];
  report(`wording rules on ${mails.length} bodies of 3 kB, share of what mailparser takes to parse them`, all - others, 0.1, 'less');
}

async function againstAlex(texts, report) {
  const thousand = Array.from({ length: 1000 }, (_, index) => texts[index % texts.length].slice(0, 2000));
  const rules = compile(pack, { extends: ['all'] });
  const drafts = thousand.map((text) => Buffer.from(`From: a@example.com\r\nTo: b@example.net\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`));
  report('times faster than alex on 1,000 texts', await pair(1, () => { for (const text of thousand) alex(text); }, () => { for (const draft of drafts) lint(readMessage(draft), rules); }), 50, 'more');
}

/** Words chosen so that as many phrases as possible are begun and none ends. */
async function hostile(report) {
  const rules = compile(pack, { extends: ['all'] });
  const text = (size) => Buffer.from(`From: a@example.com\r\nTo: b@example.net\r\nSubject: x\r\n\r\n${'you are too your we will not because of your too old no '.repeat(Math.ceil(size / 56)).slice(0, size)}`);
  const [one, half] = [text(1_000_000), text(500_000)];
  report('1 MB of beginnings, times as long as half of it', await pair(5, () => lint(readMessage(one), rules), () => lint(readMessage(half), rules)), 2.4, 'less');
}

/** @param texts English prose */
export async function words(texts, report) {
  loading(report);
  await manyPatterns(texts.slice(0, 300), report);
  await wordingCost(texts, report);
  await hostile(report);
  await againstAlex(texts, report);
}
