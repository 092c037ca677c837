import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { copySteps, insertSteps } from '../steps/repository.ts'
import { type ShippedFlow, shippedFlows } from './flows.ts'
import { findShippedKeys, insertShippedContent, insertShippedFlow } from './repository.ts'

/** Adds the shipped flows that the company does not have yet; one that it changed or archived stays as it is. */
export async function installShippedFlows(tx: Tx, tenantId: TenantId): Promise<void> {
  const known = await findShippedKeys(tx)
  for (const [index, flow] of shippedFlows.entries())
    if (!known.has(flow.key)) await install(tx, tenantId, flow, (index + 1) * 10)
}

async function install(tx: Tx, tenantId: TenantId, flow: ShippedFlow, position: number): Promise<void> {
  const { key, name, description, audience, steps } = flow
  const flowId = await insertShippedFlow(tx, {
    ...{ tenantId, name, description, audience, position },
    ...{ status: 'published', publishedVersion: 1, shippedKey: key },
  })
  // Another transaction installs it.
  if (!flowId) return
  const contentIds = await insertShippedContent(
    tx,
    steps.map(({ title, body, key: step }) => ({
      ...{ tenantId, kind: 'article', title, body, status: 'published', tags: ['waybill'] },
      shippedKey: `${key}/${step}`,
    })),
  )
  await insertSteps(
    tx,
    steps.map((step, index) => ({
      ...{ tenantId, flowId, flowVersion: 1, stepKey: step.key, position: index + 1 },
      contentItemId: contentIds[index]!,
      completionActions: step.actions,
      completedBy: step.by ?? 'person',
      prerequisites: step.after ?? [],
      roles: step.roles ?? [],
      isOptional: step.isOptional ?? false,
      path: step.path,
    })),
  )
  await copySteps(tx, flowId, 1, 2)
}
