/** RFC 5322 §3.3 and §4.3 dates, and the two slips that real mail has: asctime order, and AM or PM. */

const MONTHS: Readonly<Record<string, number>> = { jan: 0, feb: 1, mar: 2, apr: 3, may: 4, jun: 5, jul: 6, aug: 7, sep: 8, oct: 9, nov: 10, dec: 11 };
/** Hours east of Greenwich. Military letters say nothing reliable (RFC 5322 §4.3): as -0000. */
const ZONES: Readonly<Record<string, number>> = { est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7, cet: 1, cest: 2, met: 1, mest: 2, bst: 1 };

const TIME = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)?(?: ?([ap])m\b)?`;
const ZONE = String.raw`(?: ?(?:gmt|utc?)?([+-]\d{1,4})| ?([a-z]{1,5}))?`;
/** `Fri, 21 Nov 2025 09:00:00 +0100` */
const DATE = new RegExp(String.raw`^(?:[a-z]{2,9}\.?,? ?)?(\d{1,2})[ -]([a-z]{3})[a-z]{0,6}[ -](\d{2,4}) ${TIME}${ZONE}`);
/** `Fri Nov 21 09:00:00 2025` */
const ASCTIME = new RegExp(String.raw`^[a-z]{3} ([a-z]{3}) (\d{1,2}) ${TIME}${ZONE} (\d{4})`);

/** Unix time in milliseconds of a Date field's value; null if it is no date. Longer than 200 characters is none. */
export function parseDate(value: string): number | null {
  if (value.length > 200) return null;
  let text = value.toLowerCase();
  if (/\(|\s\s| ,/.test(text)) text = text.replace(/\([^()]*\)/g, ' ').replace(/\s+/g, ' ').replace(/ ?, ?/g, ', ').trim();
  const date = DATE.exec(text);
  if (date !== null) return instant(date[3]!, date[2]!, date[1]!, date.slice(4));
  const asctime = ASCTIME.exec(text);
  return asctime === null ? null : instant(asctime[9]!, asctime[1]!, asctime[2]!, asctime.slice(3));
}

/** `time`: hour, minute, second, a or p, offset, zone. */
function instant(yearText: string, monthText: string, dayText: string, time: readonly (string | undefined)[]): number | null {
  const [hourText, minuteText, secondText, half, offset, zone] = time;
  const year = fullYear(yearText);
  const month = MONTHS[monthText];
  const day = Number(dayText);
  let hour = Number(hourText);
  if (half !== undefined && hour <= 12) hour = hour % 12 + (half === 'p' ? 12 : 0);
  const minute = Number(minuteText);
  const second = Number(secondText ?? 0);
  if (month === undefined || day < 1 || day > new Date(Date.UTC(year, month + 1, 0)).getUTCDate() || hour > 24 || minute > 59 || second > 60) return null;
  return Date.UTC(year, month, day, hour, minute, second) - offsetMinutes(offset, zone) * 60_000;
}

/** RFC 5322 §4.3: two digits 00–49 are 20xx, other two and all three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2 && year < 50) return 2000 + year;
  return digits.length <= 3 ? 1900 + year : year;
}

/** Minutes east of Greenwich of `+0100`, `+1` or a zone's name. */
function offsetMinutes(offset: string | undefined, zone: string | undefined): number {
  if (offset === undefined) return (ZONES[zone ?? ''] ?? 0) * 60;
  const digits = offset.slice(1);
  const minutes = digits.length <= 2 ? Number(digits) * 60 : Number(digits.slice(0, -2)) * 60 + Number(digits.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}
