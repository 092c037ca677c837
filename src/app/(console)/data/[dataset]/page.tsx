import { IconPlus } from '@tabler/icons-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { LinkButton } from '#src/components/link-button.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { datasets } from '#src/features/datasets/catalog/index.ts'
import { FilterBar } from '#src/features/datasets/components/filters/filter-bar.tsx'
import { ColumnMenu } from '#src/features/datasets/components/list/column-menu.tsx'
import { ListFooter } from '#src/features/datasets/components/list/list-footer.tsx'
import { ListProblem, NoRows, RowsSkeleton } from '#src/features/datasets/components/list/list-notices.tsx'
import { RowsTable } from '#src/features/datasets/components/list/rows-table.tsx'
import { SortSelect } from '#src/features/datasets/components/list/sort-select.tsx'
import { Toolbar } from '#src/features/datasets/components/list/toolbar.tsx'
import { DriftNotice } from '#src/features/datasets/components/sources/editor/drift-notice.tsx'
import {
  hrefWith,
  type ListState,
  parametersOf,
  readState,
  shownColumns,
  toParameters,
} from '#src/features/datasets/components/state/list-state.ts'
import type { Totals } from '#src/features/datasets/components/state/totals.ts'
import { getDataset } from '#src/features/datasets/custom/queries/get.ts'
import type { CustomDataset } from '#src/features/datasets/custom/record/schema.ts'
import { listDatasets } from '#src/features/datasets/queries/list-datasets.ts'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import { sumRows } from '#src/features/datasets/queries/sum-rows.ts'
import type { DatasetDescription } from '#src/features/datasets/rows/description.ts'
import { ExportAsSeen } from '#src/features/exports/components/export-as-seen/export-as-seen.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { ViewsMenu } from '#src/features/views/components/views-menu.tsx'
import { listViews } from '#src/features/views/service.ts'
import type { Context } from '#src/lib/context.ts'
import { pageContext, settled } from '../../page-context.ts'

interface Props {
  params: Promise<{ dataset: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { dataset: key } = await params
  const context = await pageContext(`/data/${key}`)
  return { title: (await findDataset(context, key))?.label ?? 'Not found' }
}

export default async function DatasetPage({ params, searchParams }: Props) {
  const { dataset: key } = await params
  const address = parametersOf(await searchParams)
  const context = await pageContext(hrefWith(`/data/${key}`, address))
  const dataset = await findDataset(context, key)
  if (!dataset) notFound()
  const own = await findOwn(context, key)
  const { exact, ...parameters } = address
  const state = readState(parameters)
  const { filters } = parameters
  const columns = shownColumns(dataset, state.columns).map((column) => column.key)
  const totals = settled(
    sumRows.execute(context, {
      key,
      columns: columns.join(','),
      ...(filters ? { filters } : {}),
      ...(exact === 'true' ? { exact } : {}),
    }),
    context,
  )
  const screen = `data/${key}`
  return (
    <>
      <PageHeader
        above={<BackLink href="/data" label="All data" />}
        title={dataset.label}
        description={dataset.description}
        actions={
          <>
            <AddButton context={context} dataset={key} />
            {own ? (
              <LinkButton href={`/data/${key}/definition`} variant="default">
                Edit definition
              </LinkButton>
            ) : null}
            <ExportButton
              context={context}
              dataset={dataset}
              state={state}
              columns={columns}
              totals={totals}
            />
          </>
        }
      />
      {own?.state === 'needs_attention' ? <DriftNotice dataset={key} reasons={own.reasons} /> : null}
      <Toolbar
        filters={<FilterBar dataset={dataset} state={state} />}
        controls={
          <>
            <SortSelect dataset={dataset} state={state} />
            <ColumnMenu dataset={dataset} state={state} />
            <ViewsMenu
              screen={screen}
              views={await listViews.execute(context, { screen })}
              parameters={toParameters({ ...state, cursor: undefined })}
            />
          </>
        }
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Rows
          {...{ context, dataset, state, parameters, totals }}
          countHref={exact ? undefined : hrefWith(`/data/${key}`, { ...parameters, exact: 'true' })}
        />
      </Suspense>
    </>
  )
}

interface RowsProps {
  context: Context
  dataset: DatasetDescription
  state: ListState
  parameters: Record<string, string>
  totals: Promise<Totals>
  /** Where the rows are counted however long it takes; undefined there. */
  countHref: string | undefined
}

async function Rows({ context, dataset, state, parameters, totals, countHref }: RowsProps) {
  const columns =
    parameters.columns ??
    shownColumns(dataset, [])
      .map(({ key }) => key)
      .join(',')
  // Unknown parameters are the operation's to refuse.
  const request = { ...parameters, key: dataset.key, columns }
  const answer = await settled(listRows.execute(context, request), context)
  if (!answer.ok) return <ListProblem dataset={dataset} problem={answer.problem} />
  const { rows, pagination } = answer.data
  if (rows.length === 0) return <NoRows dataset={dataset} state={state} />
  return (
    <>
      <RowsTable dataset={dataset} state={state} page={answer.data} totals={totals} />
      <ListFooter {...{ dataset, state, pagination, totals, countHref }} />
    </>
  )
}

/** Rows that people add here, and not in another program, have a page for it. */
function AddButton({ context, dataset }: { context: Context; dataset: string }) {
  const add = datasets.find(({ key }) => key === dataset)?.pages?.add
  if (!add || !context.principal.permissions.has(add.permission)) return null
  return (
    <LinkButton href={add.href} variant="default" leftSection={<IconPlus size={17} aria-hidden />}>
      {add.label}
    </LinkButton>
  )
}

interface ExportProps extends Omit<RowsProps, 'parameters' | 'countHref'> {
  columns: string[]
}

async function ExportButton({ context, dataset, state, columns, totals }: ExportProps) {
  if (!context.principal.permissions.has('exports.create')) return null
  const { formats } = await listTypes.execute(context, {})
  const total = totals.then((found) =>
    found.ok ? { rows: found.data.rows, isExact: found.data.is_exact } : undefined,
  )
  const { filters, sort } = state
  return (
    <ExportAsSeen
      seen={{ export_type: dataset.key, filters, columns, sort }}
      label={dataset.label}
      formats={formats}
      total={total}
      maySchedule={context.principal.permissions.has('exports.schedules.create')}
    />
  )
}

/** The definition, where the dataset is the company's own and this person may change it. */
async function findOwn(context: Context, key: string): Promise<CustomDataset | undefined> {
  const isOwn = context.principal.customDatasets?.some((custom) => custom.key === key)
  if (!isOwn || !context.principal.permissions.has('sources.manage')) return undefined
  return getDataset.execute(context, { key })
}

async function findDataset(context: Context, key: string): Promise<DatasetDescription | undefined> {
  if (!context.principal.permissions.has('datasets.read')) return undefined
  return (await listDatasets.execute(context, {})).find((dataset) => dataset.key === key)
}
