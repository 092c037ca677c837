'use client'

import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react'
import type { Schedule } from '../../../schedules/record/schema.ts'
import { useScheduleCommands } from '../use-schedule-commands.ts'

export function RowActions({ schedule }: { schedule: Schedule }) {
  const { isWorking, pause, resume, runNow } = useScheduleCommands(schedule)
  const isRunning = schedule.is_active && !schedule.hold
  const actions = [
    { label: 'Run now', icon: IconPlayerTrackNext, run: runNow },
    isRunning
      ? { label: 'Pause', icon: IconPlayerPause, run: pause }
      : { label: 'Resume', icon: IconPlayerPlay, run: resume },
  ]
  return (
    <Group gap={2} justify="flex-end" wrap="nowrap">
      {actions.map(({ label, icon: Icon, run }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={run}
            disabled={isWorking}
            aria-label={`${label}: ${schedule.schedule_name}`}
          >
            <Icon size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  )
}
