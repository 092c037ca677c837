'use client'

import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { saveViewAction } from '../actions.ts'

interface Props {
  isOpen: boolean
  screen: string
  parameters: Record<string, string>
  /** Of the reader's own views: saving under one of them replaces it. */
  names: string[]
  onClose: () => void
}

export function SaveView({ isOpen, onClose, ...form }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Save this view">
      <SaveForm {...form} onClose={onClose} />
    </Modal>
  )
}

function SaveForm({ screen, parameters, names, onClose }: Omit<Props, 'isOpen'>) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const [isSaving, setIsSaving] = useState(false)
  const [error, setError] = useState<string>()
  const replaces = names.includes(name.trim())

  async function save(event: FormEvent) {
    event.preventDefault()
    setIsSaving(true)
    const answer = await settleAction(saveViewAction({ screen, name, parameters, is_shared: isShared }))
    setIsSaving(false)
    if (!answer.ok) {
      setError(answer.problem.errors[0]?.message ?? answer.problem.message)
      return
    }
    notifications.show({ title: 'View saved', message: `${answer.data.name} was added to your views.` })
    onClose()
    router.refresh()
  }

  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          description="Filters, columns, order and page size are saved with it."
          data-autofocus
          maxLength={80}
          value={name}
          error={error}
          onChange={(event) => {
            setError(undefined)
            setName(event.currentTarget.value)
          }}
        />
        <Checkbox
          label="Share with the team"
          description="Everyone who can open this page can use it."
          checked={isShared}
          onChange={(event) => setIsShared(event.currentTarget.checked)}
        />
        {replaces ? <Text size="sm">This replaces your view with the same name.</Text> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            {replaces ? 'Replace' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
