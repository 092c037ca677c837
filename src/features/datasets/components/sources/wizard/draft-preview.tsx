'use client'

import { Skeleton, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { Relation } from '#src/features/sources/catalogue/schema.ts'
import { previewDraftAction } from '../../../custom/actions.ts'
import type { DatasetPreview } from '../../../custom/record/schema.ts'
import type { DatasetDescription } from '../../../rows/description.ts'
import { cellText } from '../../list/cell-text.ts'
import type { ChosenColumn } from './chosen-column.ts'

interface Props {
  sourceId: string
  relation: Relation
  columns: ChosenColumn[]
}

/** The first rows as they stand in the database now. */
export function DraftPreview({ sourceId, relation: { schema, name }, columns }: Props) {
  const format = useFormats()
  const [names] = useDebouncedValue(columns.map((column) => column.name).join('\n'), 400)
  const [preview, setPreview] = useState<DatasetPreview>()
  const [problem, setProblem] = useState<string>()

  useEffect(() => {
    if (names === '') return
    let isCurrent = true
    const chosen = names.split('\n').map((one) => ({ name: one }))
    settleAction(previewDraftAction({ source_id: sourceId, schema, name, columns: chosen })).then(
      (answer) => {
        if (!isCurrent) return
        setProblem(answer.ok ? undefined : answer.problem.message)
        if (answer.ok) setPreview(answer.data)
      },
    )
    return () => {
      isCurrent = false
    }
  }, [sourceId, schema, name, names])

  return (
    <Card title="First rows">
      <FormProblem>{problem}</FormProblem>
      {!preview && !problem ? <Skeleton h={120} /> : null}
      {preview && preview.rows.length === 0 ? <Text size="sm">The table has no rows now.</Text> : null}
      {preview && preview.rows.length > 0 ? (
        <WideTable
          label="Rows of the table"
          width={`${preview.columns.length * 8}rem`}
          head={
            <Table.Tr>
              {preview.columns.map(({ key, label }) => (
                <Table.Th key={key}>{label}</Table.Th>
              ))}
            </Table.Tr>
          }
        >
          {preview.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview are never moved.
            <Table.Tr key={index}>
              {preview.columns.map((column, at) => (
                <Table.Td key={column.key}>{textOf(column, row[at], format)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </WideTable>
      ) : null}
    </Card>
  )
}

function textOf(
  { type }: DatasetPreview['columns'][number],
  value: unknown,
  format: { locale: string; timeZone: string },
): string {
  const text = cellText({ type, masked: false } as DatasetDescription['columns'][number], value, format) ?? ''
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
