import { transaction } from '#src/lib/db/transaction.ts'
import type { Delivery } from '#src/lib/jobs/queue.ts'
import { log } from '#src/lib/log.ts'
import type { KindKey } from '../record/kinds.ts'
import { type DestinationRow, findDestination, noteTest } from '../record/repository.ts'
import type { DestinationTest } from '../record/schema.ts'
import { problemOf } from '../senders/problem.ts'
import type { TestResult } from '../senders/sender.ts'
import { senders } from '../senders/senders.ts'
import { secretFor } from './deliver.ts'

/** Tries a destination out from where deliveries start, and notes what was found. */
export async function runTest(given: Delivery<{ destinationId: string }>): Promise<void> {
  const { tenantId, payload, signal } = given
  const row = await transaction(tenantId, 'read only', (tx) => findDestination(tx, payload.destinationId))
  if (!row) return
  const { hostKey, ...result } = await tryOut(row, signal)
  if (signal.aborted) return
  const lastTest: DestinationTest = { ...result, at: new Date().toISOString(), host_key: hostKey }
  await transaction(tenantId, 'read write', (tx) => noteTest(tx, row.id, { testRequestedAt: null, lastTest }))
}

async function tryOut(row: DestinationRow, signal: AbortSignal): Promise<TestResult> {
  const settings = row.settings as Record<string, unknown>
  try {
    const secret = secretFor(row)
    return await senders[row.kind as KindKey].test({ id: row.id, settings, secret }, signal)
  } catch (error) {
    log.info({ err: error, destinationId: row.id }, 'destination test failed')
    const problem = problemOf(row.name, error)
    const { shown } = problem as typeof problem & { shown?: string }
    return { passed: false, message: problem.message, hostKey: shown ?? null }
  }
}
