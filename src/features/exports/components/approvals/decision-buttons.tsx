'use client'

import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useDecision } from './use-decision.ts'

/** Approve at once; reject with a reason. */
export function DecisionButtons({ resource }: { resource: { id: string; export_name: string } }) {
  const [isOpen, { open, close }] = useDisclosure()
  const { approve, reject, isWorking } = useDecision(resource)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const { export_name } = resource

  async function submit(event: FormEvent) {
    event.preventDefault()
    const failed = await reject(reason)
    setProblem(failed)
    if (!failed) close()
  }

  return (
    <>
      <Group gap="xs">
        <Button
          size="xs"
          leftSection={<IconCheck size={15} aria-hidden />}
          onClick={approve}
          loading={isWorking}
          aria-label={`Approve ${export_name}`}
        >
          Approve
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconX size={15} aria-hidden />}
          onClick={open}
          aria-label={`Reject ${export_name}`}
        >
          Reject…
        </Button>
      </Group>
      <Modal opened={isOpen} onClose={close} title={<Text fw={620}>Reject “{export_name}”</Text>}>
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <Textarea
              label="Reason"
              description="The export’s creator will see it."
              required
              data-autofocus
              maxLength={500}
              value={reason}
              error={problem}
              onChange={(event) => {
                setReason(event.currentTarget.value.replaceAll('\n', ' '))
                setProblem(undefined)
              }}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                Close
              </Button>
              <Button type="submit" color="red" loading={isWorking}>
                Reject
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
