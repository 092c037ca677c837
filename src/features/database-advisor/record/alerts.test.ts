import { expect, it } from 'vitest'
import { alertsOf, diskFullOn } from './alerts.ts'
import type { HealthPoint } from './schema.ts'

const point = (at: string, changes: Partial<HealthPoint> = {}): HealthPoint => ({
  ...{ at, connections: 10, max_connections: 100, active: 1, idle_in_transaction: 0, waiting_for_locks: 0 },
  ...{
    oldest_transaction_seconds: 1,
    oldest_transaction: 'waybill, active: select',
    cache_share: 1,
    deadlocks: 0,
  },
  ...{ temp_bytes: 0, database_bytes: 1e9, dead_share: 0, disk_free_bytes: 9e9, ...changes },
})
const [first, last] = ['2026-01-01T00:00:00.000Z', '2026-01-11T00:00:00.000Z']

it('says when the disk is full at the present growth, and only where that can be known', () => {
  expect(diskFullOn([point(first), point(last, { database_bytes: 2e9 })])).toBe('2026-04-11')
  expect(diskFullOn([point(first), point(last)]), 'no growth').toBeNull()
  expect(diskFullOn([point(last, { database_bytes: 2e9 })]), 'one point').toBeNull()
  const elsewhere = { database_bytes: 2e9, disk_free_bytes: null }
  expect(diskFullOn([point(first), point(last, elsewhere)]), 'another machine').toBeNull()
})

it('names what somebody should look at, the most urgent first', () => {
  const calm = { now: point(last), disk_full_on: null, tables: [], history: [point(last)] }
  expect(alertsOf(calm)).toEqual([])
  const busy = point(last, {
    ...{ connections: 96, oldest_transaction_seconds: 3_600, deadlocks: 2, cache_share: 0.5 },
    oldest_transaction: 'waybill export 7, active: fetch',
  })
  const table = {
    name: 'sales',
    live_rows: 50_000,
    dead_rows: 50_000,
    bytes: 1,
    index_bytes: 1,
    vacuumed_at: null,
  }
  const alerts = alertsOf({ now: busy, disk_full_on: '2026-04-11', tables: [table], history: [busy] })
  expect(alerts.map(({ code }) => code)).toEqual([
    ...['connections', 'disk', 'oldest_transaction', 'deadlocks', 'dead_rows', 'cache'],
  ])
  expect(alerts[2]!.message).toContain('60 minutes')
  expect(alerts[3]!.message).toBe('2 deadlocks in the last 24 hours.')
  expect(alerts[4]!.message).toContain('sales has 50,000 deleted rows')
  expect(alerts[2]!.message).toContain('waybill export 7')
})
