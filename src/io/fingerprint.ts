import { createHash } from 'node:crypto';
import { relative, resolve, sep } from 'node:path';
import type { LocatedFinding, Result } from '../report/types.ts';

/** Bytes kept of a digest, as hexadecimal: 128 bits. */
const DIGITS = 32;

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, DIGITS);
}

/** One name for a file, however it was given. */
function normalised(path: string): string {
  return relative('.', resolve(path)).split(sep).join('/');
}

/**
 * Gives each finding its fingerprint, by which servers know it again in the next run: from its rule and grade, the file, the number
 * of the mail in it and the part of the mail, and which one it is among equals. Lines do not count, so that it stays when the mail
 * grows above it; nor does any text of the mail, so that nobody can find out by trying what the mail says or to whom it goes.
 */
export function withFingerprints(result: Result): Result {
  const path = normalised(result.filePath);
  const seen = new Map<string, number>();
  const findings = [...result.findings].sort((a, b) => a.line - b.line || a.column - b.column).map((finding): LocatedFinding => {
    const { ruleId, grade, section, attached } = finding;
    const parts = [ruleId, grade, path, result.number ?? 0, section, attached];
    const key = JSON.stringify(parts);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { ...finding, fingerprint: digest([...parts, before]) };
  });
  return { ...result, findings };
}
