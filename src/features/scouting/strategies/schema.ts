import * as z from 'zod'
import { currency, minorUnits, pageInput } from '#src/features/spend/schema.ts'
import { autonomies, strategyStatuses } from '#src/lib/db/schema/spend/strategies.ts'
import { conditionFields, type Node, numberFields, operators, wrongCondition } from './rules.ts'

const mostNodes = 50

const value = z.union([z.number(), z.string().max(200), z.array(z.string().max(200)).min(1).max(50)])

const condition = z
  .strictObject({
    field: z.enum(conditionFields, `must be one of: ${conditionFields.join(', ')}`),
    op: z.enum(operators, `must be one of: ${operators.join(', ')}`),
    value,
  })
  .superRefine((one, context) => {
    const wrong = wrongCondition(one)
    if (wrong) context.addIssue({ code: 'custom', path: [wrong.path], message: wrong.message })
  })

function groupOf<Child extends z.ZodType>(child: Child) {
  return z
    .strictObject({
      match: z.enum(['all', 'any', 'not'], 'must be one of: all, any, not'),
      of: z.array(child).min(1, 'must hold at least one condition').max(mostNodes),
    })
    .refine(({ match, of }) => match !== 'not' || of.length === 1, {
      path: ['of'],
      message: 'must hold exactly one condition after not',
    })
}

/** Groups lie in each other at most three deep, with conditions below them. */
const inner = z.union([condition, groupOf(condition)])
const middle = z.union([condition, groupOf(inner)])
const match = groupOf(middle).refine((tree) => countNodes(tree) <= mostNodes, {
  message: `must have at most ${mostNodes} conditions and groups`,
})

function countNodes(node: Node): number {
  return 'of' in node ? 1 + node.of.reduce((sum, child) => sum + countNodes(child), 0) : 1
}

export const rules = z.strictObject({
  /** Only what is bought in it is looked at. */
  currency,
  /** observe: says what it would buy. propose: a person decides. auto: it asks for the money itself. */
  autonomy: z.enum(autonomies, `must be one of: ${autonomies.join(', ')}`).default('observe'),
  match,
  choose: z
    .strictObject({
      by: z.enum(numberFields, `must be one of: ${numberFields.join(', ')}`).default('score'),
      order: z.enum(['highest', 'lowest'], 'must be one of: highest, lowest').default('highest'),
      /** At once. */
      most: z.int('must be 1 to 50').min(1).max(50).default(5),
    })
    .default({ by: 'score', order: 'highest', most: 5 }),
  /** Above this a person decides also where the strategy buys by itself. */
  approve_over: minorUnits.nullable().default(null),
  /** Hours until the same thing may be bought again. */
  cooldown: z.int('must be 0 to 8760 hours').min(0).max(8_760).default(24),
  /** Trades that have not ended, at the same time. */
  max_open: z.int('must be 1 to 1000').min(1).max(1_000).default(10),
})
export type Rules = z.output<typeof rules>
export type RulesInput = z.input<typeof rules>

const id = z.uuid('must be the ID of a strategy')
const name = z.string().trim().min(1, 'is needed').max(100)

export const strategyById = z.strictObject({ id })

export const createStrategyInput = z.strictObject({ name, rules })
export type CreateStrategyInput = z.input<typeof createStrategyInput>

export const changeStrategyInput = z
  .strictObject({ id, name: name.optional(), rules: rules.optional() })
  .refine((input) => input.name !== undefined || input.rules !== undefined, {
    path: ['name'],
    message: 'or rules is needed',
  })
export type ChangeStrategyInput = z.input<typeof changeStrategyInput>

export const listStrategiesInput = z.strictObject({
  status: z.enum(strategyStatuses, `must be one of: ${strategyStatuses.join(', ')}`).optional(),
  ...pageInput,
})

export const listVersionsInput = z.strictObject({ id, ...pageInput })

export const strategyResource = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(strategyStatuses),
  /** Of the rules; each change of them makes a new one. */
  number: z.number().int(),
  rules,
  /** Trades that it has open now. */
  open_trades: z.number().int(),
  created_by: z.uuid(),
  created_by_name: z.string(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type StrategyResource = z.infer<typeof strategyResource>

export const versionResource = z.object({
  id: z.uuid(),
  number: z.number().int(),
  rules,
  created_by: z.uuid(),
  created_by_name: z.string(),
  created_at: z.iso.datetime(),
})
export type VersionResource = z.infer<typeof versionResource>
