import type { Principal } from '#src/lib/context.ts'
import { type FieldError, invalidRequest, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { learnerOf } from '../learner.ts'
import type { PlannedStep } from '../progress.ts'
import { insertEvents, lockJourney } from '../repository.ts'
import { toJourney } from '../resource.ts'
import { eventsAnswer, eventsInput } from '../schema.ts'
import { advance, dismiss, standingIn } from '../service.ts'

interface Sent {
  kind: string
  step_id?: string | undefined
}

export const recordEvents = defineCommand({
  name: 'onboarding.journey.events',
  summary: 'What a learner did with the steps of a journey, at most 100 events at once, each taken once.',
  permission: 'journeys.write',
  isOwnRecord: true,
  input: eventsInput,
  output: eventsAnswer,
  async run({ context: { principal }, tx, input }) {
    const learner = learnerOf(principal, input.learner, 'onboarding.write')
    const journey = await lockJourney(tx, input.journey_id)
    if (!journey || journey.learner !== learner.name) throw notFound('journey of this learner')
    const { states } = await standingIn(tx, journey, learner)
    const steps = new Map(states.map(({ step }) => [step.id, step]))
    const around = { steps, principal, isOfApplication: learner.userId === undefined }
    const faults = input.events.flatMap((event, index) => faultsOf(event, index, around))
    if (faults.length > 0) throw invalidRequest(faults)
    const taken = await insertEvents(
      tx,
      input.events.map(({ id, kind, step_id, occurred_at }) => ({
        ...{
          tenantId: principal.tenantId,
          journeyId: journey.id,
          stepId: step_id ?? null,
          kind,
          eventId: id,
        },
        ...(occurred_at ? { occurredAt: new Date(occurred_at) } : {}),
      })),
    )
    if (journey.status === 'running' && input.events.some(({ kind }) => kind === 'dismissed'))
      await dismiss(tx, journey)
    const after = await advance(tx, journey.id, learner)
    return {
      journey: toJourney(after.journey, after.states),
      taken,
      repeated: input.events.length - taken,
    }
  },
})

interface Around {
  steps: ReadonlyMap<string, PlannedStep>
  principal: Principal
  /** Whether the learner is a user of the customer's application. */
  isOfApplication: boolean
}

function faultsOf({ kind, step_id }: Sent, index: number, around: Around): FieldError[] {
  const { steps, principal, isOfApplication } = around
  const fault = (field: string, message: string) => [
    { path: `events.${index}.${field}`, code: 'invalid_value', message },
  ]
  if (kind === 'dismissed')
    return step_id ? fault('step_id', 'must be left out: the whole journey is dismissed') : []
  const step = step_id === undefined ? undefined : steps.get(step_id)
  if (!step) return fault('step_id', 'must be the ID of a step of this journey')
  if (kind !== 'completed') return []
  const isReported = step.completionActions.length === 0 || (isOfApplication && step.completedBy === 'person')
  if (!isReported)
    return fault('kind', `cannot be completed: the step is done by ${step.completionActions.join(' or ')}`)
  if (!principal.apiKeyId || !principal.permissions.has('onboarding.write'))
    return fault('kind', 'can be completed only with an API key that has the permission onboarding.write')
  return []
}
