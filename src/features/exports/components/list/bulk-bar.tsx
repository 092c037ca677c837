'use client'

import { Button, Group, Paper, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { plural } from '#src/components/format/quantities.ts'
import { settleAction } from '#src/components/settle-action.ts'
import { cancelExportAction } from '../../actions.ts'
import type { ExportResource } from '../../record/schema.ts'
import { deleteWithUndo } from '../commands/delete-with-undo.tsx'
import { isUnfinished } from '../export-state.ts'
import type { Rights } from '../rights.ts'

interface Props {
  selected: ExportResource[]
  rights: Rights
  onDone: () => void
}

/** What can be done with all selected exports at once; each button says how many it is about. */
export function BulkBar({ selected, rights, onDone }: Props) {
  const router = useRouter()
  const [isWorking, startWork] = useTransition()
  const own = selected.filter(({ created_by }) => rights.seesAll || created_by === rights.userId)
  const unfinished = rights.mayExecute ? own.filter(isUnfinished) : []
  const finished = rights.mayDelete ? own.filter((resource) => !isUnfinished(resource)) : []

  function cancelAll() {
    startWork(async () => {
      let failed = 0
      for (const { id } of unfinished) {
        const answer = await settleAction(cancelExportAction(id))
        if (!answer.ok) failed += 1
      }
      const done = unfinished.length - failed
      notifications.show({
        title: `${done} ${plural(done, 'export')} cancelled`,
        message: failed > 0 ? `${failed} had already finished.` : 'There is no file.',
      })
      onDone()
      router.refresh()
    })
  }

  function deleteAll() {
    for (const resource of finished) deleteWithUndo(resource, () => router.refresh())
    onDone()
  }

  return (
    <Paper component="section" aria-label="Selected exports" px="sm" py={6} mb="sm" data-no-print>
      <Group gap="xs">
        <Text size="sm" role="status">
          {selected.length} selected
        </Text>
        {unfinished.length > 0 ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={isWorking}
            leftSection={<IconPlayerStop size={15} aria-hidden />}
            onClick={cancelAll}
          >
            Cancel {unfinished.length}
          </Button>
        ) : null}
        {finished.length > 0 ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={deleteAll}
          >
            Delete {finished.length}
          </Button>
        ) : null}
        <Button variant="subtle" size="compact-sm" ml="auto" onClick={onDone}>
          Clear selection
        </Button>
      </Group>
    </Paper>
  )
}
