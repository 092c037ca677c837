import type { PlannedStep, StepState } from '../progress.ts'

/** Why the next step of a fixed order is recommended, from what was done. */
export function reasonInOrder(step: PlannedStep, states: readonly StepState<PlannedStep>[]): string {
  const needed = states.find(
    (one) => step.prerequisites.includes(one.step.stepKey) && one.state === 'completed',
  )
  const done = states.filter(({ state }) => state === 'completed').length
  if (needed) return `You have done “${needed.step.title}”, and this builds on it.`
  if (step.isOptional) return 'Everything that is needed is done; this makes it complete.'
  if (done === 0) return 'It is the first step: the others build on it.'
  return `${done} of ${states.length} steps ${done === 1 ? 'is' : 'are'} done, and this one comes next.`
}
