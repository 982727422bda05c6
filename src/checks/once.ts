/** Made when first needed: what most mail needs none of must not cost every start. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
