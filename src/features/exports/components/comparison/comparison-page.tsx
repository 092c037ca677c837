'use client'

import { Alert, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconEqual, IconGitCompare } from '@tabler/icons-react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { Answer } from '#src/lib/http/action.ts'
import type { ComparableExports, ExportComparison } from '../../comparisons/schema.ts'
import { ChooseExport } from './choose-export.tsx'
import { ComparedRows } from './compared-rows.tsx'
import { DownloadChanges } from './download-changes.tsx'

interface Props {
  exportId: string
  exportName: string
  choices: ComparableExports
  chosen: string | undefined
  compared: Answer<ExportComparison> | undefined
}

export function ComparisonPage({ exportId, exportName, choices, chosen, compared }: Props) {
  return (
    <>
      <PageHeader
        above={<BackLink href={`/exports/${exportId}`} label={exportName} />}
        title="What changed"
        description={`Rows of ${exportName} that were added, removed or changed since another export of the same columns.`}
      />
      {choices.length === 0 && !chosen ? (
        <EmptyState icon={<IconGitCompare aria-hidden />} title="Nothing to compare with">
          Another export of the same dataset, columns and time zone is needed, whose rows are still kept. Run
          this one again later, and compare then.
        </EmptyState>
      ) : (
        <Stack gap="lg">
          <ChooseExport exportId={exportId} choices={choices} chosen={chosen} />
          {compared && !compared.ok ? <Alert color="red">{compared.problem.message}</Alert> : null}
          {compared?.ok ? <Result comparison={compared.data} /> : null}
        </Stack>
      )}
    </>
  )
}

function Result({ comparison }: { comparison: ExportComparison }) {
  const { before, after, columns, first, added, removed, changed, unchanged } = comparison
  const hasSameFilters = before.filters_in_words.join('\n') === after.filters_in_words.join('\n')
  return (
    <>
      <Text size="sm">
        From <Timestamp at={before.snapshot_at} withSeconds /> (<Count value={before.rows} /> rows) to{' '}
        <Timestamp at={after.snapshot_at} withSeconds /> (<Count value={after.rows} /> rows)
      </Text>
      {hasSameFilters ? null : (
        <Alert color="amber">
          The two have different filters, so rows may only be in one of them because of that.
        </Alert>
      )}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" role="list" aria-label="Differences">
        <Figure label="Added" value={added} />
        <Figure label="Removed" value={removed} />
        <Figure label="Changed" value={changed} />
        <Figure label="Unchanged" value={unchanged} />
      </SimpleGrid>
      {added + removed + changed === 0 ? (
        <Group gap="xs">
          <IconEqual size={18} aria-hidden />
          <Text size="sm">Both have the same rows with the same values.</Text>
        </Group>
      ) : null}
      {added + removed + changed > 0 ? <DownloadChanges exportId={after.id} before={before.id} /> : null}
      <ComparedRows title="Changed rows" columns={columns} total={changed} rows={first.changed} />
      <ComparedRows
        title="Added rows"
        columns={columns}
        total={added}
        rows={first.added.map((row) => ({ after: row }))}
      />
      <ComparedRows
        title="Removed rows"
        columns={columns}
        total={removed}
        rows={first.removed.map((row) => ({ after: row }))}
      />
    </>
  )
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <Paper p="sm" withBorder role="listitem">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz="xl" fw={600}>
        <Count value={value} />
      </Text>
    </Paper>
  )
}
