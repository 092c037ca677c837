import * as z from 'zod'

/** The most that one amount may be: it still adds up exactly in a JavaScript number. */
export const mostMinorUnits = 1_000_000_000_000_000

const message = `must be a whole number of minor units, such as cents, from 0 to ${mostMinorUnits}`

/** An amount in minor units of its currency: 12.50 EUR is 1250. */
export const minorUnits = z.int(message).min(0, message).max(mostMinorUnits, message)

const positive = `must be a whole number of minor units, such as cents, from 1 to ${mostMinorUnits}`

export const positiveMinorUnits = z.int(positive).min(1, positive).max(mostMinorUnits, positive)

export const currency = z
  .string('must be an ISO code such as EUR')
  .regex(/^[A-Z]{3}$/, 'must be an ISO code such as EUR')

/** How a list is asked for its next rows: by page, or behind the last row that was seen. */
export const pageInput = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.uuid('must be a next_cursor of this list').optional(),
}
