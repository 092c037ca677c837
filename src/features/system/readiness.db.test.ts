import { expect, it } from 'vitest'
import { reportWorker } from '#src/lib/jobs/workers.ts'
import { ownerRows } from '../../../tests/support/owner.ts'
import { readiness } from './service.ts'

it('without a worker the product is degraded, and says since when', async () => {
  expect(await readiness()).toMatchObject({
    status: 'degraded',
    dependencies: { database: 'connected', queue: 'connected', storage: 'connected', worker: 'missing' },
    worker_missing_since: null,
  })
  const stop = await reportWorker({ id: crypto.randomUUID(), name: 'here' })
  expect(await readiness()).toMatchObject({
    status: 'healthy',
    dependencies: { worker: 'connected' },
    worker_missing_since: null,
  })
  await stop()
  const [gone] = await ownerRows<{ seen_at: Date }>('select seen_at from workers')
  expect(await readiness()).toMatchObject({
    status: 'degraded',
    worker_missing_since: gone!.seen_at.toISOString(),
  })
})
