import { generateKeyPairSync } from 'node:crypto';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { undisclosed, type UndisclosedOptions } from '../../src/hosts/nodemailer/plugin.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const { publicKey } = pair;
export const dkim = { domainName: 'studio.example', keySelector: 'june', privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };

export const hr: UndisclosedOptions = { config: { extends: ['hr'] } };
export const crowd = Array.from({ length: 14 }, (_, n) => `person${n}@company${n}.example`);
export const clean = {
  from: 'Ana <ana@studio.example>', to: 'Ben <ben@client.example>', subject: 'Your visit', text: 'Hello Ben,\n\nSee you on Monday.\n',
  // What Nodemailer draws anew for every mail.
  messageId: '<1@studio.example>', date: new Date(0), baseBoundary: 'between',
} satisfies SendMailOptions;

export type Transporter = ReturnType<typeof streamTransport>;

/** A transport that gives back what it would send. */
export function streamTransport(options: object = {}) {
  return nodemailer.createTransport({ streamTransport: true, buffer: true, ...options });
}

/** The same behind the plugin. */
export function judging(options: UndisclosedOptions = hr, transport: object = {}): Transporter {
  return streamTransport(transport).use('stream', undisclosed(options));
}

export async function sentBy(transporter: Transporter, mail: SendMailOptions): Promise<Buffer> {
  return (await transporter.sendMail(mail)).message as Buffer;
}

/** The fields of this name (lower case) in a message's header, folded by LF. */
export function fieldsOf(message: Buffer, name: string): string[] {
  const [header] = message.toString('latin1').replace(/\r\n/g, '\n').split('\n\n');
  return header!.split(/\n(?![ \t])/).filter((field) => field.toLowerCase().startsWith(`${name}:`));
}
