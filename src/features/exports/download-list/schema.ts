import * as z from 'zod'

const dayError = 'must be a day such as 2026-11-30, from 1970 on'
const day = z.iso.date(dayError).refine((text) => text >= '1970-01-01' && text <= '9998-12-31', dayError)

export const listDownloadsInput = z
  .strictObject({
    /** In the file's name, the person's name or address. */
    search: z.string().trim().max(200).optional(),
    export_id: z.uuid('must be a UUID').optional(),
    user_id: z.uuid('must be a UUID').optional(),
    /** Both days included, in the company's time zone. */
    date_from: day.optional(),
    date_to: day.optional(),
    complete: z.enum(['true', 'false']).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z.string().max(1_000).optional(),
  })
  .refine(({ date_from, date_to }) => !date_from || !date_to || date_from <= date_to, {
    path: ['date_to'],
    message: 'must not be before date_from',
  })

export const downloadResource = z.object({
  id: z.uuid(),
  export_id: z.uuid(),
  /** Null when the record was deleted. */
  export_name: z.string().nullable(),
  file_name: z.string(),
  user: z
    .object({ id: z.uuid(), first_name: z.string(), last_name: z.string(), email: z.string() })
    .nullable(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  downloaded_at: z.iso.datetime(),
  bytes_sent: z.number(),
  complete: z.boolean(),
})
export type Download = z.infer<typeof downloadResource>
