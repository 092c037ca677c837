import { describe, expect, it } from 'vitest'
import { filesBelow, hits, read } from './project.ts'

const product = filesBelow(['src', 'worker', 'scripts', 'bench'], /\.(ts|tsx|mjs)$/).filter(
  (file) => !file.endsWith('.test.ts'),
)

const importing = (name: string) =>
  product.filter((file) => new RegExp(`import[^;]*?\\b${name}\\b[^;]*?from '`, 's').test(read(file)))

describe('the doors across tenants', () => {
  it('systemTransaction is imported by these files alone', () => {
    expect(importing('systemTransaction')).toEqual([
      'src/features/database-advisor/advising/service.ts',
      'src/features/database-advisor/advising/sweeps.ts',
      'src/features/database-advisor/by-code/service.ts',
      'src/features/database-advisor/plans/sweeps.ts',
      'src/features/database-advisor/rules/sweeps.ts',
      'src/features/database-advisor/sampling/sweeps.ts',
      'src/features/datasets/custom/drift/sweeps.ts',
      'src/features/exports/deltas/sweeps.ts',
      'src/features/exports/destinations/runs/sweeps.ts',
      'src/features/exports/downloads/guests/service.ts',
      'src/features/exports/governance/sweeps.ts',
      'src/features/exports/guest-codes/sweeps.ts',
      'src/features/exports/runs/leftovers.ts',
      'src/features/exports/runs/sweeps.ts',
      'src/features/exports/schedules/runs/due.ts',
      'src/features/exports/schedules/unsubscribe/service.ts',
      'src/features/forecasting/accuracy/sweeps.ts',
      'src/features/forecasting/anomalies/sweeps.ts',
      'src/features/forecasting/runs/sweeps.ts',
      'src/features/imports/runs/sweeps.ts',
      'src/features/inventory/upkeep/sweeps.ts',
      'src/features/mail/sweeps.ts',
      'src/features/onboarding/learning/sweeps.ts',
      'src/features/purchasing/reorder/sweeps.ts',
      'src/features/scouting/backtests/sweeps.ts',
      'src/features/scouting/upkeep/sweeps.ts',
      'src/features/sourcing/closing/sweeps.ts',
      'src/features/spend/upkeep/sweeps.ts',
      'src/features/supplier-performance/runs/sweeps.ts',
      'src/lib/access/invitations.ts',
      'src/lib/access/principals.ts',
      'src/lib/access/sign-in.ts',
      'src/lib/access/signatures/signed-request.ts',
      'src/lib/access/throttle.ts',
      'src/lib/operation/idempotency.ts',
      'src/lib/resilience/error-groups.ts',
    ])
  })

  it('a SELECT across tenants is what every request needs to know who sent it', () => {
    expect(importing('systemSelect')).toEqual(['src/lib/access/principals.ts'])
  })

  it('a TenantId is minted out of a job envelope alone', () => {
    const casts = hits(product, /\bas (unknown as )?TenantId\b|<TenantId>/g)
    const typed = casts.filter((hit) => !hit.startsWith('src/lib/db/schema/columns.ts'))
    expect(typed).toEqual(['src/lib/jobs/queue.ts: as TenantId'])
  })

  it('the role that sees all tenants is named by the database module alone', () => {
    const naming = product.filter((file) => read(file).includes('waybill_system'))
    expect(naming).toEqual(['src/lib/db/migrate.ts', 'src/lib/db/transaction.ts', 'src/lib/jobs/queue.ts'])
  })

  it('secrets and the environment are read in one place', () => {
    const reading = filesBelow(['src'], /\.(ts|tsx)$/).filter(
      (file) => !file.endsWith('.test.ts') && /process\.env\b/.test(read(file)),
    )
    // bare-process.ts and postgres.ts read it to keep it from the processes that they start.
    expect(reading).toEqual([
      'src/encoding/process/bare-process.ts',
      'src/instrumentation.ts',
      'src/lib/db/embedded/postgres.ts',
      'src/lib/env.ts',
      'src/lib/log.ts',
      'src/proxy.ts',
    ])
  })
})
