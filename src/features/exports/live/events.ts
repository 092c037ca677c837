import { setTimeout as sleep } from 'node:timers/promises'
import { withRightsOfNow } from '#src/lib/access/rights-now.ts'
import type { Context } from '#src/lib/context.ts'
import { getListener } from '#src/lib/db/listener.ts'
import { openStream } from '#src/lib/limits/open-streams.ts'
import { log } from '#src/lib/log.ts'
import { watchExport } from '../queries/get-status.ts'
import type { ExportProgress } from '../record/schema.ts'
import { Changes } from './changes.ts'

const streamMilliseconds = 5 * 60_000
const tickMilliseconds = 5_000
const pauseMilliseconds = 250
const reconnectMilliseconds = 1_000

/**
 * Server-sent events of one export: `progress` now and at every change, at most four times a second, then one event
 * named after the state it ended in. Ends with that, or after five minutes; clients of EventSource come back by
 * themselves, and are told with 204 that there is nothing more.
 */
export function sendEvents(first: ExportProgress, request: Request, context: Context): Response {
  if (isOver(first) && request.headers.get('last-event-id') === eventId(first)) {
    return new Response(null, { status: 204 })
  }
  const { userId, tenantId } = context.principal
  const stream = openStream(userId, `events ${first.id} ${context.requestId}`)
  const changes = new Changes(tenantId, stream.signal)
  const stopListening = getListener().listen('export_changes', (payload) => changes.hear(payload))
  const end = () => {
    clearTimeout(timer)
    stopListening()
    stream.close()
  }
  // Also for a reader that never takes an event.
  const timer = setTimeout(end, streamMilliseconds)
  const events = eventsOf(context, first, changes, stream.signal)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await events.next()
      if (!done) return controller.enqueue(value)
      end()
      controller.close()
    },
    cancel: end,
  })
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' },
  })
}

async function* eventsOf(
  context: Context,
  first: ExportProgress,
  changes: Changes,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`retry: ${reconnectMilliseconds}\n\n`)
  try {
    // Read again, because it may have changed before anybody listened.
    let progress = await watchExport.execute(context, { id: first.id })
    for (;;) {
      yield encoder.encode(eventOf(progress))
      if (isOver(progress) || signal.aborted) return
      await sleep(pauseMilliseconds)
      await changes.take(tickMilliseconds, ({ ids }) => ids.has(first.id))
      if (signal.aborted) return
      progress = await watchExport.execute(await withRightsOfNow(context), { id: first.id })
    }
  } catch (error) {
    // Deleted, or no longer theirs: the client comes back and is told so by its status.
    log.warn({ err: error, requestId: context.requestId }, 'events ended early')
  }
}

function eventOf(progress: ExportProgress): string {
  const name = isOver(progress) ? progress.status : 'progress'
  return `event: ${name}\nid: ${eventId(progress)}\ndata: ${JSON.stringify(progress)}\n\n`
}

function eventId({ status, started_at, rows }: ExportProgress): string {
  return `${status} ${started_at ?? ''} ${rows}`
}

function isOver({ status }: ExportProgress): boolean {
  return status !== 'pending' && status !== 'processing'
}
