'use client'

import { Anchor, Paper, Table } from '@mantine/core'
import { IconClipboardList, IconPlus } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { CountResource } from '../../counts/schema.ts'
import { countStatuses, scopeOf } from '../count-statuses.ts'

interface Props {
  counts: CountResource[]
  page: number
  pages: number
  mayCount: boolean
}

export function CountsPage({ counts, page, pages, mayCount }: Props) {
  return (
    <>
      <PageHeader
        title="Stock counts"
        description="Count what is there, look at the differences, then post them to the ledger."
        actions={
          <>
            <LinkButton href="/data/stock_counts" variant="default">
              Filter, sort and export
            </LinkButton>
            {mayCount ? (
              <LinkButton href="/inventory/counts/new" leftSection={<IconPlus size={17} aria-hidden />}>
                New count
              </LinkButton>
            ) : null}
          </>
        }
      />
      {counts.length > 0 ? (
        <CountsTable counts={counts} />
      ) : (
        <Paper>
          <EmptyState icon={<IconClipboardList aria-hidden />} title="No counts yet">
            Start with one location, or one category of it.
          </EmptyState>
        </Paper>
      )}
      <PageNumbers page={page} pages={pages} />
    </>
  )
}

function CountsTable({ counts }: { counts: CountResource[] }) {
  return (
    <WideTable
      label="Stock counts"
      width="46rem"
      head={
        <Table.Tr>
          <Table.Th>Count</Table.Th>
          <Table.Th>Location</Table.Th>
          <Table.Th>Counts</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th ta="right">Counted</Table.Th>
          <Table.Th ta="right">Differing</Table.Th>
          <Table.Th>Created</Table.Th>
        </Table.Tr>
      }
    >
      {counts.map(
        ({ id, count_no, location_name, status, counted, lines, differing, created_at, ...rest }) => (
          <Table.Tr key={id}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <Anchor component={Link} href={`/inventory/counts/${id}`} size="sm">
                {count_no}
              </Anchor>
            </Table.Td>
            <Table.Td>{location_name}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{scopeOf(rest)}</Table.Td>
            <Table.Td>
              <StatusBadge {...countStatuses[status]} />
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
              <Count value={counted} /> of <Count value={lines} />
            </Table.Td>
            <Table.Td ta="right">{differing === null ? '–' : <Count value={differing} />}</Table.Td>
            <Table.Td>
              <Timestamp at={created_at} relative />
            </Table.Td>
          </Table.Tr>
        ),
      )}
    </WideTable>
  )
}
