import * as z from 'zod'
import { adapterKinds, decisionOutcomes, entryKinds, tradeStatuses } from '#src/lib/db/schema/spend/trades.ts'
import { pageInput } from '../schema.ts'

export const reconciliationResource = z.object({
  /** Whether nothing is known that does not add up. */
  holds: z.boolean(),
  /** Up to which entry each ledger was read again and found unaltered, and when. */
  proofs: z.array(
    z.object({
      currency: z.string(),
      entry_no: z.number().int(),
      hash: z.string(),
      proved_at: z.iso.datetime(),
    }),
  ),
  /** What does not add up and nobody has acknowledged. */
  differences: z.array(z.object({ id: z.uuid(), message: z.string(), found_at: z.iso.datetime() })),
})

export const traceInput = z.strictObject({
  request_id: z.string().regex(/^[\w.:-]{1,100}$/, 'must be the X-Request-Id of an answer'),
})

const instant = z.iso.datetime()

/** All that one request brought about, also what workers did for it later. */
export const traceResource = z.object({
  request_id: z.string(),
  decisions: z.array(
    z.object({
      id: z.uuid(),
      trade_id: z.uuid().nullable(),
      outcome: z.enum(decisionOutcomes),
      amount: z.number().int(),
      currency: z.string(),
      decided_at: instant,
    }),
  ),
  trades: z.array(
    z.object({
      id: z.uuid(),
      status: z.enum(tradeStatuses),
      adapter: z.enum(adapterKinds),
      external_ref: z.string().nullable(),
      created_at: instant,
    }),
  ),
  entries: z.array(
    z.object({
      trade_id: z.uuid(),
      currency: z.string(),
      entry_no: z.number().int(),
      kind: z.enum(entryKinds),
      reserved_delta: z.number().int(),
      settled_delta: z.number().int(),
      recorded_at: instant,
    }),
  ),
  audit: z.array(
    z.object({
      action: z.string(),
      subject_type: z.string(),
      subject_id: z.uuid(),
      request_id: z.string(),
      created_at: instant,
    }),
  ),
  errors: z.array(z.object({ id: z.uuid(), place: z.string(), name: z.string(), message: z.string() })),
})

export const listErrorsInput = z.strictObject(pageInput)

export const errorResource = z.object({
  id: z.uuid(),
  fingerprint: z.string(),
  place: z.string(),
  name: z.string(),
  message: z.string(),
  occurrences: z.number().int(),
  first_seen_at: instant,
  last_seen_at: instant,
  last_request_id: z.string(),
})

const serviceNames = ['trading', 'placing', 'proofs', 'outside'] as const

export const healthResource = z.object({
  services: z.array(
    z.object({
      service: z.enum(serviceNames),
      status: z.enum(['healthy', 'degraded', 'error']),
      /** What is meant, in words. */
      because: z.string().nullable(),
    }),
  ),
})
