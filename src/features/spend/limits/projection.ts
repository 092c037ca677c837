import type { Room } from './repository.ts'

/** Too little of a period has passed before to say where it leads. */
const leastMs = 3_600_000

/**
 * What will be committed at the end of the period in minor units, if money goes on being committed as fast as so
 * far; null for the total, which has no end.
 */
export function projectionOf(
  { reserved, settled, begins_at, resets_at }: Pick<Room, 'reserved' | 'settled' | 'begins_at' | 'resets_at'>,
  now: Date,
): number | null {
  if (begins_at === null || resets_at === null) return null
  const elapsed = Math.max(now.getTime() - Date.parse(begins_at), leastMs)
  const whole = Date.parse(resets_at) - Date.parse(begins_at)
  return Math.round((reserved + settled) * Math.max(whole / elapsed, 1))
}
