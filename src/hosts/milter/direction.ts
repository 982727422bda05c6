import { BlockList, isIP } from 'node:net';
import { foldedAddress, isWithin, registrableDomain } from '../../draft/domains.ts';
import type { Config } from '../../rule/types.ts';

/** Where a connection comes from. */
export interface Peer {
  /** Address family as the protocol says it: '4', '6', 'L' (a socket of this host), 'U' (unknown). */
  readonly family: string;
  readonly address: string;
}

/** Who hands a mail over. */
export interface Client extends Peer {
  /** The name by which it logged in; null: it did not. */
  readonly user: string | null;
}

/** Why a mail is not looked at. */
export type Unread = 'inbound' | 'internal' | 'notification' | 'automatic';

const REMEMBERED = 1000;

/** Tells mail that leaves the organisation from all other. Made once a configuration. */
export class Direction {
  readonly #networks = new BlockList();
  /** Addresses asked about: the same few hand over all mail. */
  readonly #inside = new Map<string, boolean>();
  readonly #domains: ReadonlySet<string>;
  readonly #colleagues: ReadonlySet<string>;
  readonly #checksAutomatic: boolean;

  constructor({ internalDomains = [], colleagues = [], policy = {} }: Config) {
    this.#networks.addSubnet('127.0.0.0', 8, 'ipv4');
    this.#networks.addAddress('::1', 'ipv6');
    for (const network of policy.networks ?? []) {
      const [address = '', length] = network.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (length === undefined) this.#networks.addAddress(address, family);
      else this.#networks.addSubnet(address, Number(length), family);
    }
    this.#domains = new Set(internalDomains.map((domain) => foldedAddress(`@${domain}`).slice(1)));
    this.#colleagues = new Set(colleagues.map(foldedAddress));
    this.#checksAutomatic = policy.automatic === 'check';
  }

  /** Whether a mail is not to be looked at, as far as client and envelope tell; null: it is. */
  unread(client: Client, sender: string, recipients: readonly string[]): Unread | null {
    if (sender === '') return 'notification';
    if (client.user === null && !this.#isInside(client)) return 'inbound';
    return recipients.some((address) => this.#isOutside(address, sender)) ? null : 'internal';
  }

  /** Whether a mail that a program sent of itself is left alone. */
  get leavesAutomatic(): boolean {
    return !this.#checksAutomatic;
  }

  #isInside({ family, address }: Client): boolean {
    if (family === 'L') return true;
    let inside = this.#inside.get(address);
    if (inside === undefined) {
      if (this.#inside.size >= REMEMBERED) this.#inside.clear();
      // Sendmail writes IPv6:::1.
      const plain = address.replace(/^IPv6:/i, '');
      const version = isIP(plain);
      inside = version !== 0 && this.#networks.check(plain, version === 6 ? 'ipv6' : 'ipv4');
      this.#inside.set(address, inside);
    }
    return inside;
  }

  /** Without domains of one's own in the configuration, that of the sender is. */
  #isOutside(address: string, sender: string): boolean {
    const key = foldedAddress(address);
    const domain = key.slice(key.lastIndexOf('@') + 1);
    if (!key.includes('@') || this.#colleagues.has(key)) return false;
    if (this.#domains.size > 0) return !isWithin(domain, this.#domains);
    return registrableDomain(domain) !== registrableDomain(sender.slice(sender.lastIndexOf('@') + 1).toLowerCase());
  }
}
