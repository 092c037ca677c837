import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { deleteExportAction } from '../../actions.ts'
import type { ExportResource } from '../../record/schema.ts'

const undoMilliseconds = 10_000

const none: ReadonlySet<string> = new Set()
let hidden = none
const listeners = new Set<() => void>()
/** Deletes at once what waits here; by export. */
const waiting = new Map<string, () => void>()

/** The exports that are deleted, or will be when the time to undo is over; lists leave them out. */
export function useDeletedExports(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => hidden,
    () => none,
  )
}

/**
 * Hides an export, and deletes it when nobody takes it back in ten seconds. Leaving the page does not save it:
 * the request is then sent on the way out.
 */
export function deleteWithUndo({ id, export_name }: ExportResource, onDeleted: () => void): void {
  if (waiting.has(id)) return
  const notice = `delete-${id}`
  hide(id)

  async function removeNow() {
    stopWaiting(id, timer)
    const answer = await settleAction(deleteExportAction(id))
    notifications.hide(notice)
    if (answer.ok) {
      onDeleted()
      return
    }
    show(id)
    notifications.show({
      ...{ color: 'red', title: 'Not deleted', autoClose: 12_000 },
      message: `${export_name}: ${answer.problem.message}`,
    })
  }

  const timer = setTimeout(removeNow, undoMilliseconds)
  waiting.set(id, () => {
    stopWaiting(id, timer)
    // A server action is aborted with the page; this request outlives it.
    void fetch(`/api/v1/exports/${id}`, { method: 'DELETE', keepalive: true })
  })
  notifications.show({
    ...{ id: notice, title: 'Deleted', autoClose: undoMilliseconds, withCloseButton: false },
    message: (
      <Group justify="space-between" gap="xs" wrap="nowrap">
        {export_name}
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            if (!waiting.has(id)) return
            stopWaiting(id, timer)
            show(id)
            notifications.hide(notice)
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  })
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => {
    for (const removeNow of waiting.values()) removeNow()
  })
}

function stopWaiting(id: string, timer: ReturnType<typeof setTimeout>): void {
  clearTimeout(timer)
  waiting.delete(id)
}

function hide(id: string): void {
  change(new Set([...hidden, id]))
}

function show(id: string): void {
  change(new Set([...hidden].filter((one) => one !== id)))
}

function change(next: ReadonlySet<string>): void {
  hidden = next
  for (const listener of listeners) listener()
}
