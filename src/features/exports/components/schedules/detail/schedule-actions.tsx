'use client'

import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconChevronDown,
  IconHistory,
  IconMailForward,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconRefresh,
  IconTrash,
  IconUserShare,
} from '@tabler/icons-react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import type { Schedule } from '../../../schedules/record/schema.ts'
import { useScheduleCommands } from '../use-schedule-commands.ts'
import { BackfillDialog } from './backfill-dialog.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'

export function ScheduleActions({ schedule }: { schedule: Schedule }) {
  const { isWorking, pause, resume, runNow, sendTest, fullFile, remove } = useScheduleCommands(schedule)
  const [isDeleting, deletion] = useDisclosure()
  const [isHandingOver, handOver] = useDisclosure()
  const [isBackfilling, backfill] = useDisclosure()
  const isRunning = schedule.is_active && !schedule.hold
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMailForward size={17} aria-hidden />}
        onClick={sendTest}
        disabled={isWorking}
      >
        Send test to me
      </Button>
      {isRunning ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={17} aria-hidden />}
          onClick={pause}
          disabled={isWorking}
        >
          Pause
        </Button>
      ) : (
        <Button leftSection={<IconPlayerPlay size={17} aria-hidden />} onClick={resume} disabled={isWorking}>
          Resume
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPlayerTrackNext size={16} aria-hidden />} onClick={runNow}>
            Run now
          </Menu.Item>
          {schedule.only_changes ? (
            <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={fullFile}>
              Full file next time
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={backfill.open}>
            Make a file for a past day
          </Menu.Item>
          <Menu.Item leftSection={<IconUserShare size={16} aria-hidden />} onClick={handOver.open}>
            Hand over
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={deletion.open}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isDeleting}
        onClose={deletion.close}
        title={`Delete “${schedule.schedule_name}”?`}
        confirmLabel="Delete"
        onConfirm={remove}
      >
        It will not run again, and its history is deleted. The files it made stay until they expire.
      </ConfirmDialog>
      <HandOverDialog schedule={schedule} opened={isHandingOver} onClose={handOver.close} />
      <BackfillDialog schedule={schedule} opened={isBackfilling} onClose={backfill.close} />
    </>
  )
}
