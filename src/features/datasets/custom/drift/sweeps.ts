import { checkAgain, readSourceRows } from '#src/features/sources/connections/service.ts'
import { tenantDatasets } from '#src/lib/access/datasets/stored-datasets.ts'
import type { TenantId } from '#src/lib/context.ts'
import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { buildDataset } from '../definition/build.ts'
import { findUnseenSources, noteLook } from '../record/repository.ts'
import { lookForDrift } from './service.ts'

const hours = 24
/** Sources in one pass; one that hangs takes its time-out. */
const most = 10
const seconds = 15

/** Looks once a day whether the relations of own datasets still fit; returns how many sources it looked at. */
export async function lookAtSources(): Promise<number> {
  const unseen = await systemTransaction((tx) => findUnseenSources(tx, hours, most))
  for (const { tenantId, sourceId } of unseen) {
    await lookAtSource(tenantId, sourceId).catch((error) => {
      log.warn({ err: error, tenantId, sourceId }, 'own datasets not compared with their tables')
    })
    await transaction(tenantId, 'read write', (tx) => noteLook(tx, sourceId))
  }
  return unseen.length
}

async function lookAtSource(tenantId: TenantId, sourceId: string): Promise<void> {
  if (!(await checkAgain(tenantId, sourceId))) return
  const stored = await transaction(tenantId, 'read only', tenantDatasets)
  await readSourceRows(tenantId, sourceId, { purpose: 'catalogue', seconds }, async (tx) => {
    for (const { key, source } of stored.map(buildDataset))
      if (source?.id === sourceId) await lookForDrift(tenantId, tx, { key, source }, `drift-${sourceId}`)
  })
}

export const drift = defineSweep({ name: 'datasets.look_for_drift', every: 5 * 60_000, run: lookAtSources })
