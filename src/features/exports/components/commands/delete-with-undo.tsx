import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { bulkExportsAction, deleteExportAction } from '../../actions.ts'
import type { ExportResource } from '../../record/schema.ts'

const undoMilliseconds = 10_000

const none: ReadonlySet<string> = new Set()
let hidden = none
const listeners = new Set<() => void>()
/** Deletes at once what waits here; by notice. */
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

type Deleted = Pick<ExportResource, 'id' | 'export_name'>

/**
 * Hides exports, and deletes them when nobody takes them back in ten seconds. Leaving the page does not save them:
 * the request is then sent on the way out.
 */
export function deleteWithUndo(chosen: Deleted[], onDeleted: () => void): void {
  const exports = chosen.filter(({ id }) => !hidden.has(id))
  const ids = exports.map(({ id }) => id)
  if (ids.length === 0) return
  const notice = `delete-${ids[0]}`
  change(new Set([...hidden, ...ids]))

  async function removeNow() {
    stopWaiting(notice, timer)
    const kept = await remove(exports)
    notifications.hide(notice)
    if (kept.ids.length < ids.length) onDeleted()
    if (kept.ids.length === 0) return
    show(kept.ids)
    notifications.show({
      ...{ color: 'red', title: 'Not deleted', autoClose: 12_000 },
      message: `${namesOf(exports.filter(({ id }) => kept.ids.includes(id)))}: ${kept.reason}`,
    })
  }

  const timer = setTimeout(removeNow, undoMilliseconds)
  waiting.set(notice, () => {
    stopWaiting(notice, timer)
    removeOnTheWayOut(ids)
  })
  notifications.show({
    ...{ id: notice, title: 'Deleted', autoClose: undoMilliseconds, withCloseButton: false },
    message: (
      <Group justify="space-between" gap="xs" wrap="nowrap">
        {namesOf(exports)}
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            if (!waiting.has(notice)) return
            stopWaiting(notice, timer)
            show(ids)
            notifications.hide(notice)
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  })
}

/** Which could not be deleted, and why. */
async function remove(exports: Deleted[]): Promise<{ ids: string[]; reason: string }> {
  const ids = exports.map(({ id }) => id)
  if (ids.length === 1) {
    const answer = await settleAction(deleteExportAction(ids[0]!))
    return answer.ok ? { ids: [], reason: '' } : { ids, reason: answer.problem.message }
  }
  const answer = await settleAction(bulkExportsAction('delete', ids))
  if (!answer.ok) return { ids, reason: answer.problem.message }
  const refused = answer.data.results.filter(({ done }) => !done)
  return { ids: refused.map(({ id }) => id), reason: refused[0]?.message ?? '' }
}

/** A server action is aborted with the page; these requests outlive it. */
function removeOnTheWayOut(ids: string[]): void {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ action: 'delete', ids })
  if (ids.length === 1) void fetch(`/api/v1/exports/${ids[0]}`, { method: 'DELETE', keepalive: true })
  else void fetch('/api/v1/exports/bulk', { method: 'POST', headers, body, keepalive: true })
}

function namesOf(exports: Deleted[]): string {
  return exports.length === 1 ? exports[0]!.export_name : `${exports.length} exports`
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => {
    for (const removeNow of waiting.values()) removeNow()
  })
}

function stopWaiting(notice: string, timer: ReturnType<typeof setTimeout>): void {
  clearTimeout(timer)
  waiting.delete(notice)
}

function show(ids: string[]): void {
  change(new Set([...hidden].filter((one) => !ids.includes(one))))
}

function change(next: ReadonlySet<string>): void {
  hidden = next
  for (const listener of listeners) listener()
}
