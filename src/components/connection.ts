import { useSyncExternalStore } from 'react'

let lostAt: number | undefined
const listeners = new Set<() => void>()

/** Says whether the server answered; whoever talks to it in the background reports here. */
export function reportConnection(isThere: boolean): void {
  const next = isThere ? undefined : (lostAt ?? Date.now())
  if (next === lostAt) return
  lostAt = next
  for (const listener of listeners) listener()
}

/** When the server was lost, in milliseconds; undefined while it answers. */
export function useLostConnection(): number | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => lostAt,
    () => undefined,
  )
}
