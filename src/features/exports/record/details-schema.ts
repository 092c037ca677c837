import * as z from 'zod'
import { exportResource } from './schema.ts'

const instant = z.iso.datetime().nullable()

/** A part of a run that is over. Writing begins with the first row that was read, so the two overlap. */
const stage = z.object({
  stage: z.enum(['queued', 'reading', 'writing', 'storing']),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
  duration_ms: z.number().int(),
  rows: z.number().int().nullable(),
  rows_per_second: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  bytes_per_second: z.number().int().nullable(),
})
export type Stage = z.infer<typeof stage>

export const exportDetails = exportResource.extend({
  /** In their order; all but the first are of the last attempt. */
  stages: z.array(stage).optional(),
  /** One when it has ended. */
  statistics: z
    .array(
      z.object({
        id: z.uuid(),
        duration_ms: z.number().int(),
        file_size: z.number().int().nullable(),
        record_count: z.number().int().nullable(),
        success: z.boolean(),
        error_message: z.string().nullable(),
        worker_node: z.string().nullable(),
        created_at: z.iso.datetime(),
      }),
    )
    .optional(),
  attempts: z
    .array(
      z.object({
        attempt: z.number().int(),
        worker_node: z.string(),
        started_at: z.iso.datetime(),
        ended_at: instant,
        outcome: z.string().nullable(),
        error_code: z.string().nullable(),
      }),
    )
    .optional(),
  mails: z
    .array(
      z.object({
        recipient: z.string(),
        kind: z.string(),
        status: z.enum(['pending', 'sent', 'failed']),
        sent_at: instant,
        error: z.string().nullable(),
      }),
    )
    .optional(),
  /** What became of each recipient. */
  recipient_states: z
    .array(
      z.object({
        address: z.string(),
        /** Whoever has none opens the file with a code that is sent to the address. */
        has_account: z.boolean(),
        mail: z.enum(['pending', 'sent', 'failed']).nullable(),
        mail_error: z.string().nullable(),
        downloaded_at: instant,
      }),
    )
    .optional(),
  downloads: z
    .array(
      z.object({
        user: z.object({ id: z.uuid(), first_name: z.string(), last_name: z.string() }).nullable(),
        guest_email: z.string().nullable(),
        file_name: z.string(),
        downloaded_at: z.iso.datetime(),
        bytes_sent: z.number().int(),
        complete: z.boolean(),
      }),
    )
    .optional(),
})
export type ExportDetails = z.infer<typeof exportDetails>

export const verification = z.object({
  verdict: z.enum(['whole', 'altered', 'lost']),
  problems: z.array(z.string()),
  /** Null where rows of the format cannot be counted, -1 where a row is torn. */
  rows: z.number().int().nullable(),
  bytes: z.number().int(),
  sha256: z.string(),
})
export type Verification = z.infer<typeof verification>
