'use client'

import { ActionIcon, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { deleteViewAction, renameViewAction } from '../actions.ts'
import type { SavedView } from '../schema.ts'

interface Props {
  isOpen: boolean
  views: SavedView[]
  onClose: () => void
}

/** Names of the reader's own views can be changed where they stand; shared views of others are only listed. */
export function ManageViews({ isOpen, views, onClose }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Manage views">
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {views.map((view) => (
          <ViewLine key={`${view.id} ${view.name} ${view.is_shared}`} view={view} />
        ))}
        {views.length === 0 ? <Text size="sm">No views left.</Text> : null}
      </Stack>
    </Modal>
  )
}

function ViewLine({ view }: { view: SavedView }) {
  const router = useRouter()
  const [name, setName] = useState(view.name)
  const [error, setError] = useState<string>()
  const [isWorking, startWork] = useTransition()

  function run(action: () => Promise<Answer<unknown>>) {
    startWork(async () => {
      const answer = await settleAction(action())
      if (answer.ok) router.refresh()
      else setError(answer.problem.errors[0]?.message ?? answer.problem.message)
    })
  }

  const rename = () => {
    if (name.trim() !== view.name) run(() => renameViewAction({ id: view.id, name }))
  }

  return (
    <Stack component="li" gap={6}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <TextInput
          flex={1}
          size="xs"
          aria-label={`Name of ${view.name}`}
          maxLength={80}
          readOnly={!view.is_own}
          value={name}
          error={error}
          onChange={(event) => {
            setError(undefined)
            setName(event.currentTarget.value)
          }}
          onBlur={rename}
          onKeyDown={(event) => event.key === 'Enter' && rename()}
        />
        <ActionIcon
          variant="subtle"
          color="red"
          size={30}
          loading={isWorking}
          onClick={() => run(() => deleteViewAction(view.id))}
          aria-label={`Delete ${view.name}`}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {view.is_own ? (
        <Checkbox
          size="xs"
          label="Shared with the team"
          checked={view.is_shared}
          disabled={isWorking}
          onChange={(event) => {
            const is_shared = event.currentTarget.checked
            run(() => renameViewAction({ id: view.id, name: view.name, is_shared }))
          }}
        />
      ) : (
        <Text size="xs" c="dimmed">
          Shared by {view.owner.first_name} {view.owner.last_name}
        </Text>
      )}
    </Stack>
  )
}
