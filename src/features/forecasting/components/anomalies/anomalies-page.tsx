'use client'

import { Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { EmptyState } from '#src/components/empty-state.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatShare } from '#src/components/format/quantities.ts'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import type { AnomalyResource, PrecisionResource } from '../../anomalies/schema.ts'
import { AnomalyCard } from './anomaly-card.tsx'
import { kindLabels, statusLabels } from './labels.ts'

interface Props {
  anomalies: AnomalyResource[]
  status: AnomalyResource['status']
  precision: PrecisionResource
  page: number
  pages: number
  mayDecide: boolean
}

const address = (status: string) => `/insights/anomalies${status === 'new' ? '' : `?status=${status}`}`

/** What is not as expected, until somebody says whether it matters. */
export function AnomaliesPage({ anomalies, status, precision, page, pages, mayDecide }: Props) {
  const router = useRouter()
  return (
    <>
      <PageHeader
        title="Anomalies"
        description="What is not as expected: periods outside of their forecasts, forecasts that drift, and odd prices."
        actions={
          <LinkButton href="/data/anomalies" variant="default">
            Filter, sort and export
          </LinkButton>
        }
      />
      <Group justify="space-between" mb="md" gap="sm">
        <SegmentedControl
          aria-label="Status"
          data={Object.entries(statusLabels).map(([value, label]) => ({ value, label }))}
          value={status}
          onChange={(value) => router.push(address(value))}
        />
        <PrecisionNote precision={precision} />
      </Group>
      {anomalies.length > 0 ? (
        <Stack gap="md">
          {anomalies.map((anomaly) => (
            <AnomalyCard key={anomaly.id} anomaly={anomaly} mayDecide={mayDecide} />
          ))}
        </Stack>
      ) : (
        <Paper>
          <EmptyState icon={<IconChecks aria-hidden />} title="Nothing here">
            {status === 'new'
              ? 'Nothing unexpected is waiting. Forecasts are compared with what came as their periods end.'
              : 'None yet.'}
          </EmptyState>
        </Paper>
      )}
      <PageNumbers page={page} pages={pages} />
    </>
  )
}

function PrecisionNote({ precision }: { precision: PrecisionResource }) {
  const { locale } = useFormats()
  const known = precision.kinds.flatMap((one) =>
    one.precision === null ? [] : [{ ...one, share: one.precision }],
  )
  if (known.length === 0) return null
  return (
    <Text size="sm" c="dimmed" suppressHydrationWarning>
      Of those decided, these mattered:{' '}
      {known.map(({ kind, share }) => `${kindLabels[kind].label} ${formatShare(locale, share)}`).join(', ')}
    </Text>
  )
}
