import type * as z from 'zod'
import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import {
  findAuditOf,
  findDecisionsOf,
  findEntriesIn,
  findErrorsOf,
  findTradesIn,
} from '../evidence/repository.ts'
import { traceInput, traceResource } from '../evidence/schema.ts'

type Trace = z.input<typeof traceResource>

export const getTrace = defineQuery({
  name: 'spend.traces.get',
  summary:
    'All that one request brought about, by the X-Request-Id of its answer: decisions, trades, entries, audit, failures.',
  permission: 'audit.read',
  input: traceInput,
  output: traceResource,
  async run({ tx, input: { request_id } }) {
    const decisions = await findDecisionsOf(tx, request_id)
    const tradeIds = [...new Set(decisions.flatMap(({ tradeId }) => tradeId ?? []))]
    const audit = await findAuditOf(tx, request_id, tradeIds)
    const errors = await findErrorsOf(tx, request_id)
    if (decisions.length + audit.length + errors.length === 0) throw notFound('request')
    return {
      request_id,
      decisions: decisions.map((row) => ({
        ...{ id: row.id, trade_id: row.tradeId, amount: row.amount, currency: row.currency },
        outcome: row.outcome as Trace['decisions'][number]['outcome'],
        decided_at: row.decidedAt.toISOString(),
      })),
      trades: (await findTradesIn(tx, tradeIds)).map((row) => ({
        ...{ id: row.id, external_ref: row.externalRef, created_at: row.createdAt.toISOString() },
        status: row.status as Trace['trades'][number]['status'],
        adapter: row.adapter as Trace['trades'][number]['adapter'],
      })),
      entries: (await findEntriesIn(tx, tradeIds)).map((row) => ({
        ...{ trade_id: row.tradeId, currency: row.currency, entry_no: row.entryNo },
        ...{ reserved_delta: row.reservedDelta, settled_delta: row.settledDelta },
        kind: row.kind as Trace['entries'][number]['kind'],
        recorded_at: row.recordedAt.toISOString(),
      })),
      audit: audit.map((row) => ({
        ...{ action: row.action, subject_type: row.subjectType, subject_id: row.subjectId },
        ...{ request_id: row.requestId, created_at: row.createdAt.toISOString() },
      })),
      errors: errors.map(({ id, place, name, message }) => ({ id, place, name, message })),
    }
  },
})
