'use client'

import { Checkbox, Paper, Table, VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ListQuery } from '../../record/list-params.ts'
import type { ExportPage } from '../../record/schema.ts'
import { useDeletedExports } from '../commands/delete-with-undo.tsx'
import type { Labels } from '../labels.ts'
import { LiveAnnouncer } from '../live-announcer.tsx'
import type { Rights } from '../rights.ts'
import { SignedOutNotice } from '../signed-out-notice.tsx'
import { useLiveExports } from '../use-live-exports.ts'
import { BulkBar } from './bulk-bar.tsx'
import { tellExportsChanged } from './change-signal.ts'
import { ExportRow } from './export-row.tsx'
import classes from './exports-table.module.css'
import { NewExportsBar } from './new-exports-bar.tsx'
import { SortableHeader } from './sortable-header.tsx'
import { TableFooter } from './table-footer.tsx'
import { useListQuery } from './use-list-query.ts'

interface Props {
  page: ExportPage
  renderedAt: number
  query: ListQuery
  labels: Labels
  rights: Rights
}

export function ExportsTable({ page, renderedAt, query, labels, rights }: Props) {
  const {
    exports: all,
    created,
    problem,
  } = useLiveExports({
    ...{ initial: page.items, renderedAt, withCreated: true },
  })
  const { show, isLoading } = useListQuery(query)
  const deleted = useDeletedExports()
  const exports = all.filter(({ resource }) => !deleted.has(resource.id))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const selected = exports.filter(({ resource }) => chosen.has(resource.id)).map(({ resource }) => resource)
  const maySelect = rights.mayDelete || rights.mayExecute
  useChangeSignal(`${all.map(({ resource }) => resource.status)} ${created.length}`)
  const sort = { query, onSort: show }
  const ids = exports.map(({ resource }) => resource.id)

  function select(id: string, isSelected: boolean) {
    const others = [...chosen].filter((one) => one !== id)
    setChosen(new Set(isSelected ? [...others, id] : others))
  }

  return (
    <>
      {problem?.code === 'unauthenticated' ? <SignedOutNotice /> : null}
      <NewExportsBar created={created} query={query} />
      <LiveAnnouncer exports={exports} />
      {selected.length > 0 ? (
        <BulkBar selected={selected} rights={rights} onDone={() => setChosen(new Set())} />
      ) : null}
      <Paper style={{ overflow: 'hidden' }}>
        <Table
          aria-busy={isLoading}
          aria-label="Exports"
          className={classes.table}
          highlightOnHover
          highlightOnHoverColor="var(--waybill-row-hover)"
        >
          <Table.Thead className={classes.head}>
            <Table.Tr>
              {maySelect ? (
                <Table.Th className={classes.select}>
                  <Checkbox
                    size="xs"
                    aria-label="Select all exports on this page"
                    checked={ids.length > 0 && selected.length === ids.length}
                    indeterminate={selected.length > 0 && selected.length < ids.length}
                    onChange={(event) => setChosen(new Set(event.currentTarget.checked ? ids : []))}
                  />
                </Table.Th>
              ) : null}
              <SortableHeader column="export_name" label="Name" {...sort} />
              <SortableHeader
                column="export_type"
                label="Dataset"
                {...sort}
                visibleFrom="md"
                className={classes.dataset}
              />
              <SortableHeader
                column="format"
                label="Format"
                {...sort}
                visibleFrom="md"
                className={classes.format}
              />
              <SortableHeader column="status" label="Status" {...sort} className={classes.status} />
              <SortableHeader
                column="record_count"
                label="Rows"
                {...sort}
                isNumber
                visibleFrom="sm"
                className={classes.number}
              />
              <SortableHeader
                column="file_size"
                label="Size"
                {...sort}
                isNumber
                visibleFrom="sm"
                className={classes.number}
              />
              <SortableHeader
                column="created_at"
                label="Created"
                {...sort}
                visibleFrom="sm"
                className={classes.created}
              />
              <Table.Th w={88}>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {exports.map((seen) => (
              <ExportRow
                key={seen.resource.id}
                {...seen}
                labels={labels}
                rights={rights}
                selection={
                  maySelect
                    ? {
                        isSelected: chosen.has(seen.resource.id),
                        onSelect: (isSelected) => select(seen.resource.id, isSelected),
                      }
                    : undefined
                }
              />
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      <TableFooter pagination={page.pagination} query={query} />
    </>
  )
}

/** The first signs are what the server already counted. */
function useChangeSignal(signs: string): void {
  const known = useRef(signs)
  useEffect(() => {
    if (known.current === signs) return
    known.current = signs
    tellExportsChanged()
  }, [signs])
}
