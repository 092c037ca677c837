/** One line of an order; days are whole days since 1970. */
export interface Line {
  id: string
  supplier: string
  country: string
  site: string
  mode: string
  group: string
  orderedOn: number
  /** The day that was confirmed. */
  dueOn: number
  /** When its last piece was accepted; null while it is open. */
  deliveredOn: number | null
  /** Whatever else is known of it when it is ordered, such as quantity and price. */
  numbers: Record<string, number>
}

/** A line's history is looked at as of so many days before it is due, and none later. */
export const noticeDays = 30

export function isLate({ dueOn, deliveredOn }: Line): boolean {
  return deliveredOn === null || deliveredOn > dueOn
}

/**
 * The first day on which it is known whether a line is late: an open one is from the day after it was due on. Were
 * only delivered lines known, the punctual ones would be known first.
 */
export function knownOn(line: Line): number {
  return isLate(line) ? line.dueOn + 1 : line.deliveredOn!
}
