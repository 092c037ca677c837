import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { QueryPage } from '#src/features/database-advisor/components/query/query-page.tsx'
import { getQuery } from '#src/features/database-advisor/queries/get-query.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Statement' }

interface Props {
  params: Promise<{ fingerprint: string }>
}

export default async function OneQueryPage({ params }: Props) {
  const { fingerprint } = await params
  const context = await pageContext(`/insights/database/${fingerprint}`)
  if (!context.principal.permissions.has('database.read')) notFound()
  return <QueryPage query={await getQuery.execute(context, { fingerprint }).catch(orNotFound)} />
}
