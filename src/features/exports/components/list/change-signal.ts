const listeners = new Set<() => void>()

/** Calls back when an export of this page changed its state; returns how to stop. */
export function onExportsChanged(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tellExportsChanged(): void {
  for (const listener of listeners) listener()
}
