/** RFC 5322 §3.3 and §4.3 dates. */

const MONTHS: Readonly<Record<string, number>> = { jan: 0, feb: 1, mar: 2, apr: 3, may: 4, jun: 5, jul: 6, aug: 7, sep: 8, oct: 9, nov: 10, dec: 11 };
/** Hours east of Greenwich. Military letters say nothing reliable (RFC 5322 §4.3): as -0000. */
const ZONES: Readonly<Record<string, number>> = { gmt: 0, ut: 0, utc: 0, z: 0, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7, cet: 1, cest: 2, met: 1, mest: 2, bst: 1 };

const DATE = /^(?:[a-z]{2,9}\.?,? ?)?(\d{1,2})[ -]([a-z]{3})[a-z]{0,6}[ -](\d{2,4}) (\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)? ?([+-]\d{4}|[a-z]{1,5})?/;

/** Unix time in milliseconds of a Date field's value; null if it is no date. Longer than 200 characters is none. */
export function parseDate(value: string): number | null {
  if (value.length > 200) return null;
  const text = value.replace(/\([^()]*\)/g, ' ').toLowerCase().replace(/\s+/g, ' ').replace(/ ?, ?/g, ', ').trim();
  const match = DATE.exec(text);
  if (match === null) return null;
  const day = Number(match[1]);
  const month = MONTHS[match[2]!];
  const year = fullYear(match[3]!);
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  const second = Number(match[6] ?? 0);
  if (month === undefined || day < 1 || day > new Date(Date.UTC(year, month + 1, 0)).getUTCDate() || hour > 24 || minute > 59 || second > 60) return null;
  const local = Date.UTC(year, month, day, hour, minute, second);
  return local - offsetMinutes(match[7]) * 60_000;
}

/** RFC 5322 §4.3: two digits 00–49 are 20xx, other two and all three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2 && year < 50) return 2000 + year;
  return digits.length <= 3 ? 1900 + year : year;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined) return 0;
  if (zone.startsWith('+') || zone.startsWith('-')) {
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
    return zone.startsWith('-') ? -minutes : minutes;
  }
  return (ZONES[zone] ?? 0) * 60;
}
