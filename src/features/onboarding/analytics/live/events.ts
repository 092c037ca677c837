import { setTimeout as sleep } from 'node:timers/promises'
import { withRightsOfNow } from '#src/lib/access/rights-now.ts'
import type { Context } from '#src/lib/context.ts'
import { openStream } from '#src/lib/limits/open-streams.ts'
import { log } from '#src/lib/log.ts'
import { watchLearners } from '../queries/get-live.ts'
import type { LiveResource } from '../schema.ts'

const tickMilliseconds = 2_000

/** An event `pulse` now and every two seconds, as long as was asked for. */
export function sendPulse(first: LiveResource, _request: Request, context: Context): Response {
  const stream = openStream(context.principal.userId, `learners ${context.requestId}`)
  const timer = setTimeout(stream.close, first.seconds * 1_000)
  const end = () => {
    clearTimeout(timer)
    stream.close()
  }
  const events = pulsesOf(context, first, stream.signal)
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

async function* pulsesOf(
  context: Context,
  first: LiveResource,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const eventOf = (pulse: LiveResource) => encoder.encode(`event: pulse\ndata: ${JSON.stringify(pulse)}\n\n`)
  yield eventOf(first)
  try {
    for (;;) {
      await sleep(tickMilliseconds, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      yield eventOf(await watchLearners.execute(await withRightsOfNow(context), { seconds: first.seconds }))
    }
  } catch (error) {
    log.warn({ err: error, requestId: context.requestId }, 'the live view of learners ended early')
  }
}
