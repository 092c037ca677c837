import { checkRisk } from '#src/features/spend/queries/check-risk.ts'
import type { Context } from '#src/lib/context.ts'
import type { OpportunityResource } from '../record/schema.ts'
import { failedInWords } from '../record/verdicts.ts'

/** What a decision would say of each of them now, by its ID; nothing is held. */
export async function checkOpportunities(context: Context, items: OpportunityResource[]) {
  if (items.length === 0) return {}
  const { results } = await checkRisk.execute(context, {
    requests: items.map(({ instrument, supplier_id, category, quantity, amount, currency }) => ({
      ...{ instrument, supplier_id, category, quantity, amount, currency },
    })),
  })
  return Object.fromEntries(
    items.map(({ id, currency }, index) => {
      const { would, checks } = results[index]!
      return [id, { would, because: failedInWords(checks, currency) }]
    }),
  )
}
