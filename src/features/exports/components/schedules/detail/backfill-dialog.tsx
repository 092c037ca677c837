'use client'

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DateField } from '#src/components/dates/date-field.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { backfillAction } from '../../../schedules/actions.ts'
import type { Schedule } from '../../../schedules/record/schema.ts'

interface Props {
  schedule: Schedule
  opened: boolean
  onClose: () => void
}

/** Makes the file of a day that was missed or skipped, as it would have been requested then. */
export function BackfillDialog({ schedule, opened, onClose }: Props) {
  const router = useRouter()
  const [day, setDay] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isWorking, setWorking] = useState(false)

  async function make() {
    setWorking(true)
    const answer = await settleAction(backfillAction(schedule.id, [day]))
    setWorking(false)
    if (!answer.ok) {
      setProblem(answer.problem.errors[0]?.message ?? answer.problem.message)
      return
    }
    const isStarted = answer.data.days[0]?.result === 'started'
    notifications.show({
      title: isStarted ? 'Started' : 'Nothing to do',
      message: isStarted ? 'The file for that day is being made.' : 'That day already has its file.',
    })
    onClose()
    router.refresh()
  }

  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={620}>Make a file for a past day</Text>}>
      <Stack gap="md">
        <Text size="sm">
          A period such as the previous month is counted from that day. Recipients get an email. If that day
          already has its file, nothing is made.
        </Text>
        <DateField
          label="Day"
          placeholder="A day on which it was due"
          value={day}
          error={undefined}
          onChange={(value) => {
            setDay(value)
            setProblem(undefined)
          }}
        />
        {problem ? (
          <Alert color="red" role="alert">
            {`This day ${problem}`}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button onClick={make} loading={isWorking} disabled={day === ''}>
            Make the file
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
