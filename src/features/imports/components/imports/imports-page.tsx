'use client'

import { Anchor, Paper, Stack, Table, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { ImportResource } from '../../schema.ts'
import { contents, statuses } from '../statuses.ts'
import { UploadForm } from './upload-form.tsx'

interface Props {
  imports: ImportResource[]
  page: number
  pages: number
}

export function ImportsPage({ imports, page, pages }: Props) {
  return (
    <Stack gap="lg">
      <PageHeader
        title="Import"
        description="Add and change many items with their stock, suppliers or supplier prices with a file. Nothing changes before you have seen what would."
        actions={
          <LinkButton href="/exports/new?type=inventory" variant="default">
            Start from an export
          </LinkButton>
        }
      />
      <Card title="Upload a file">
        <Stack gap="sm">
          <Text size="sm">
            The first row has the headings. Rows are found by <strong>ID</strong>, or items by{' '}
            <strong>SKU</strong>, suppliers by <strong>Supplier no.</strong> and prices by both with{' '}
            <strong>Valid from</strong>. An empty cell changes nothing; stock becomes a movement in the
            ledger.
          </Text>
          <UploadForm />
        </Stack>
      </Card>
      <div>
        {imports.length > 0 ? (
          <ImportsTable imports={imports} />
        ) : (
          <Paper>
            <EmptyState icon={<IconFileImport aria-hidden />} title="No imports yet">
              Upload a file above, or start from an export of your inventory.
            </EmptyState>
          </Paper>
        )}
        <PageNumbers page={page} pages={pages} />
      </div>
    </Stack>
  )
}

function ImportsTable({ imports }: { imports: ImportResource[] }) {
  return (
    <WideTable
      label="Imports"
      width="40rem"
      head={
        <Table.Tr>
          <Table.Th>File</Table.Th>
          <Table.Th>What it has</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th ta="right">Rows</Table.Th>
          <Table.Th ta="right">Rows with errors</Table.Th>
          <Table.Th>Uploaded</Table.Th>
        </Table.Tr>
      }
    >
      {imports.map(({ id, content, file_name, status, counts, created_at }) => (
        <Table.Tr key={id}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/inventory/imports/${id}`} size="sm">
              {file_name}
            </Anchor>
          </Table.Td>
          <Table.Td>{contents[content]}</Table.Td>
          <Table.Td>
            <StatusBadge {...statuses[status]} />
          </Table.Td>
          <Table.Td ta="right">{counts ? <Count value={counts.rows} /> : '–'}</Table.Td>
          <Table.Td ta="right">{counts ? <Count value={counts.error_rows} /> : '–'}</Table.Td>
          <Table.Td>
            <Timestamp at={created_at} relative />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
