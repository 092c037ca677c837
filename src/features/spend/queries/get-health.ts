import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findLeftAlone } from '#src/lib/resilience/dependency.ts'
import { findDifferences, findProofs, findWaitingSince } from '../evidence/repository.ts'
import { healthResource } from '../evidence/schema.ts'
import { readState } from '../stops/repository.ts'

type Service = z.input<typeof healthResource>['services'][number]

/** Placing looks every half second, and proving every five minutes. */
const longestWaitMs = 60_000
const oldestProofMs = 15 * 60_000

export const getSpendHealth = defineQuery({
  name: 'spend.health',
  summary: 'How each part of spending is: decisions, placing, proofs, and what is outside.',
  permission: 'trading.read',
  input: z.strictObject({}),
  output: healthResource,
  async run({ tx }) {
    const { state } = await readState(tx)
    const waitingSince = await findWaitingSince(tx)
    const isStuck = state !== 'HALTED' && olderThan(waitingSince, longestWaitMs)
    const differences = await findDifferences(tx)
    const isUnproved = (await findProofs(tx)).some(({ provedAt }) => olderThan(provedAt, oldestProofMs))
    const leftAlone = [...new Set(findLeftAlone().map(({ name }) => name.split(' ')[0]!))]
    return {
      services: [
        told('trading', state === 'ACTIVE' ? undefined : `Spending is ${state}.`),
        told('placing', isStuck ? 'Trades have waited for more than a minute to be placed.' : undefined),
        differences.length > 0
          ? told('proofs', 'Money does not add up.', 'error')
          : told('proofs', isUnproved ? 'The last proof is older than 15 minutes.' : undefined),
        told(
          'outside',
          leftAlone.length > 0
            ? `Not called for now, after repeated failures: ${leftAlone.join(', ')}.`
            : undefined,
        ),
      ],
    }
  },
})

function told(
  service: Service['service'],
  because: string | undefined,
  unwell: Service['status'] = 'degraded',
): Service {
  return { service, status: because ? unwell : 'healthy', because: because ?? null }
}

function olderThan(instant: Date | null, ms: number): boolean {
  return instant !== null && Date.now() - instant.getTime() > ms
}
