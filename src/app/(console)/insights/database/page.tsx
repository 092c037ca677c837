import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DatabasePage } from '#src/features/database-advisor/components/page/database-page.tsx'
import { getDatabase } from '#src/features/database-advisor/queries/get-database.ts'
import { listAdvice } from '#src/features/database-advisor/queries/list-advice.ts'
import { listQueries } from '#src/features/database-advisor/queries/list-queries.ts'
import { readPageNumber } from '#src/features/forecasting/record/page-query.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Database' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The value where it is one of these, else the first of them. */
function oneOf<const T extends string>(values: readonly [T, ...T[]], value: unknown): T {
  return values.find((one) => one === value) ?? values[0]
}

export default async function DatabaseInsightsPage({ searchParams }: Props) {
  const query = await searchParams
  const page = readPageNumber(query)
  const by = oneOf(['time', 'calls', 'mean'], query.by)
  const status = oneOf(['open', 'dismissed', 'settled'], query.status)
  const context = await pageContext('/insights/database')
  const { permissions } = context.principal
  if (!permissions.has('database.read')) notFound()
  const database = await getDatabase.execute(context, {}).catch(orNotFound)
  const { queries } = await listQueries.execute(context, { by })
  const { items, pagination } = await listAdvice.execute(context, { status, page, limit: 10 })
  return (
    <DatabasePage
      database={database}
      queries={queries}
      by={by}
      advice={items}
      status={status}
      page={page}
      pages={pagination.pages}
      mayManage={permissions.has('database.manage')}
    />
  )
}
