import * as z from 'zod'

const firstDay = '1970-01-01'
const lastDay = '9998-12-31'

const dayError = 'must be a day such as 2026-11-30, from 1970 on'

/** A day whose neighbours PostgreSQL and JavaScript can name in every zone. */
export const day = z.iso.date(dayError).refine((text) => text >= firstDay && text <= lastDay, dayError)

const instantError = 'must be an instant such as 2026-11-30T07:00:00Z, from 1970 on'

/** An instant on such a day. */
export const dayInstant = z.iso
  .datetime({ offset: true, error: instantError })
  .refine((text) => text.slice(0, 10) > firstDay && text.slice(0, 10) < lastDay, instantError)

/** Both days included. */
export const period = { date_from: day.optional(), date_to: day.optional() }

type Period = { [Key in keyof typeof period]?: string | undefined }

export function isForwards({ date_from, date_to }: Period): boolean {
  return !date_from || !date_to || date_from <= date_to
}

export const backwards = { path: ['date_to'], message: 'must not be before date_from' }
