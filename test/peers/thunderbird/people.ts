/** Domains of people who do not belong together: otherwise they might be one organisation. */
const DOMAINS = ['garden.example', 'lake.example', 'hill.example', 'mill.example', 'wood.example', 'farm.example', 'port.example'];

/** Addresses of so many people who do not know each other. */
export function people(count: number, name = 'guest'): string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index + 1}@${DOMAINS[index % DOMAINS.length]}`);
}

/** Those of the addresses that stand in a mail as it went over the wire. */
export function named(raw: string, addresses: readonly string[]): string[] {
  // One long field is folded between addresses, so each still stands whole; the start of a longer one is not it.
  return addresses.filter((address) => new RegExp(`(?<![\\w.])${address.replaceAll('.', '\\.')}(?!\\w)`).test(raw));
}
