import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BudgetsPage } from '#src/features/spend/components/budgets/budgets-page.tsx'
import { getSpending } from '#src/features/spend/queries/get-spending.ts'
import { listLimits } from '#src/features/spend/queries/list-limits.ts'
import { pageContext } from '../page-context.ts'

export const metadata: Metadata = { title: 'Budgets' }

export default async function SpendPage() {
  const context = await pageContext('/spend')
  const { permissions } = context.principal
  if (!permissions.has('trading.read')) notFound()
  const { items } = await listLimits.execute(context, { limit: 100 })
  const ofCompany = items.filter(({ scope }) => scope === 'tenant')
  return (
    <BudgetsPage
      limits={items}
      spending={await Promise.all(ofCompany.map(({ id }) => getSpending.execute(context, { limit_id: id })))}
      mayChange={permissions.has('trading.limits.update')}
    />
  )
}
