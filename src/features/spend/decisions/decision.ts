import type * as z from 'zod'
import type { Context } from '#src/lib/context.ts'
import { type Definition, described, type Operation, parseInput } from '#src/lib/operation/operation.ts'
import { refusalOf } from './refusal.ts'
import { type DecisionResource, decisionResource } from './schema.ts'
import { type Asked, decide } from './service.ts'

interface DecisionDefinition<Input extends z.ZodType> extends Omit<Definition<Input, z.ZodType>, 'output'> {
  /** What is asked of the risk check. Reads what the request names, and throws where it is not there. */
  ask: (given: { context: Context; input: z.output<Input> }) => Promise<Asked>
  /** Runs after a refusal was committed. */
  refused?: (context: Context, decided: DecisionResource) => Promise<void>
}

/**
 * An operation that asks for money. It authorizes and validates like a command, but its transaction is one statement
 * for many callers, and its answers are kept for ever by principal and key. A refusal is committed before it is thrown.
 */
export function defineDecision<Input extends z.ZodType>(
  definition: DecisionDefinition<Input>,
): Operation<z.input<Input>, DecisionResource> {
  const operation = described('command', { ...definition, output: decisionResource })
  return {
    ...operation,
    async execute(context, input, idempotent) {
      operation.authorize(context)
      const asked = await definition.ask({ context, input: parseInput(definition.input, input) })
      const decided = decisionResource.parse(await decide(context, asked, idempotent))
      if (decided.outcome !== 'refused') return decided
      await definition.refused?.(context, decided)
      throw refusalOf(decided)
    },
  }
}
