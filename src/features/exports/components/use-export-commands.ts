import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { cancelExportAction, deleteExportAction, retryExportAction } from '../actions.ts'
import type { ExportResource } from '../record/schema.ts'

/** What can be done with one export; each tells how it ended, then the page is read again. */
export function useExportCommands({ id, export_name }: ExportResource) {
  const router = useRouter()
  const [isWorking, startWork] = useTransition()

  function cancel() {
    startWork(async () => {
      const answer = await settleAction(cancelExportAction(id))
      if (!told(answer)) return
      if (answer.data.status === 'cancelled') notify('Cancelled', `${export_name} will not run.`)
      else notify('Cancelling', `${export_name} stops within a second.`)
      router.refresh()
    })
  }

  function runAgain() {
    startWork(async () => {
      const answer = await settleAction(retryExportAction(id))
      if (!told(answer)) return
      notify('Asked for again', `${export_name} runs as a new export.`)
      router.push(`/exports/${answer.data.id}`)
    })
  }

  /** The sentence to show when it did not work. */
  async function remove(goTo?: string): Promise<string | undefined> {
    const answer = await settleAction(deleteExportAction(id))
    if (!answer.ok) return answer.problem.message
    notify('Deleted', `${export_name} and its file are gone.`)
    if (goTo) router.push(goTo)
    router.refresh()
    return undefined
  }

  return { cancel, runAgain, remove, isWorking }
}

function told<T>(answer: Answer<T>): answer is Extract<Answer<T>, { ok: true }> {
  if (answer.ok) return true
  notifications.show({
    color: 'red',
    title: 'That did not work',
    message: answer.problem.message,
    autoClose: 12_000,
  })
  return false
}

function notify(title: string, message: string): void {
  notifications.show({ title, message })
}
