'use client'

import { Paper, Table, VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ListQuery } from '../../record/list-params.ts'
import type { ExportPage } from '../../record/schema.ts'
import { LiveAnnouncer } from '../live-announcer.tsx'
import type { Rights } from '../rights.ts'
import { SignedOutNotice } from '../signed-out-notice.tsx'
import { useLiveExports } from '../use-live-exports.ts'
import { tellExportsChanged } from './change-signal.ts'
import { ExportRow } from './export-row.tsx'
import type { Labels } from './labels.ts'
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
  const { exports, created, problem } = useLiveExports({ initial: page.items, renderedAt, withCreated: true })
  const { show, isLoading } = useListQuery(query)
  useChangeSignal(`${exports.map(({ resource }) => resource.status)} ${created.length}`)
  const sort = { query, onSort: show }
  return (
    <>
      {problem?.code === 'unauthenticated' ? <SignedOutNotice /> : null}
      <NewExportsBar created={created} query={query} />
      <LiveAnnouncer exports={exports} />
      <Paper style={{ overflow: 'hidden' }}>
        <Table
          aria-busy={isLoading}
          aria-label="Exports"
          highlightOnHover
          highlightOnHoverColor="var(--waybill-row-hover)"
        >
          <Table.Thead>
            <Table.Tr>
              <SortableHeader column="export_name" label="Name" {...sort} />
              <SortableHeader column="export_type" label="Dataset" {...sort} visibleFrom="md" />
              <SortableHeader column="format" label="Format" {...sort} visibleFrom="md" />
              <SortableHeader column="status" label="Status" {...sort} />
              <SortableHeader column="record_count" label="Rows" {...sort} isNumber visibleFrom="sm" />
              <SortableHeader column="file_size" label="Size" {...sort} isNumber visibleFrom="sm" />
              <SortableHeader column="created_at" label="Created" {...sort} visibleFrom="sm" />
              <Table.Th w={88}>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {exports.map((seen) => (
              <ExportRow key={seen.resource.id} {...seen} labels={labels} rights={rights} />
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
  const told = useRef(signs)
  useEffect(() => {
    if (told.current === signs) return
    told.current = signs
    tellExportsChanged()
  }, [signs])
}
