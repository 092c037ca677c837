'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { applyAction, cancelAction, undoAction } from '../../console/actions.ts'
import type { ImportResource } from '../../schema.ts'

interface Props {
  imported: ImportResource
  mayRun: boolean
  mayUndo: boolean
}

const takenBack: Record<ImportResource['content'], string> = {
  items: 'Changed items get their old values, added items are archived, and stock is reversed in the ledger.',
  suppliers: 'Changed suppliers get their old values, and added suppliers become inactive.',
  prices: 'Changed prices get their old values, and added prices are deleted.',
}

/** The moves that this person may make now. */
export function ImportActions({ imported, mayRun, mayUndo }: Props) {
  const router = useRouter()
  const [isUndoing, setUndoing] = useState(false)
  const [isSending, startSending] = useTransition()
  const { id, content, links, counts, file_name } = imported
  const hasErrors = (counts?.error_rows ?? 0) > 0
  const changes = (counts?.created ?? 0) + (counts?.changed ?? 0)

  async function send(call: Promise<Answer<unknown>>): Promise<string | undefined> {
    const answer = await settleAction(call)
    if (!answer.ok) return answer.problem.message
    router.refresh()
    return undefined
  }

  function run(call: Promise<Answer<unknown>>) {
    startSending(async () => {
      const problem = await send(call)
      if (problem) notifications.show({ color: 'red', message: problem })
    })
  }

  return (
    <>
      {mayRun && links.cancel ? (
        <Button variant="default" onClick={() => run(cancelAction(id))}>
          Cancel import
        </Button>
      ) : null}
      {mayRun && links.apply && changes > 0 ? (
        <Button
          loading={isSending}
          onClick={() => run(applyAction({ id, scope: hasErrors ? 'valid_rows' : 'all' }))}
        >
          {hasErrors ? 'Apply only the valid rows' : 'Apply'}
        </Button>
      ) : null}
      {mayUndo && links.undo ? (
        <Button variant="default" onClick={() => setUndoing(true)}>
          Undo
        </Button>
      ) : null}
      <ConfirmDialog
        opened={isUndoing}
        onClose={() => setUndoing(false)}
        title={`Undo the import of ${file_name}?`}
        confirmLabel="Undo"
        onConfirm={() => send(undoAction(id))}
      >
        {takenBack[content]} If anything has changed since, nothing is undone.
      </ConfirmDialog>
    </>
  )
}
