import { query } from '../db/index.ts'

export interface QueueDepth {
  queue: string
  /** Jobs that could run now and do not. */
  waiting: number
  /** For how long the oldest of them could have run. */
  oldestSeconds: number
}

/** What waits in each queue, of all tenants. */
export async function queueDepths(): Promise<QueueDepth[]> {
  const { rows } = await query<{ queue: string; waiting: number; oldest: number }>(`
    select name as queue, count(*)::int as waiting,
      extract(epoch from now() - min(greatest(created_on, start_after)))::float8 as oldest
    from pgboss.job where state < 'active' and start_after <= now() group by name`)
  return rows.map(({ queue, waiting, oldest }) => ({ queue, waiting, oldestSeconds: oldest }))
}
