import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ImportPage } from '#src/features/imports/components/import/import-page.tsx'
import { readPage } from '#src/features/imports/page-query.ts'
import { getImport } from '#src/features/imports/queries/get.ts'
import { listImportErrors } from '#src/features/imports/queries/list-errors.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Import' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function InventoryImportPage({ params, searchParams }: Props) {
  const { id } = await params
  const context = await pageContext(`/inventory/imports/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('imports.run')) notFound()
  const imported = await getImport.execute(context, { id }).catch(orNotFound)
  const page = readPage(await searchParams)
  const { items, pagination } = await listImportErrors.execute(context, { id, page })
  return (
    <ImportPage
      imported={imported}
      errors={items}
      page={page}
      pages={pagination.pages}
      total={pagination.total}
      mayRun={permissions.has('imports.run')}
      mayUndo={permissions.has('imports.undo')}
    />
  )
}
