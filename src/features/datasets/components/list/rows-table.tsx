'use client'

import { Anchor, Paper, Table, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconLock } from '@tabler/icons-react'
import Link from 'next/link'
import { Suspense } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import type { DatasetDescription } from '../../rows/description.ts'
import type { RowPage } from '../../rows/schema.ts'
import { type ListState, type Sort, shownColumns, withSort } from '../state/list-state.ts'
import type { Totals } from '../state/totals.ts'
import { useListState } from '../state/use-list-state.ts'
import { cellText, isNumeric } from './cell-text.ts'
import classes from './rows-table.module.css'
import { SumsRow, SumsSkeleton } from './sums-row.tsx'

type Column = DatasetDescription['columns'][number]

interface Props {
  dataset: DatasetDescription
  state: ListState
  page: RowPage
  totals: Promise<Totals>
}

/** One table; on a phone each of its rows is a card, and headings stand beside their values. */
export function RowsTable({ dataset, state, page, totals }: Props) {
  const { show, isLoading } = useListState(dataset.key)
  const columns = shownColumns(dataset, state.columns)
  const sort = state.sort.length > 0 ? state.sort : dataset.default_sort
  return (
    <Paper className={classes.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what has the focus */}
      <section className={classes.scroller} aria-label={`Rows of ${dataset.label}`} tabIndex={0}>
        <Table
          role="table"
          className={classes.table}
          aria-busy={isLoading}
          aria-label={dataset.label}
          highlightOnHover
          highlightOnHoverColor="var(--waybill-row-hover)"
        >
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {columns.map((column) => (
                <Heading
                  key={column.key}
                  column={column}
                  sort={sort}
                  onSort={(first) => show(withSort(state, column.key, sort, first))}
                />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody role="rowgroup">
            {page.rows.map(({ key, values }) => (
              <Table.Tr key={key} role="row" data-row={key}>
                {columns.map((column, index) => (
                  <Cell
                    key={column.key}
                    column={column}
                    value={values[column.key]}
                    href={index === 0 && dataset.row_page ? `${dataset.row_page}${key}` : undefined}
                  />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Suspense fallback={<SumsSkeleton columns={columns} />}>
            <SumsRow columns={columns} totals={totals} />
          </Suspense>
        </Table>
      </section>
    </Paper>
  )
}

interface HeadingProps {
  column: Column
  sort: Sort
  onSort: (first: 'asc' | 'desc') => void
}

function Heading({ column, sort, onSort }: HeadingProps) {
  const sorted = sort.find((key) => key.column === column.key)
  const Icon = sorted?.direction === 'desc' ? IconArrowDown : IconArrowUp
  const isSortable = !column.masked && column.type !== 'json'
  // What people usually look for: names from A on, numbers and dates from the largest.
  const first = isNumeric(column) || column.type === 'date' || column.type === 'timestamp' ? 'desc' : 'asc'
  const ariaSort = sorted ? (sorted.direction === 'asc' ? 'ascending' : 'descending') : 'none'
  return (
    <Table.Th
      role="columnheader"
      aria-sort={isSortable ? ariaSort : undefined}
      ta={isNumeric(column) ? 'right' : undefined}
      className={classes.heading}
    >
      {isSortable ? (
        <UnstyledButton
          className={classes.sort}
          onClick={() => onSort(first)}
          data-sorted={sorted !== undefined || undefined}
        >
          {column.label}
          {sorted ? <Icon size={14} aria-hidden /> : null}
        </UnstyledButton>
      ) : (
        <span className={classes.sort}>
          {column.label}
          {column.masked ? <MaskedMark /> : null}
        </span>
      )}
    </Table.Th>
  )
}

function MaskedMark() {
  return (
    <Tooltip label="Your role can see at most the last four characters">
      <span role="img" aria-label="masked" style={{ display: 'inline-flex' }}>
        <IconLock size={13} aria-hidden />
      </span>
    </Tooltip>
  )
}

interface CellProps {
  column: Column
  value: unknown
  /** The row's own page: it is opened from the first cell. */
  href: string | undefined
}

function Cell({ column, value, href }: CellProps) {
  const text = cellText(column, value, useFormats())
  return (
    <Table.Td
      role="cell"
      data-column={column.key}
      data-label={column.label}
      data-number={isNumeric(column) || undefined}
      className={classes.cell}
    >
      {href ? (
        <Anchor component={Link} href={href} inherit className={classes.value}>
          {text ?? 'Open'}
        </Anchor>
      ) : text === undefined ? (
        <Text span c="dimmed" inherit aria-label="empty">
          –
        </Text>
      ) : (
        <span className={classes.value} title={text.length > 30 ? text : undefined} suppressHydrationWarning>
          {text}
        </span>
      )}
    </Table.Td>
  )
}
