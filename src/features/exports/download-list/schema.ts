import * as z from 'zod'
import { backwards, isForwards, period } from '../days/schema.ts'

export const listDownloadsInput = z
  .strictObject({
    /** In the file's name, the person's name or address. */
    search: z.string().trim().max(200).optional(),
    export_id: z.uuid('must be a UUID').optional(),
    user_id: z.uuid('must be a UUID').optional(),
    /** Of the company's time zone. */
    ...period,
    complete: z.enum(['true', 'false']).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z.string().max(1_000).optional(),
  })
  .refine(isForwards, backwards)

export const downloadResource = z.object({
  id: z.uuid(),
  export_id: z.uuid(),
  /** Null when the record was deleted. */
  export_name: z.string().nullable(),
  file_name: z.string(),
  user: z
    .object({ id: z.uuid(), first_name: z.string(), last_name: z.string(), email: z.string() })
    .nullable(),
  /** Of somebody without an account, who used a code sent to it. */
  guest_email: z.string().nullable(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  downloaded_at: z.iso.datetime(),
  bytes_sent: z.number(),
  complete: z.boolean(),
})
export type Download = z.infer<typeof downloadResource>
