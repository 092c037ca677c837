import type { TenantId } from '#src/lib/context.ts'
import type { modelTriggers } from '#src/lib/db/schema/insights/models.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { codeVersion } from '../lines/named-line.ts'
import { leastLate, leastLines } from '../lines/predictor.ts'
import { findActive, findNewest, insertModel, type ModelRow, readDrift } from '../record/repository.ts'
import { modelsTrain } from './queue.ts'

const monthDays = 30
/** Between two trainings that drift asks for. */
const weekDays = 7
/** Outcomes that drift is looked for in, and the least of them. */
const driftLines = 100
const leastDriftLines = 30
/** Chance is further off less than three times in a thousand. */
const mostDeviations = 3

interface Start {
  tenantId: TenantId
  requestId: string
  today: string
  trigger: (typeof modelTriggers)[number]
  requestedBy: string | null
}

/** Leaves a training to a worker; undefined while another one waits or runs. */
export async function startTraining(
  tx: Tx,
  { today, ...origin }: Start,
  seed = 1,
): Promise<ModelRow | undefined> {
  const row = await insertModel(tx, { ...origin, kind: 'lateness', asOf: today, seed, codeVersion })
  if (row) await enqueue(tx, modelsTrain, row, { modelId: row.id })
  return row
}

interface Known {
  tenantId: TenantId
  requestId: string
  today: string
  linesKnown: number
  linesLate: number
}

/** Starts a training that is due: the first one, a month after the last one, or a week where outcomes drift. */
export async function trainIfDue(tx: Tx, { linesKnown, linesLate, ...given }: Known): Promise<void> {
  if (linesKnown < leastLines || linesLate < leastLate) return
  const trigger = await dueTrigger(tx, given.today)
  const row = trigger && (await startTraining(tx, { ...given, trigger, requestedBy: null }))
  if (row) await writeAuditEntry(tx, given, trainingEntry(row))
}

async function dueTrigger(tx: Tx, today: string): Promise<Start['trigger'] | undefined> {
  const newest = await findNewest(tx, 'lateness')
  if (!newest || newest.codeVersion !== codeVersion) return 'first'
  const age = (Date.parse(today) - Date.parse(newest.asOf)) / 86_400_000
  if (age >= monthDays) return 'monthly'
  const active = age >= weekDays ? await findActive(tx, 'lateness') : undefined
  if (!active) return undefined
  const { lines, deviations } = await readDrift(tx, active.id, driftLines)
  return lines >= leastDriftLines && deviations > mostDeviations ? 'drift' : undefined
}

export function trainingEntry({ id, number, trigger }: ModelRow) {
  const details = { name: `Late deliveries, model ${number}`, trigger }
  return { action: 'model.training_started' as const, subjectType: 'model', subjectId: id, details }
}
