import type * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { isRefusal } from '../decisions/refusal.ts'
import { readState } from '../stops/repository.ts'
import { evaluate } from '../trades/repository.ts'
import { checkedResource, checkInput } from '../trades/schema.ts'

export const checkRisk = defineQuery({
  name: 'spend.risk.check',
  summary: 'What would be decided for up to 100 requests, each alone. Nothing is held.',
  permission: 'trading.read',
  input: checkInput,
  output: checkedResource,
  async run({ context, tx, input }): Promise<z.input<typeof checkedResource>> {
    const { state } = await readState(tx)
    const requests = input.requests.map((request) => ({ ...request, for_user_id: context.principal.userId }))
    const checked = await evaluate(tx, state, requests)
    return {
      results: checked.map((checks) => {
        const failed = checks.filter(({ passed }) => !passed)
        const passed = failed.length > 0 ? 'await_approval' : 'reserve'
        return { would: failed.some(isRefusal) ? 'refuse' : passed, checks }
      }),
    }
  },
})
