'use client'

import { Skeleton, Table, Text } from '@mantine/core'
import { use } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import type { DatasetDescription } from '../../rows/description.ts'
import type { RowSums } from '../../rows/schema.ts'
import type { Totals } from '../state/totals.ts'
import { cellText, isNumeric } from './cell-text.ts'
import classes from './rows-table.module.css'

type Columns = DatasetDescription['columns']

const reasons: Record<RowSums['unsummed'][string], string> = {
  too_many_rows: 'too many rows to add up quickly',
  several_currencies: 'several currencies',
}

/** The sums of all rows that the filters let through, not of the page alone. */
export function SumsRow({ columns, totals }: { columns: Columns; totals: Promise<Totals> }) {
  const formats = useFormats()
  const found = use(totals)
  if (!found.ok || !columns.some(isNumeric)) return null
  const { rows, is_exact, sums, unsummed } = found.data
  const first = columns[0]
  const count = `${is_exact ? '' : 'about '}${formatCount(formats.locale, rows)} ${plural(rows, 'row')}`
  return (
    <Table.Tfoot role="rowgroup">
      <Table.Tr role="row" className={classes.sums} data-sums>
        {columns.map((column) => {
          const sum = sums[column.key]
          const text = cellText(column, sum, formats)
          const reason = unsummed[column.key]
          const caption = column === first ? `Sum of ${count}` : undefined
          return (
            <Table.Td
              key={column.key}
              role="cell"
              data-column={column.key}
              data-label={caption ? 'Sums' : column.label}
              data-number={isNumeric(column) || undefined}
              data-empty={!text && !reason && !caption ? true : undefined}
              className={classes.cell}
            >
              <span suppressHydrationWarning>
                {caption ? (
                  <Text span inherit>
                    {caption}
                    {text ? ': ' : ''}
                  </Text>
                ) : null}
                {text}
                {reason ? <span className={classes.note}> {reasons[reason]}</span> : null}
              </span>
            </Table.Td>
          )
        })}
      </Table.Tr>
    </Table.Tfoot>
  )
}

export function SumsSkeleton({ columns }: { columns: Columns }) {
  if (!columns.some(isNumeric)) return null
  return (
    <Table.Tfoot role="rowgroup">
      <Table.Tr role="row" className={classes.sums}>
        {columns.map((column, index) => (
          <Table.Td
            key={column.key}
            role="cell"
            data-label={index === 0 ? 'Sums' : column.label}
            data-empty={index > 0 || undefined}
            className={classes.cell}
          >
            {index === 0 ? <Skeleton height={14} width={110} my={3} /> : null}
          </Table.Td>
        ))}
      </Table.Tr>
    </Table.Tfoot>
  )
}
