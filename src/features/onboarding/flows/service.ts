import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { findContentItemById } from '../content/repository.ts'
import { findStep, findSteps, type StepFound } from '../steps/repository.ts'
import { toStep } from '../steps/resource.ts'
import { type FlowRow, findFlow, lockFlow } from './repository.ts'
import { draftVersionOf, toFlow } from './resource.ts'
import type { FlowDetails } from './schema.ts'

/** The flow, locked, in the version that the caller saw. Throws `not_found` or `precondition_failed`. */
export async function getChangeable(tx: Tx, context: Context, id: string): Promise<FlowRow> {
  const row = await lockFlow(tx, id)
  if (!row) throw notFound('flow')
  requireVersion(context, row.version)
  return row
}

/** A step of a draft with its locked flow. Throws `not_found`, or `conflict` where it is published. */
export async function getChangeableStep(
  tx: Tx,
  id: string,
): Promise<{ step: StepFound; flow: FlowRow; steps: StepFound[] }> {
  const step = await findStep(tx, id)
  const flow = step && (await lockFlow(tx, step.flowId))
  if (!flow) throw notFound('step')
  const steps = await findSteps(tx, flow.id, draftVersionOf(flow))
  if (!steps.some((one) => one.id === id))
    throw new AppError(
      'conflict',
      `This step is published and stays as it is. Change the step “${step.stepKey}” of the draft instead.`,
      { facts: { draft_step_id: steps.find(({ stepKey }) => stepKey === step.stepKey)?.id ?? null } },
    )
  return { step, flow, steps }
}

export async function getDetails(tx: Tx, id: string): Promise<FlowDetails> {
  const flow = await findFlow(tx, id)
  if (!flow) throw notFound('flow')
  const published = flow.publishedVersion === null ? [] : await findSteps(tx, id, flow.publishedVersion)
  const draft = await findSteps(tx, id, draftVersionOf(flow))
  return { ...toFlow(flow), steps: draft.map(toStep), published_steps: published.map(toStep) }
}

export async function requireContent(tx: Tx, id: string): Promise<void> {
  if (!(await findContentItemById(tx, id)))
    throw invalid('content_item_id', 'is not the ID of one of your texts')
}

export function requireKnown(prerequisites: string[], keys: string[]): void {
  const unknown = prerequisites.filter((key) => !keys.includes(key))
  if (unknown.length > 0)
    throw invalid(
      'prerequisites',
      `names no other step of this flow: ${unknown.join(', ')}. There are: ${keys.join(', ') || 'none'}`,
    )
}

export function subjectOf({ id, name }: Pick<FlowRow, 'id' | 'name'>, details: object = {}) {
  return { subjectType: 'flow', subjectId: id, details: { name, ...details } }
}
