'use client'

import { Alert as Notice, SimpleGrid, Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes, formatCount, formatSeconds, formatShare } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { DatabaseResource } from '../../record/schema.ts'
import { TimeChart } from '../charts/lazy-chart.tsx'
import { severityColors } from '../labels.ts'

/** How the database is now and was in the last day, and what somebody should look at. */
export function MonitorCard({ database }: { database: DatabaseResource }) {
  const { locale } = useFormats()
  const { now, alerts, disk_full_on: full, history } = database
  if (!now)
    return (
      <Card title="Monitor">
        <Text size="sm" c="dimmed">
          No samples yet. A worker takes one every five minutes.
        </Text>
      </Card>
    )
  const oldest = now.oldest_transaction_seconds
  return (
    <Card
      title="Monitor"
      aside={
        <Text size="sm" c="dimmed" component="div">
          Sampled <Timestamp at={now.at} relative />
        </Text>
      }
    >
      <Stack gap="sm">
        {alerts.map(({ code, message, severity }) => (
          <Notice key={`${code} ${message}`} color={severityColors[severity]} py="xs">
            <span style={{ overflowWrap: 'anywhere' }}>{message}</span>
          </Notice>
        ))}
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
          <Figure
            label="Connections"
            value={`${formatCount(locale, now.connections)} of ${formatCount(locale, now.max_connections)}`}
          />
          <Figure label="Oldest transaction" value={oldest === null ? 'None' : formatSeconds(oldest)} />
          <Figure
            label="Read from memory"
            value={now.cache_share === null ? '–' : formatShare(locale, now.cache_share)}
          />
          <Figure label="Deleted rows" value={formatShare(locale, now.dead_share)} />
          <Figure label="Size" value={formatBytes(locale, now.database_bytes)} />
          <Figure
            label="Disk"
            value={
              now.disk_free_bytes === null
                ? 'On another machine'
                : `${formatBytes(locale, now.disk_free_bytes)} free`
            }
          />
        </SimpleGrid>
        {full ? (
          <Text size="sm">
            At its present growth the disk is full on <Day day={full} />.
          </Text>
        ) : null}
        <TimeChart
          label="Connections over the last 24 hours"
          series={[
            { name: 'connections', label: 'Connections', color: 'petrol.6' },
            { name: 'active', label: 'Active', color: 'amber.6' },
          ]}
          points={history.map(({ at, connections, active }) => ({ at, connections, active }))}
        />
      </Stack>
    </Card>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fw={600} suppressHydrationWarning>
        {value}
      </Text>
    </div>
  )
}
