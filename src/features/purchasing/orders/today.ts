import type { Principal } from '#src/lib/context.ts'

/** Today's day as the company's clocks show it; Swedes write dates as ISO 8601 does. */
export function todayOf({ timeZone }: Pick<Principal, 'timeZone'>): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone })
}
