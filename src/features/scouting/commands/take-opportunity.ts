import type * as z from 'zod'
import { decisionResource } from '#src/features/spend/decisions/schema.ts'
import { described, type Operation, parseInput } from '#src/lib/operation/operation.ts'
import { takeInput } from '../record/schema.ts'
import { take } from '../taking/service.ts'

const definition = {
  name: 'scouting.opportunities.take',
  summary:
    'Ask for the money of an open opportunity. It is taken once, and open again where the money is refused or its trade ends unplaced.',
  permission: 'trading.create',
  keysSign: true,
  input: takeInput,
  output: decisionResource,
} as const

/** A command whose decision is a transaction of its own. */
export const takeOpportunity: Operation<z.input<typeof takeInput>, z.output<typeof decisionResource>> = {
  ...described('command', definition),
  async execute(context, input, idempotent) {
    this.authorize(context)
    const { id } = parseInput(takeInput, input)
    return take(context, id, { key: idempotent?.key })
  },
}
