'use client'

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  /** What will be gone and what stays. */
  children: ReactNode
  confirmLabel: string
  /** Resolves to a sentence when it did not work. */
  onConfirm: () => Promise<string | undefined>
}

export function ConfirmDialog({ opened, onClose, title, children, confirmLabel, onConfirm }: Props) {
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<string>()

  function close() {
    setProblem(undefined)
    onClose()
  }

  async function confirm() {
    setWorking(true)
    const failed = await onConfirm()
    setWorking(false)
    if (failed) setProblem(failed)
    else close()
  }

  return (
    <Modal opened={opened} onClose={close} title={<Text fw={620}>{title}</Text>}>
      <Stack gap="md">
        <Text size="sm" component="div">
          {children}
        </Text>
        <FormProblem>{problem}</FormProblem>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" onClick={confirm} loading={isWorking}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
