'use client'

import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { handOverAction, heirsAction } from '../../../schedules/actions.ts'
import type { Schedule } from '../../../schedules/record/schema.ts'

interface Props {
  schedule: Schedule
  opened: boolean
  onClose: () => void
}

/** Gives the schedule to another admin, with whose rights it then runs. */
export function HandOverDialog({ schedule, opened, onClose }: Props) {
  const router = useRouter()
  const [heirs, setHeirs] = useState<Schedule['owner'][]>()
  const [chosen, setChosen] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const [isWorking, setWorking] = useState(false)

  useEffect(() => {
    if (!opened) return
    void settleAction(heirsAction()).then((answer) => {
      if (answer.ok) setHeirs(answer.data)
      else setProblem(answer.problem.message)
    })
  }, [opened])

  async function handOver() {
    if (!chosen) {
      setProblem('Choose the new owner.')
      return
    }
    setWorking(true)
    const answer = await settleAction(handOverAction(schedule.id, chosen))
    setWorking(false)
    if (!answer.ok) {
      setProblem(answer.problem.errors[0]?.message ?? answer.problem.message)
      return
    }
    const { first_name, last_name } = answer.data.owner
    notifications.show({
      title: 'Handed over',
      message: `It now runs with the rights of ${first_name} ${last_name}.`,
    })
    onClose()
    router.refresh()
  }

  const others = heirs?.filter(({ id }) => id !== schedule.owner.id) ?? []
  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={620}>Hand over</Text>}>
      <Stack gap="md">
        <Select
          label="New owner"
          description="An admin who can read this dataset. A schedule on hold resumes."
          data={others.map(({ id, first_name, last_name, email }) => ({
            value: id,
            label: `${first_name} ${last_name} (${email})`,
          }))}
          value={chosen}
          onChange={(value) => {
            setChosen(value)
            setProblem(undefined)
          }}
          nothingFoundMessage="There is no other admin. Add one under Members first."
          data-autofocus
        />
        {problem ? (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep the owner
          </Button>
          <Button onClick={handOver} loading={isWorking}>
            Hand over
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
