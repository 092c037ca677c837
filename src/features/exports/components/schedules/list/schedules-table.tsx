'use client'

import { Anchor, Paper, Table, Text, VisuallyHidden } from '@mantine/core'
import Link from 'next/link'
import type { Schedule } from '../../../schedules/record/schema.ts'
import { type Labels, labelOf } from '../../labels.ts'
import { StateBadge } from '../state-badge.tsx'
import { ZonedTime } from '../zoned-time.tsx'
import { RecentResults } from './recent-results.tsx'
import { RowActions } from './row-actions.tsx'

interface Props {
  schedules: Schedule[]
  labels: Labels
  mayChange: boolean
}

export function SchedulesTable({ schedules, labels, mayChange }: Props) {
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table aria-label="Schedules" highlightOnHover highlightOnHoverColor="var(--waybill-row-hover)">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th visibleFrom="sm">Next run</Table.Th>
            <Table.Th visibleFrom="md">Last results</Table.Th>
            <Table.Th visibleFrom="md">Owner</Table.Th>
            <Table.Th>State</Table.Th>
            {mayChange ? (
              <Table.Th w={88}>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            ) : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {schedules.map((schedule) => (
            <Row key={schedule.id} schedule={schedule} labels={labels} mayChange={mayChange} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

function Row({ schedule, labels, mayChange }: Omit<Props, 'schedules'> & { schedule: Schedule }) {
  const { id, schedule_name, export_type, format, in_words, next_run, time_zone, owner, recipients } =
    schedule
  const dataset = labelOf(labels.datasets, export_type)
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Anchor
          component={Link}
          href={`/exports/schedules/${id}`}
          fw={600}
          size="sm"
          c="inherit"
          py={2}
          display="inline-block"
        >
          {schedule_name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {dataset} as {labelOf(labels.formats, format)}
          {recipients.length > 0
            ? ` for ${recipients.length === 1 ? recipients[0] : `${recipients.length} people`}`
            : ''}
        </Text>
        <Text size="xs" c="dimmed">
          {in_words}
        </Text>
        <Text size="xs" hiddenFrom="sm" component="div" mt={2}>
          {next_run ? <ZonedTime at={next_run} timeZone={time_zone} /> : 'No next run'}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {next_run ? (
          <ZonedTime at={next_run} timeZone={time_zone} />
        ) : (
          <Text size="sm" c="dimmed">
            None
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="md">
        <RecentResults schedule={schedule} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        {owner.first_name} {owner.last_name}
        {owner.is_active ? null : (
          <Text size="xs" c="dimmed">
            no longer active
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <StateBadge schedule={schedule} />
      </Table.Td>
      {mayChange ? (
        <Table.Td px={4}>
          <RowActions schedule={schedule} />
        </Table.Td>
      ) : null}
    </Table.Tr>
  )
}
