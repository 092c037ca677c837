import type { Metadata } from 'next'
import { Suspense } from 'react'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { EmptyListWatch } from '#src/features/exports/components/list/empty-list-watch.tsx'
import { ExportsTable } from '#src/features/exports/components/list/exports-table.tsx'
import { FilterBar } from '#src/features/exports/components/list/filters/filter-bar.tsx'
import { ListSkeleton } from '#src/features/exports/components/list/list-skeleton.tsx'
import { NewExportIcon } from '#src/features/exports/components/list/new-export-icon.tsx'
import { NoExports } from '#src/features/exports/components/list/no-exports.tsx'
import { Summary, SummarySkeleton } from '#src/features/exports/components/list/summary.tsx'
import { getSummary, listExports } from '#src/features/exports/queries/list.ts'
import { readListQuery } from '#src/features/exports/queries/read-list-query.ts'
import { type ListQuery, listHref, listParameters } from '#src/features/exports/record/list-params.ts'
import { ViewsMenu } from '#src/features/views/components/views-menu.tsx'
import { listViews } from '#src/features/views/service.ts'
import type { Context } from '#src/lib/context.ts'
import { pageContext } from '../page-context.ts'
import { labelsFor, rightsOf } from './page-data.ts'

export const metadata: Metadata = { title: 'Exports' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ExportsPage({ searchParams }: Props) {
  const query = readListQuery(await searchParams)
  const context = await pageContext(listHref(query))
  const { mayCreate, seesAll } = rightsOf(context)
  return (
    <>
      <PageHeader
        title="Exports"
        description={
          seesAll
            ? `Everything ${context.principal.tenantName} has exported, with its proof.`
            : 'Exports you made, and exports shared with you.'
        }
        actions={
          mayCreate ? (
            <LinkButton href="/exports/new" leftSection={<NewExportIcon />}>
              New export
            </LinkButton>
          ) : null
        }
      />
      <Suspense fallback={<SummarySkeleton />}>
        <Numbers context={context} />
      </Suspense>
      <FilterBar
        query={query}
        labels={await labelsFor(context)}
        views={
          <ViewsMenu
            screen="exports"
            views={await listViews.execute(context, { screen: 'exports' })}
            parameters={listParameters({ ...query, page: 1 })}
          />
        }
      />
      <Suspense fallback={<ListSkeleton />}>
        <List context={context} query={query} />
      </Suspense>
    </>
  )
}

async function Numbers({ context }: { context: Context }) {
  return <Summary initial={await getSummary.execute(context, {})} />
}

async function List({ context, query }: { context: Context; query: ListQuery }) {
  const renderedAt = Date.now()
  const page = await listExports.execute(context, query)
  const rights = rightsOf(context)
  if (page.items.length === 0) {
    return (
      <>
        <EmptyListWatch renderedAt={renderedAt} query={query} />
        <NoExports query={query} mayCreate={rights.mayCreate} />
      </>
    )
  }
  const labels = await labelsFor(context)
  return <ExportsTable page={page} renderedAt={renderedAt} query={query} labels={labels} rights={rights} />
}
