import type { Role } from '#src/lib/permissions.ts'

/** What of a step says when it is done, and whom it is for. */
export interface PlannedStep {
  id: string
  stepKey: string
  title: string
  completionActions: string[]
  completedBy: string
  prerequisites: string[]
  roles: string[]
  isOptional: boolean
}

/** When each action was first done. */
export type FirstTimes = ReadonlyMap<string, Date>

export interface Known {
  /** Events of the journey that decide about a step. */
  events: readonly { stepId: string | null; kind: string; occurredAt: Date }[]
  byPerson: FirstTimes
  byCompany: FirstTimes
  /** Null: somebody of the customer's application, for whom no step with roles is. */
  role: Role | null
}

export interface StepState<Step> {
  step: Step
  state: 'open' | 'completed' | 'skipped'
  completedAt: Date | undefined
  isBlocked: boolean
  /** Done, and not noted in the journey yet. */
  isNew: boolean
}

/** Where somebody stands: the steps that are for them, each by what really happened. */
export function statesOf<Step extends PlannedStep>(steps: readonly Step[], known: Known): StepState<Step>[] {
  const mine = steps.filter(({ roles }) => isFor(roles, known.role))
  const kinds = (kind: string) =>
    new Map(known.events.flatMap((event) => (event.kind === kind ? [[event.stepId, event.occurredAt]] : [])))
  const completed = kinds('completed')
  const skipped = kinds('skipped')
  const found = mine.map((step) => {
    const noted = completed.get(step.id)
    const completedAt = noted ?? firstTime(step, known)
    const state = completedAt ? 'completed' : skipped.has(step.id) ? 'skipped' : 'open'
    return { step, state, completedAt, isNew: !noted && completedAt !== undefined } as const
  })
  const open = new Set(found.flatMap(({ step, state }) => (state === 'open' ? [step.stepKey] : [])))
  return found.map((one) => ({ ...one, isBlocked: one.step.prerequisites.some((key) => open.has(key)) }))
}

/** What may be recommended, in its order: the optional steps once nothing else is open. */
export function eligibleOf<Step extends PlannedStep>(states: readonly StepState<Step>[]): Step[] {
  const open = states.filter(({ state, isBlocked }) => state === 'open' && !isBlocked).map(({ step }) => step)
  const needed = open.filter(({ isOptional }) => !isOptional)
  return needed.length > 0 ? needed : open
}

/** A journey is over when no step is open, be it done or skipped. */
export function isOver(states: readonly StepState<PlannedStep>[]): boolean {
  return states.every(({ state }) => state !== 'open')
}

/** Whether something with these roles is for somebody with this one. */
export function isFor(roles: readonly string[], role: Role | null): boolean {
  return roles.length === 0 || (role !== null && roles.includes(role))
}

function firstTime(step: PlannedStep, { byPerson, byCompany }: Known): Date | undefined {
  const times = step.completedBy === 'person' ? byPerson : byCompany
  const found = step.completionActions.flatMap((action) => times.get(action) ?? [])
  return found.toSorted((a, b) => a.getTime() - b.getTime())[0]
}
