'use client'

import { Table, type TableThProps, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ListQuery, SortColumn } from '../../record/list-params.ts'
import classes from './sortable-header.module.css'

interface Props extends Pick<TableThProps, 'visibleFrom' | 'className'> {
  column: SortColumn
  label: string
  query: ListQuery
  onSort: (changes: Partial<ListQuery>) => void
  isNumber?: boolean
}

export function SortableHeader({
  column,
  label,
  query,
  onSort,
  isNumber = false,
  visibleFrom,
  className,
}: Props) {
  const isSorted = query.sort_by === column
  const isAscending = query.sort_order === 'asc'
  const Icon = isAscending ? IconArrowUp : IconArrowDown
  // Names begin at A, numbers and dates at the largest.
  const first = isNumber || column === 'created_at' ? 'desc' : 'asc'

  function sort() {
    const other = isAscending ? 'desc' : 'asc'
    onSort({ sort_by: column, sort_order: isSorted ? other : first, page: 1 })
  }

  return (
    <Table.Th
      visibleFrom={visibleFrom}
      className={className}
      aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : 'none'}
      ta={isNumber ? 'right' : undefined}
    >
      <UnstyledButton className={classes.button} onClick={sort} data-sorted={isSorted || undefined}>
        {label}
        {isSorted ? <Icon size={14} aria-hidden /> : null}
      </UnstyledButton>
    </Table.Th>
  )
}
