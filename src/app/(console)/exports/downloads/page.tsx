import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { DownloadsFilter } from '#src/features/exports/components/download-log/downloads-filter.tsx'
import { DownloadsTable } from '#src/features/exports/components/download-log/downloads-table.tsx'
import { downloadsHref } from '#src/features/exports/download-list/downloads-query.ts'
import { readDownloadsQuery } from '#src/features/exports/download-list/read-downloads-query.ts'
import { listDownloads } from '#src/features/exports/download-list/service.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Downloads' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DownloadsPage({ searchParams }: Props) {
  const query = readDownloadsQuery(await searchParams)
  const context = await pageContext(downloadsHref(query))
  if (!context.principal.permissions.has('exports.downloads.read')) notFound()
  const { items, pagination } = await listDownloads.execute(context, query).catch(orNotFound)
  return (
    <>
      <PageHeader
        title="Downloads"
        description={`Who downloaded which file, when and from where. Days follow the time zone ${context.principal.timeZone}.`}
      />
      <DownloadsFilter key={downloadsHref(query)} query={query} />
      <DownloadsTable
        items={items}
        total={pagination.total}
        nextCursor={pagination.next_cursor}
        query={query}
      />
    </>
  )
}
