import type { Check } from '../rule/types.ts';
import { bccHeader } from './bcc-header.ts';
import { correctionToGroup } from './correction-to-group.ts';
import { jobTitle } from './job-title.ts';
import { missingBcc } from './missing-bcc.ts';
import { greeting } from './greeting.ts';
import { frame } from './frame.ts';
import { placeholder } from './placeholder.ts';
import { reading } from './reading.ts';
import { duplicateRecipient, invalidAddress, mistypedDomain } from './recipient-addresses.ts';
import { replyAll } from './reply-all.ts';
import { replyToList } from './reply-to-list.ts';
import { sensitiveGroup } from './sensitive-group.ts';
import { visibleListName } from './visible-list-name.ts';
import { visibleRecipients } from './visible-recipients.ts';
import { phrase } from './phrase.ts';

/** Every way of looking, one file each. */
export const CHECKS: readonly Check[] = [
  visibleRecipients,
  missingBcc,
  sensitiveGroup,
  correctionToGroup,
  bccHeader,
  replyAll,
  replyToList,
  duplicateRecipient,
  mistypedDomain,
  invalidAddress,
  visibleListName,
  reading,
  placeholder,
  greeting,
  frame,
  phrase,
  jobTitle,
];
