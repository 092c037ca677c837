import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { stateResource } from '../stops/schema.ts'
import { describeState } from '../stops/service.ts'

export const getTradingState = defineQuery({
  name: 'spend.state',
  summary: 'Whether money may be spent, since when and why, and what is under way outside.',
  permission: 'trading.read',
  input: z.strictObject({}),
  output: stateResource,
  run: ({ tx }) => describeState(tx),
})
