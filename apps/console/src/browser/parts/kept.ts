import { useCallback, useState } from "react";

/** A value kept in this browser under a name; a broken or absent one is the `initial`. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const key = `fenqi.${name}`;
  const [value, setValue] = useState<T>(() => read(key, initial));
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A full or forbidden storage keeps nothing; the page works on.
      }
    },
    [key],
  );
  return [value, keep];
}

function read<T>(key: string, initial: T): T {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? initial : (JSON.parse(kept) as T);
  } catch {
    return initial;
  }
}
