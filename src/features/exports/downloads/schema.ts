import * as z from 'zod'

export const downloadInput = z.strictObject({
  id: z.uuid('must be a UUID'),
  /** 1 answers with a redirect to the file. */
  redirect: z.enum(['0', '1']).default('0'),
  /** Which of the export's files, counted from 1. */
  part: z.coerce.number().int().min(1).max(10_000).default(1),
})

export const downloadLink = z.object({
  download_url: z.string(),
  expires_at: z.iso.datetime(),
  redirect: z.boolean().optional(),
})
