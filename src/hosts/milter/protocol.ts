/**
 * The milter protocol, version 6, as Sendmail's libmilter defines it (include/libmilter/mfdef.h, mfapi.h) and Postfix speaks it.
 * A packet is a length (32 bits, big-endian, of what follows), a command byte and data; strings end with NUL.
 */

/** From the mail server. */
export const COMMAND = {
  abort: 'A', body: 'B', connect: 'C', macro: 'D', end: 'E', helo: 'H', quitNewConnection: 'K', header: 'L', mail: 'M', endOfHeaders: 'N',
  negotiate: 'O', quit: 'Q', recipient: 'R', data: 'T', unknown: 'U',
} as const;

/** To the mail server. */
export const RESPONSE = {
  accept: 'a', continue: 'c', changeHeader: 'm', replaceBody: 'b', insertHeader: 'i', quarantine: 'q', reply: 'y', tempfail: 't', negotiate: 'O',
} as const;

/** Changes that a milter may ask for (SMFIF_*). */
export const ACTION = { addHeaders: 0x01, changeBody: 0x02, changeHeaders: 0x10, quarantine: 0x20, setMacroList: 0x100 } as const;

/** What is not to be sent, and what is not answered (SMFIP_*). */
export const PROTOCOL = {
  noHelo: 0x02, noReplyHeader: 0x80, noUnknown: 0x100, noData: 0x200, skip: 0x400, noReplyConnect: 0x1000, noReplyHelo: 0x2000,
  noReplyMail: 0x4000, noReplyRecipient: 0x8000, noReplyData: 0x10000, noReplyUnknown: 0x20000, noReplyEndOfHeaders: 0x40000,
  noReplyBody: 0x80000, leadingSpace: 0x100000,
} as const;

/** Stages for which macros are asked for (SMFIM_*). */
export const MACRO_STAGE = { mail: 2, end: 5 } as const;

export const VERSION = 6;

/** The longest piece of a body in one packet (MILTER_CHUNK_SIZE). */
export const LONGEST_CHUNK = 65_535;

/** Before version 6 a milter could not say that it stays silent; below 2 nothing here was there. */
export const OLDEST_VERSION = 2;
