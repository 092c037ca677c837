import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ImportsPage } from '#src/features/imports/components/imports/imports-page.tsx'
import { readPage } from '#src/features/imports/page-query.ts'
import { listImports } from '#src/features/imports/queries/list.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Import' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function InventoryImportsPage({ searchParams }: Props) {
  const context = await pageContext('/inventory/imports')
  if (!context.principal.permissions.has('imports.run')) notFound()
  const { items, pagination } = await listImports.execute(context, { page: readPage(await searchParams) })
  return <ImportsPage imports={items} page={pagination.page} pages={pagination.pages} />
}
