import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { createDestination } from '#src/features/exports/destinations/commands/create.ts'
import { testDestination } from '#src/features/exports/destinations/commands/test.ts'
import { getDestination } from '#src/features/exports/destinations/queries/get.ts'
import { listDeliveries } from '#src/features/exports/destinations/queries/list-deliveries.ts'
import type { CreateDestinationInput, Delivery } from '#src/features/exports/destinations/record/schema.ts'
import { runDelivery } from '#src/features/exports/destinations/runs/deliver.ts'
import { runTest } from '#src/features/exports/destinations/runs/try-out.ts'
import type { Context } from '#src/lib/context.ts'
import { finishedExport } from './finished-export.ts'
import { ownerRows } from './owner.ts'

/** Lets deliveries go to this machine, where the receivers of tests are, and lose patience soon. */
export function allowLocalReceivers(): void {
  process.env.DELIVERY_NETWORKS = '127.0.0.0/8'
  process.env.DELIVERY_TIMEOUT_SECONDS = '2'
}

let made = 0

/** Adds a destination under a name of its own. */
export function receiver(context: Context, input: Omit<CreateDestinationInput, 'name'>) {
  made += 1
  return createDestination.execute(context, { ...input, name: `Receiver ${made}` })
}

/** What its job is given, for running it here and now. */
export const givenTo = ({ principal: { tenantId } }: Context) => ({
  ...{ tenantId, requestId: 'test', signal: new AbortController().signal },
  worker: { id: randomUUID(), name: 'test' },
})

/** The destination after a test of it. */
export async function tested(context: Context, id: string) {
  await testDestination.execute(context, { id })
  await runTest({ ...givenTo(context), payload: { destinationId: id } })
  return getDestination.execute(context, { id })
}

/** A finished export on its way to the destination. */
export async function sent(context: Context, destination: string): Promise<Delivery> {
  const { id } = await finishedExport(context, { destinations: [destination] })
  return deliveryOf(context, id)
}

async function deliveryOf(context: Context, exportId: string): Promise<Delivery> {
  return (await listDeliveries.execute(context, { id: exportId })).items[0]!
}

/** One attempt, at once: whatever pause the last one left is over. `last` is the end of its log. */
export async function attempt(
  context: Context,
  { id, export_id }: Delivery,
): Promise<Delivery & { last: string }> {
  await ownerRows(`update export_deliveries set next_try_at = now() where id = $1 and state = 'pending'`, [
    id,
  ])
  await runDelivery({ ...givenTo(context), payload: { deliveryId: id } })
  const delivery = await deliveryOf(context, export_id)
  return { ...delivery, last: delivery.log.at(-1)?.message ?? '' }
}

/** What a receiver got is one export of 20 rows as CSV, and its manifest names the file by its hash. */
export function expectWhole(files: Map<string, string | Buffer>): void {
  const names = [...files.keys()]
  expect(names.map((path) => path.replace(/^.*-[0-9a-f]{12}/, '')).sort()).toEqual([
    ...['.csv', '.csv.manifest.json', '.csv.schema.json'],
  ])
  const at = (ending: string) => files.get(names.find((path) => path.endsWith(ending))!)!
  const manifest = JSON.parse(at('.manifest.json').toString())
  expect(manifest.files[0].sha256).toBe(createHash('sha256').update(at('.csv')).digest('hex'))
  expect(manifest.rows_written).toBe(20)
}
