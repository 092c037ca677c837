import type { Learner } from './learners.ts'

interface Wanted {
  method: string
  path: string
  body?: unknown
}

export interface Load {
  milliseconds: number[]
  statuses: Map<number, number>
}

/** A person thinks between two requests: about so long. */
const pauseMilliseconds = 5_000

/** Every learner sends requests for so long, one after the other, with the pauses that people make. */
export async function loadFor(
  baseUrl: string,
  learners: readonly Learner[],
  seconds: number,
  requestOf: (learner: Learner) => Wanted,
): Promise<Load> {
  const load: Load = { milliseconds: [], statuses: new Map() }
  const end = performance.now() + seconds * 1_000
  await Promise.all(
    learners.map(async (learner) => {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds * 2 * Math.random()))
        if (performance.now() >= end) return
        const { method, path, body } = requestOf(learner)
        const begun = performance.now()
        const response = await fetch(`${baseUrl}/api/smart-onboarding/${path}`, {
          method,
          headers: { authorization: `Bearer ${learner.key}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        await response.arrayBuffer()
        load.milliseconds.push(performance.now() - begun)
        load.statuses.set(response.status, (load.statuses.get(response.status) ?? 0) + 1)
      }
    }),
  )
  return load
}
