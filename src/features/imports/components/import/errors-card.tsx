'use client'

import { Button, Table } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { ImportErrorResource, ImportResource } from '../../schema.ts'

interface Props {
  imported: ImportResource
  errors: ImportErrorResource[]
  total: number
  page: number
  pages: number
}

export function ErrorsCard({ imported, errors, total, page, pages }: Props) {
  const { links, has_error_file } = imported
  return (
    <Card
      title={total === 1 ? '1 error' : `${total.toLocaleString('en')} errors`}
      aside={
        has_error_file ? (
          <Button
            component="a"
            href={`${links.self}/error-file`}
            variant="default"
            size="xs"
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            Download with errors
          </Button>
        ) : null
      }
    >
      <WideTable
        label="Errors"
        width="40rem"
        head={
          <Table.Tr>
            <Table.Th ta="right">Row</Table.Th>
            <Table.Th>Column</Table.Th>
            <Table.Th>Value</Table.Th>
            <Table.Th>Expected</Table.Th>
          </Table.Tr>
        }
      >
        {errors.map(({ row, column, value, expected }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row may have one error in two columns of one heading
          <Table.Tr key={index}>
            <Table.Td ta="right">{row}</Table.Td>
            <Table.Td>{column || '–'}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value || '–'}</Table.Td>
            <Table.Td>{expected}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
      <PageNumbers page={page} pages={pages} />
    </Card>
  )
}
