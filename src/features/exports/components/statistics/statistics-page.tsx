'use client'

import { Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes, formatCount } from '#src/components/format/quantities.ts'
import type { Analytics } from '../../statistics/schema.ts'
import type { Labels } from '../labels.ts'
import { FailedExports } from './failed-exports.tsx'
import { Figure } from './figure.tsx'
import { Bars } from './lazy-bars.tsx'
import { tablesOf } from './tables.ts'

const none = 'No exports ended in this period. Choose a longer one.'

/** Charts first, each with its table; then the lists that an admin acts on. */
export function StatisticsPage({ found, labels }: { found: Analytics; labels: Labels }) {
  const { locale } = useFormats()
  const tables = tablesOf(found, labels)
  const { totals, never_opened, period } = found
  const hasExports = totals.exports > 0
  const shown = <T,>(rows: T[]) => (hasExports ? rows : [])
  const name = (what: string) => `${what}-${period.date_from}-to-${period.date_to}`
  const speed = found.speed.map((one, index) => ({
    ...one,
    name: `${tables.speed.rows[index]![0]}, ${tables.speed.rows[index]![1]}`,
  }))
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Total label="Exports" value={formatCount(locale, totals.exports)} />
        <Total label="Completed" value={formatCount(locale, totals.completed)} />
        <Total label="Failed" value={formatCount(locale, totals.failed)} />
        <Total label="Written" value={formatBytes(locale, totals.bytes)} />
      </SimpleGrid>
      <Figure
        title="Exports per day"
        description="By the day they ended."
        fileName={name('exports-per-day')}
        table={{ ...tables.days, rows: shown(tables.days.rows) }}
        empty={none}
        chart={
          <Bars
            label="Exports per day by status"
            data={found.per_day}
            dataKey="day"
            unit="count"
            isStacked
            series={[
              { name: 'completed', label: 'Completed', color: 'petrol.6' },
              { name: 'failed', label: 'Failed', color: 'red.6' },
              { name: 'cancelled', label: 'Cancelled', color: 'gray.5' },
            ]}
          />
        }
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Figure
          title="Rows per day"
          fileName={name('rows-per-day')}
          table={{
            columns: ['Day', 'Rows'],
            rows: shown(found.per_day).map((one) => [one.day, one.records]),
          }}
          empty={none}
          chart={<OneBar label="Rows per day" data={found.per_day} name="records" unit="count" />}
        />
        <Figure
          title="Bytes per day"
          fileName={name('bytes-per-day')}
          table={{ columns: ['Day', 'Bytes'], rows: shown(found.per_day).map((one) => [one.day, one.bytes]) }}
          empty={none}
          chart={<OneBar label="Bytes per day" data={found.per_day} name="bytes" unit="bytes" />}
        />
        <Figure
          title="Waiting time"
          description="From the request to the start, by dataset and format."
          fileName={name('waiting-time')}
          table={tables.speed}
          empty={none}
          chart={<SpeedBars label="Waiting time" data={speed} of="wait" />}
        />
        <Figure
          title="Running time"
          description="From the start to the finished file, by dataset and format."
          fileName={name('running-time')}
          table={tables.speed}
          empty={none}
          chart={<SpeedBars label="Running time" data={speed} of="run" />}
        />
        <Figure title="Datasets" fileName={name('datasets')} table={tables.types} empty={none} />
        <Figure title="Formats" fileName={name('formats')} table={tables.formats} empty={none} />
        <Figure
          title="Reasons for failure"
          fileName={name('failures')}
          table={tables.failures}
          empty="No exports failed in this period."
        />
        <FailedExports failures={found.failures} />
        <Figure title="Most active people" fileName={name('people')} table={tables.people} empty={none} />
        <Figure
          title="Most used templates"
          fileName={name('templates')}
          table={tables.templates}
          empty="No exports were made from a template in this period."
        />
        <Figure
          title="Stored files"
          description="How much is stored now, and since when."
          fileName="stored-files"
          table={tables.storage}
          empty="No files are stored."
          chart={
            <Bars
              label="Stored bytes by time since completion"
              data={tables.storage.rows.map(([age, , bytes]) => ({ age: String(age), bytes: Number(bytes) }))}
              dataKey="age"
              unit="bytes"
              isHorizontal
              series={[{ name: 'bytes', label: 'Bytes', color: 'petrol.6' }]}
            />
          }
        />
        <Figure
          title="Files that nobody downloaded"
          description={`${formatCount(locale, never_opened.exports)} of the stored files, ${formatBytes(locale, never_opened.bytes)}. The latest ten:`}
          fileName="files-never-opened"
          table={tables.unopened}
          empty="Every stored file has been downloaded."
        />
      </SimpleGrid>
      <Figure title="Workers" fileName={name('workers')} table={tables.workers} empty={none} />
    </Stack>
  )
}

function Total({ label, value }: { label: string; value: string }) {
  return (
    <Paper p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={24} fw={620} lh={1.2} suppressHydrationWarning>
        {value}
      </Text>
    </Paper>
  )
}

function OneBar(props: {
  label: string
  data: Analytics['per_day']
  name: 'records' | 'bytes'
  unit: 'count' | 'bytes'
}) {
  const { label, data, name, unit } = props
  return (
    <Bars label={label} data={data} dataKey="day" unit={unit} series={[{ name, label, color: 'petrol.6' }]} />
  )
}

function SpeedBars(props: {
  label: string
  data: (Analytics['speed'][number] & { name: string })[]
  of: 'wait' | 'run'
}) {
  const { label, data, of } = props
  return (
    <Bars
      label={label}
      data={data}
      dataKey="name"
      unit="milliseconds"
      isHorizontal
      series={[
        { name: `${of}_p50_ms`, label: 'Median', color: 'petrol.4' },
        { name: `${of}_p95_ms`, label: '95th percentile', color: 'amber.5' },
      ]}
    />
  )
}
