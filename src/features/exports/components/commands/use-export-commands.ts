import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import {
  cancelExportAction,
  createExportAction,
  otherFormatAction,
  retryExportAction,
  runAgainAction,
} from '../../actions.ts'
import type { ExportResource } from '../../record/schema.ts'
import { deleteWithUndo } from './delete-with-undo.tsx'
import { requestInFormat } from './repeat-request.ts'

/** What can be done with one export; each tells how it ended, then the page is read again. */
export function useExportCommands(resource: ExportResource) {
  const { id, export_name, status, links } = resource
  const router = useRouter()
  const [isWorking, startWork] = useTransition()

  function cancel() {
    startWork(async () => {
      const answer = await settleAction(cancelExportAction(id))
      if (!succeeded(answer)) return
      if (answer.data.status === 'cancelled') notify('Cancelled', `${export_name} will not run.`)
      else notify('Cancelling', `${export_name} stops within a second.`)
      router.refresh()
    })
  }

  /** A retry is linked to the export that failed; any other repetition is a new export with today's data. */
  function runAgain() {
    start(() => (links.retry && status === 'failed' ? retryExportAction(id) : runAgainAction(id)))
  }

  /** From the same snapshot while its rows are kept, else with today's data. */
  function runInFormat(format: string) {
    start(() =>
      links.formats ? otherFormatAction(id, format) : createExportAction(requestInFormat(resource, format)),
    )
  }

  function start(send: () => Promise<Answer<ExportResource>>) {
    startWork(async () => {
      const answer = await settleAction(send())
      if (!succeeded(answer)) return
      notify('Started', `${export_name} is running as a new export.`)
      router.push(`/exports/${answer.data.id}`)
    })
  }

  function remove(goTo?: string) {
    deleteWithUndo([resource], () => router.refresh())
    if (goTo) router.push(goTo)
  }

  return { cancel, runAgain, runInFormat, remove, isWorking }
}

function succeeded<T>(answer: Answer<T>): answer is Extract<Answer<T>, { ok: true }> {
  if (answer.ok) return true
  const isSignedOut = answer.problem.code === 'unauthenticated'
  notifications.show({
    ...{ color: 'red', autoClose: 12_000 },
    title: isSignedOut ? 'Your session has ended' : 'That did not work',
    message: isSignedOut ? 'Sign in again, then try again.' : answer.problem.message,
  })
  return false
}

function notify(title: string, message: string): void {
  notifications.show({ title, message })
}
