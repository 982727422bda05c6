/** Made once for each object that it is asked of, and kept as long as that. */
export function oncePer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const all = new WeakMap<K, T>();
  return (of) => {
    let made = all.get(of);
    if (made === undefined) all.set(of, (made = make(of)));
    return made;
  };
}
