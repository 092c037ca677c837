'use client'

import { Anchor, DataList, List, Text } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { Manifest } from '../../proofs/manifest.ts'
import { type OptionsSchema, optionsInWords } from '../format-options.ts'
import { type Labels, labelOf } from '../labels.ts'

interface Props {
  manifest: Manifest
  labels: Labels
  /** Of the file's format. */
  options: OptionsSchema
  /** Where its rows can be compared with those of another export. */
  comparisonHref: string | undefined
}

/** The manifest in words. */
export function ContentsCard({ manifest, labels, options: schema, comparisonHref }: Props) {
  const { dataset, rows_written, filters_in_words, sort, columns, time_zone, snapshot_at, dialect, delta } =
    manifest
  const labelOfColumn = new Map(columns.map(({ key, label }) => [key, label]))
  const options = optionsInWords(schema, dialect.options)
  return (
    <Card
      title="What is inside"
      aside={
        comparisonHref ? (
          <LinkButton href={comparisonHref} variant="default" size="xs">
            Compare with another export
          </LinkButton>
        ) : undefined
      }
    >
      <DataList labelWidth="7.5rem" gap="xs">
        <Fact label="Dataset">{dataset.label}</Fact>
        <Fact label="Rows">
          <Count value={rows_written} /> ({delta ? 'those that changed' : 'every row that was read'})
        </Fact>
        {delta ? (
          <Fact label="Changes">
            <DeltaWords delta={delta} />
          </Fact>
        ) : null}
        <Fact label="As of">
          <Timestamp at={snapshot_at} withSeconds />
          {manifest.snapshot_of ? ', as another export of the same rows read them' : null}
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

const fullBecause = {
  requested: 'as requested',
  columns_changed: 'because its columns are not those of the file before',
  file_gone: 'because a file before it was removed before anybody downloaded it',
  states_lost: 'because what the run before remembered of its rows is lost',
}

function DeltaWords({ delta }: { delta: NonNullable<Manifest['delta']> }) {
  const { kind, sequence, rows, upserts, deletes, base_export_id, base_snapshot_at, reason } = delta
  if (kind === 'full' || !base_export_id || !base_snapshot_at) {
    return `A full file, number ${sequence} of its schedule${reason ? `, ${fullBecause[reason]}` : ''}`
  }
  return (
    <>
      <Count value={upserts} /> added or changed, <Count value={deletes} /> deleted since{' '}
      <Anchor component={Link} href={`/exports/${base_export_id}`} inherit>
        <Timestamp at={base_snapshot_at} withSeconds />
      </Anchor>
      ; now there are <Count value={rows} /> rows. Number {sequence} of its schedule.
    </>
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
