const ASCII = /^[\x00-\x7f]*$/;

/**
 * Nearly every address and most names are ASCII alone. Asked of ranges of it, they spare a cold start the classes of Unicode (\p{L}), of which each expression
 * takes longer to make than all else that a check asks of addresses.
 */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}
