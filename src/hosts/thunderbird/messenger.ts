/// <reference types="thunderbird-webext-browser" />

/** Thunderbird's own programming interface, as far as the add-on uses it. Tests put a fake in its place. */

/** One entry of an address field as Thunderbird reads it; a mailing list is told by an address without @. */
export interface ParsedMailbox {
  readonly name?: string;
  readonly email?: string;
}

export type ComposeDetails = messenger.compose.ComposeDetails;

/** The published type knows no listener that takes its time. */
export type BeforeSend = Parameters<Messenger['compose']['onBeforeSend']['addListener']>[0];

/** Since 147, so not yet in the published types. */
export interface Utilities {
  parseMailboxString(text: string, options: { readonly expandMailingLists: boolean }): Promise<ParsedMailbox[]>;
}

export type Messenger = typeof messenger & { readonly messengerUtilities: Utilities };
