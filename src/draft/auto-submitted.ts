/**
 * Whether an Auto-Submitted field (RFC 3834 §5) says that a program wrote the mail. 'no' may carry parameters and comments, and an
 * empty field says nothing: in doubt a person wrote it, and the mail is looked at.
 */
export function saysAutomatic(value: string): boolean {
  const keyword = (value.split(/[;(]/, 1)[0] ?? '').trim().toLowerCase();
  return keyword !== 'no' && keyword !== '';
}
