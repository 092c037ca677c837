'use client'

import { Button, Group, Paper, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileZip, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { plural } from '#src/components/format/quantities.ts'
import { settleAction } from '#src/components/settle-action.ts'
import { bulkExportsAction } from '../../actions.ts'
import type { ExportResource } from '../../record/schema.ts'
import { deleteWithUndo } from '../commands/delete-with-undo.tsx'
import { isUnfinished } from '../export-state.ts'
import type { Rights } from '../rights.ts'
import { fetchArchive, mostInArchive } from './fetch-archive.ts'

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

  const ready = rights.mayDownload ? selected.filter(({ links }) => links.download) : []

  function cancelAll() {
    startWork(async () => {
      const answer = await settleAction(
        bulkExportsAction(
          'cancel',
          unfinished.map(({ id }) => id),
        ),
      )
      if (!answer.ok) return tellProblem(answer.problem.message)
      const refused = answer.data.results.filter(({ done }) => !done)
      const done = unfinished.length - refused.length
      if (done > 0)
        notifications.show({ title: 'Cancelled', message: `${done} ${plural(done, 'export')} will not run.` })
      if (refused.length > 0) tellProblem(`${refused.length} not cancelled: ${refused[0]?.message}`)
      onDone()
      router.refresh()
    })
  }

  function deleteAll() {
    deleteWithUndo(finished, () => router.refresh())
    onDone()
  }

  function downloadAll() {
    startWork(async () => {
      const problem = await fetchArchive(ready.map(({ id }) => id))
      if (problem) tellProblem(problem)
    })
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
        {ready.length > 1 && ready.length <= mostInArchive ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={isWorking}
            leftSection={<IconFileZip size={15} aria-hidden />}
            onClick={downloadAll}
          >
            Download {ready.length} as ZIP
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

function tellProblem(message: string): void {
  notifications.show({ color: 'red', title: 'That did not work', message, autoClose: 12_000 })
}
