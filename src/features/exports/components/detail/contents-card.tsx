'use client'

import { DataList, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { Manifest } from '../../proofs/manifest.ts'
import { type OptionsSchema, optionsInWords } from '../format-options.ts'
import { type Labels, labelOf } from '../labels.ts'

interface Props {
  manifest: Manifest
  labels: Labels
  /** Of the file's format. */
  options: OptionsSchema
}

/** The manifest in words. */
export function ContentsCard({ manifest, labels, options: schema }: Props) {
  const { dataset, rows_written, filters_in_words, sort, columns, time_zone, snapshot_at, dialect } = manifest
  const labelOfColumn = new Map(columns.map(({ key, label }) => [key, label]))
  const options = optionsInWords(schema, dialect.options)
  return (
    <Card title="What is inside">
      <DataList labelWidth="7.5rem" gap="xs">
        <Fact label="Dataset">{dataset.label}</Fact>
        <Fact label="Rows">
          <Count value={rows_written} /> (every row that was read)
        </Fact>
        <Fact label="As of">
          <Timestamp at={snapshot_at} withSeconds />
        </Fact>
        <Fact label="Filters">
          {filters_in_words.length === 0 ? 'None (all rows)' : <Lines lines={filters_in_words} />}
        </Fact>
        <Fact label="Sort">
          {sort
            .map(
              ({ column, direction }) =>
                `${labelOfColumn.get(column) ?? column}, ${direction === 'asc' ? 'ascending' : 'descending'}`,
            )
            .join('; then ')}
        </Fact>
        <Fact label="Time zone">{time_zone}</Fact>
        <Fact label="Format">
          {labelOf(labels.formats, dialect.format)}
          <Text size="xs" c="dimmed">
            {options.join(' · ')}
          </Text>
        </Fact>
        <Fact label="Safety">
          <SafetyWords manifest={manifest} />
        </Fact>
      </DataList>
    </Card>
  )
}

function SafetyWords({ manifest: { guarded_cells, cut_cells, text_cells = 0 } }: { manifest: Manifest }) {
  return (
    <>
      {guarded_cells === 0 ? (
        'No text looks like a formula'
      ) : (
        <>
          <Count value={guarded_cells} /> texts that a spreadsheet would run as a formula were guarded
        </>
      )}
      {cut_cells === 0 ? (
        '; no value was shortened.'
      ) : (
        <>
          ; <Count value={cut_cells} /> values were too long for the format and were shortened.
        </>
      )}
      {text_cells === 0 ? null : (
        <>
          {' '}
          <Count value={text_cells} /> numbers or dates are stored as text, because this format cannot hold
          them exactly.
        </>
      )}
    </>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{children}</DataList.ItemValue>
    </DataList.Item>
  )
}

function Lines({ lines }: { lines: string[] }) {
  if (lines.length === 1) return lines[0]
  return (
    <List size="sm">
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  )
}
