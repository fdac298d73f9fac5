/** What was used lately, by name: as much of it as has room in two generations. */
export interface TwoGenerations<V> {
  get(name: string): V | undefined;
  put(name: string, value: V, size: number): void;
}

/** `room`: of each generation, in the unit of the sizes. What is used moves to the younger one; when that is full the older one goes. */
export function twoGenerations<V>(room: number): TwoGenerations<V> {
  let young = new Map<string, { readonly value: V; readonly size: number }>();
  let old = young;
  let taken = 0;

  const put = (name: string, value: V, size: number) => {
    young.set(name, { value, size });
    taken += size;
    if (taken < room) return;
    old = young;
    young = new Map();
    taken = 0;
  };

  return {
    put,
    get(name) {
      const found = young.get(name);
      if (found !== undefined) return found.value;
      const older = old.get(name);
      if (older === undefined) return undefined;
      put(name, older.value, older.size);
      return older.value;
    },
  };
}
