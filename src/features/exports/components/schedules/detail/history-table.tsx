'use client'

import { Anchor, Group, Pagination, Paper, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import { Count } from '#src/components/format/quantity.tsx'
import type { Pagination as Pages } from '#src/lib/operation/operation.ts'
import { changesInWords } from '../../../run-changes/in-words.ts'
import type { Occurrence } from '../../../schedules/record/schema.ts'
import { resultInWords, resultOf } from '../result.ts'
import { ResultIcon } from '../result-icon.tsx'
import { windowInWords } from '../window.ts'
import { ZonedTime } from '../zoned-time.tsx'

interface Props {
  scheduleId: string
  runs: Occurrence[]
  pagination: Pages
  timeZone: string
}

const triggers: Record<Occurrence['trigger'], string | undefined> = {
  schedule: undefined,
  manual: 'Run by hand',
  backfill: 'Made for a past day',
  test: 'Test',
}

export function HistoryTable({ scheduleId, runs, pagination, timeZone }: Props) {
  if (runs.length === 0) {
    return <Text size="sm">It has not run yet. Send a test to yourself to see its file and email.</Text>
  }
  const link = (page: number) => ({ component: Link, href: `/exports/schedules/${scheduleId}?page=${page}` })
  const { page, pages } = pagination
  const edges = { first: 1, last: pages, previous: Math.max(1, page - 1), next: Math.min(pages, page + 1) }
  return (
    <>
      <Paper style={{ overflow: 'hidden' }}>
        <Table aria-label="History">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Due</Table.Th>
              <Table.Th>Result</Table.Th>
              <Table.Th visibleFrom="sm">Data</Table.Th>
              <Table.Th ta="right">Rows</Table.Th>
              <Table.Th visibleFrom="md">Since the run before</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Row key={run.id} run={run} timeZone={timeZone} />
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {pages > 1 ? (
        <Pagination
          mt="sm"
          size="sm"
          component="nav"
          aria-label="Pages of the history"
          total={pages}
          value={page}
          getItemProps={link}
          getControlProps={(control) => ({ ...link(edges[control]), 'aria-label': `${control} page` })}
        />
      ) : null}
    </>
  )
}

function Row({ run, timeZone }: { run: Occurrence; timeZone: string }) {
  const { locale } = useFormats()
  const { label, reason } = resultInWords(run)
  const left = run.recipients_left_out
  return (
    <Table.Tr>
      <Table.Td>
        <ZonedTime at={run.scheduled_for} timeZone={timeZone} />
        {triggers[run.trigger] ? (
          <Text size="xs" c="dimmed">
            {triggers[run.trigger]}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap" align="center">
          <ResultIcon result={resultOf(run)} size={16} />
          {run.export_id ? (
            <Anchor
              component={Link}
              href={`/exports/${run.export_id}`}
              size="sm"
              py={2}
              display="inline-block"
            >
              {label}
            </Anchor>
          ) : (
            <Text size="sm">{label}</Text>
          )}
        </Group>
        {reason ? (
          <Text size="xs" c="dimmed" maw="44ch">
            {reason}
          </Text>
        ) : null}
        {left.length > 0 ? (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            Not sent to {left.join(', ')}: no longer allowed to have it.
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <span suppressHydrationWarning>{windowInWords(run.window, locale) ?? 'All days'}</span>
      </Table.Td>
      <Table.Td ta="right">{run.rows === null ? '–' : <Count value={run.rows} />}</Table.Td>
      <Table.Td visibleFrom="md">
        <Changes run={run} />
      </Table.Td>
    </Table.Tr>
  )
}

/** How many rows differ from those of the run before, with a link to which; or why that is not known. */
function Changes({ run }: { run: Occurrence }) {
  const { locale } = useFormats()
  const { changes } = run
  if (!changes) return '–'
  const { since, counts } = changes
  if (!counts) {
    return (
      <Text size="xs" c="dimmed" maw="36ch">
        {changesInWords(changes)}
      </Text>
    )
  }
  return (
    <Anchor component={Link} href={`/exports/${run.export_id}/comparison?with=${since}`} size="sm">
      <span suppressHydrationWarning>
        {Object.entries(counts)
          .map(([word, rows]) => `${formatCount(locale, rows)} ${word}`)
          .join(', ')}
      </span>
    </Anchor>
  )
}
