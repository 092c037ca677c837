import { toHtml } from '../content/markdown.ts'
import type { DecisionRow } from '../decisions/repository.ts'
import type { StepFound } from '../steps/repository.ts'
import { shownName } from './learner.ts'
import type { StepState } from './progress.ts'
import type { JourneyFound } from './repository.ts'
import type { JourneyResource, NextAnswer } from './schema.ts'

export function toJourney(row: JourneyFound, states: StepState<StepFound>[]): JourneyResource {
  return {
    id: row.id,
    flow: {
      id: row.flowId,
      name: row.flowName,
      description: row.flowDescription,
      version: row.flowVersion,
    },
    learner: shownName(row.learner),
    status: row.status as JourneyResource['status'],
    started_at: row.startedAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
    done: states.filter(({ state }) => state !== 'open').length,
    total: states.length,
    steps: states.map(({ step, state, completedAt, isBlocked }) => ({
      id: step.id,
      key: step.stepKey,
      title: step.title,
      kind: step.kind,
      body: step.body,
      body_html: toHtml(step.body),
      url: step.url,
      path: step.path,
      is_optional: step.isOptional,
      state,
      completed_at: completedAt?.toISOString() ?? null,
      is_blocked: isBlocked,
      completion_actions: step.completionActions,
    })),
  }
}

export function toNext(row: DecisionRow, step: StepFound): NonNullable<NextAnswer['next']> {
  return {
    decision_id: row.id,
    step_id: step.id,
    key: step.stepKey,
    title: step.title,
    why: row.reason,
    propensity: row.propensity,
    policy: row.policy,
    model_version: row.modelVersion,
  }
}
