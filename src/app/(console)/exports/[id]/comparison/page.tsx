import type { Metadata } from 'next'
import { compareExports, listComparable } from '#src/features/exports/comparisons/service.ts'
import { ComparisonPage } from '#src/features/exports/components/comparison/comparison-page.tsx'
import { getExport } from '#src/features/exports/queries/get.ts'
import { orNotFound, pageContext, settled } from '../../../page-context.ts'
import { firstOf, type Search } from '../../form-address.ts'

export const metadata: Metadata = { title: 'What changed' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Search>
}

export default async function ExportComparisonPage({ params, searchParams }: Props) {
  const { id } = await params
  const chosen = firstOf((await searchParams).with)
  const context = await pageContext(`/exports/${id}/comparison${chosen ? `?with=${chosen}` : ''}`)
  const { export_name: exportName } = await getExport.execute(context, { id }).catch(orNotFound)
  return (
    <ComparisonPage
      exportId={id}
      exportName={exportName}
      choices={await listComparable.execute(context, { id }).catch(orNotFound)}
      chosen={chosen}
      compared={
        chosen ? await settled(compareExports.execute(context, { id, with: chosen }), context) : undefined
      }
    />
  )
}
