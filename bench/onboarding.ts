import { parseArgs } from 'node:util'
import pg from 'pg'
import startStack, { addTenants, readStack } from '../tests/e2e/stack.ts'
import { addLearners, type Learner } from './onboarding/learners.ts'
import { loadFor } from './onboarding/load.ts'
import { decisionMilliseconds, progressiveErrors, regrets } from './onboarding/simulator.ts'
import { watchUsage } from './process-tree.ts'
import { percentile, print, say } from './table.ts'

/**
 * How long a choice takes to compute, what both policies lose against epsilon-greedy, and then so many learners at once
 * against a product of its own, beside a plain handler of the same server. `--users 0` leaves the product out.
 */
export async function onboardingBench(flags: string[]): Promise<void> {
  const { values } = parseArgs({
    args: flags,
    options: {
      users: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
    },
  })
  const [users, seconds] = [Number(values.users), Number(values.seconds)]
  say('choices are computed')
  print(
    (['linucb', 'thompson'] as const).map((policy) => {
      const times = decisionMilliseconds(policy, { steps: 100, size: 50, choices: 500 })
      return { policy, p50_ms: rounded(percentile(times, 0.5)), p99_ms: rounded(percentile(times, 0.99)) }
    }),
    values,
  )
  say('flows are simulated')
  print(regrets([1, 2, 3, 4], 20_000), values)
  print(progressiveErrors(20_000), values)
  if (users > 0) await measureServer(users, seconds, values)
}

async function measureServer(users: number, seconds: number, settings: { json: boolean }): Promise<void> {
  const stop = await startStack()
  const stack = readStack()
  const owner = new pg.Pool({ connectionString: stack.ownerUrl, max: 2 })
  try {
    say(`${users} people are made`)
    const [tenant] = await addTenants(1, 5)
    const learners = await addLearners(owner, stack.baseUrl, tenant!.id, users)
    const table = []
    for (const [what, request] of Object.entries(requests)) {
      say(`${what}: ${users} at once for ${seconds} s`)
      const web = watchUsage(stack.webPid)
      const { milliseconds, statuses } = await loadFor(stack.baseUrl, learners, seconds, request)
      table.push({
        ...{ what, users, requests: milliseconds.length },
        p50_ms: Math.round(percentile(milliseconds, 0.5)),
        p95_ms: Math.round(percentile(milliseconds, 0.95)),
        failed:
          [...statuses]
            .filter(([status]) => status >= 400)
            .map(([status, count]) => `${count} x ${status}`)
            .join(', ') || 'none',
        web_mb: Math.round(web.stop().own),
      })
    }
    print(table, settings)
  } finally {
    await owner.end()
    await stop?.()
  }
}

const requests = {
  'a plain handler, one query': (learner: Learner) => ({
    method: 'GET',
    path: `flows/${learner.flowId}/steps`,
  }),
  'journey/next': () => ({ method: 'POST', path: 'journey/next', body: {} }),
  'journey/events': (learner: Learner) => ({
    ...{ method: 'POST', path: 'journey/events' },
    body: {
      journey_id: learner.journeyId,
      events: [{ id: crypto.randomUUID(), kind: 'viewed', step_id: learner.stepId }],
    },
  }),
}

function rounded(value: number): number {
  return Number(value.toFixed(3))
}
