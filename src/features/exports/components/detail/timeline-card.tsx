'use client'

import { Text, Timeline } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArchive,
  IconBan,
  IconCamera,
  IconCheck,
  IconDownload,
  IconPlayerPlay,
  IconSend,
} from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { plural } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { ExportDetails } from '../../record/details-schema.ts'
import type { ExportState } from '../export-state.ts'
import { type TimelineKind, timelineOf } from './timeline.ts'

const icons: Record<TimelineKind, typeof IconBan> = {
  requested: IconSend,
  started: IconPlayerPlay,
  snapshot: IconCamera,
  completed: IconCheck,
  failed: IconAlertTriangle,
  cancelled: IconBan,
  downloaded: IconDownload,
  expired: IconArchive,
}

const shownDownloads = 5

export function TimelineCard({ details, state }: { details: ExportDetails; state: ExportState }) {
  const events = timelineOf(details, state)
  const downloads = events.filter(({ kind }) => kind === 'downloaded')
  const hidden = new Set(downloads.slice(0, Math.max(0, downloads.length - shownDownloads)))
  const shown = events.filter((event) => !hidden.has(event))
  return (
    <Card title="What happened">
      <Timeline bulletSize={24} lineWidth={2} active={shown.length}>
        {shown.map(({ kind, title, detail, at }) => {
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
              {detail ? <Text size="sm">{detail}</Text> : null}
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
