import type { Context } from '#src/lib/context.ts'
import { log } from '#src/lib/log.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getJourney } from '../../journeys/queries/get-journey.ts'
import { listContent } from '../../queries/list-content.ts'
import { listFlows } from '../../queries/list-flows.ts'
import { readTraining } from '../repository.ts'
import { healthInput, healthResource } from '../schema.ts'
import { watchLearners } from './get-live.ts'

/** One cheap request to each family of routes. */
const probes: Record<string, (context: Context) => Promise<unknown>> = {
  content: (context) => listContent.execute(context, { limit: 1 }),
  flows: (context) => listFlows.execute(context, { limit: 1 }),
  journey: (context) => getJourney.execute(context, {}),
  analytics: (context) => watchLearners.execute(context, {}),
}

export const getOnboardingHealth = defineQuery({
  name: 'onboarding.health',
  summary: 'Whether each part of onboarding answers, how fast, and when a flow was last learned.',
  permission: 'onboarding.read',
  // A connection of its own: the probes take theirs from the others.
  longReadSeconds: 10,
  input: healthInput,
  output: healthResource,
  async run({ context, tx }) {
    const begun = performance.now()
    const { flows_with_model, last_trained_at } = await readTraining(tx)
    const database = { ok: true, milliseconds: Math.round(performance.now() - begun) }
    const checks = []
    for (const [name, probe] of Object.entries(probes)) checks.push(await check(context, name, probe))
    const isWell = checks.every(({ ok }) => ok)
    return {
      status: isWell ? ('ok' as const) : ('degraded' as const),
      database,
      model: { available: flows_with_model > 0, flows_with_model, last_trained_at },
      checks,
    }
  },
})

async function check(context: Context, name: string, probe: (context: Context) => Promise<unknown>) {
  const begun = performance.now()
  const ok = await probe(context).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error, requestId: context.requestId }, `onboarding: ${name} does not answer`)
      return false
    },
  )
  return { name, ok, milliseconds: Math.round(performance.now() - begun) }
}
