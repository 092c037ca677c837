'use client'

import { Text, Timeline } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArchive,
  IconBan,
  IconCamera,
  IconCheck,
  IconDatabase,
  IconDownload,
  IconHourglass,
  IconMail,
  IconPlayerPlay,
  IconSend,
  IconTable,
} from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes, formatCount, formatMilliseconds, plural } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { ExportDetails, Stage } from '../../record/details-schema.ts'
import type { ExportState } from '../export-state.ts'
import { type TimelineKind, timelineOf } from './timeline.ts'

const icons: Record<TimelineKind, typeof IconBan> = {
  requested: IconSend,
  queued: IconHourglass,
  started: IconPlayerPlay,
  snapshot: IconCamera,
  read: IconTable,
  completed: IconCheck,
  stored: IconDatabase,
  mailed: IconMail,
  failed: IconAlertTriangle,
  cancelled: IconBan,
  downloaded: IconDownload,
  expired: IconArchive,
}

const shownDownloads = 5

export function TimelineCard({ details, state }: { details: ExportDetails; state: ExportState }) {
  const { locale } = useFormats()
  const events = timelineOf(details, state)
  const downloads = events.filter(({ kind }) => kind === 'downloaded')
  const hidden = new Set(downloads.slice(0, Math.max(0, downloads.length - shownDownloads)))
  const shown = events.filter((event) => !hidden.has(event))
  return (
    <Card title="What happened">
      <Timeline bulletSize={24} lineWidth={2} active={shown.length} style={{ overflowWrap: 'anywhere' }}>
        {shown.map(({ kind, title, detail, stage, at }) => {
          const Icon = icons[kind]
          return (
            <Timeline.Item
              key={`${kind} ${at} ${title}`}
              bullet={<Icon size={14} aria-hidden />}
              title={title}
              color={
                kind === 'failed' ? 'red' : kind === 'cancelled' || kind === 'expired' ? 'gray' : undefined
              }
            >
              {detail ? (
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {detail}
                </Text>
              ) : null}
              {stage ? (
                <Text size="sm" suppressHydrationWarning>
                  {stageInWords(locale, stage)}
                </Text>
              ) : null}
              <Text size="xs" c="dimmed" component="div">
                <Timestamp at={at} withSeconds />
              </Text>
            </Timeline.Item>
          )
        })}
      </Timeline>
      {hidden.size > 0 ? (
        <Text size="xs" c="dimmed" mt="sm">
          and {hidden.size} earlier {plural(hidden.size, 'download')}
        </Text>
      ) : null}
    </Card>
  )
}

function stageInWords(locale: string, { stage, ...measured }: Stage): string {
  const { duration_ms, rows, rows_per_second, bytes, bytes_per_second } = measured
  const time = formatMilliseconds(locale, duration_ms)
  if (stage === 'queued') return `Waited ${time} for a worker`
  const amount = stage === 'storing' ? formatBytes(locale, bytes ?? 0) : countRows(locale, rows ?? 0)
  return [
    `${amount} in ${time}`,
    rows_per_second === null ? undefined : `${countRows(locale, rows_per_second)}/s`,
    bytes_per_second === null ? undefined : `${formatBytes(locale, bytes_per_second)}/s`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function countRows(locale: string, rows: number): string {
  return `${formatCount(locale, rows)} ${plural(rows, 'row')}`
}
