import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { readiness } from '../service.ts'
import { health, metricsText } from './service.ts'

// What the web process and every worker answer to those who watch over them.

export function answerLive(): Response {
  return Response.json({ status: 'healthy' })
}

export async function answerReady(): Promise<Response> {
  const state = await readiness()
  // Without a worker the console still serves: a balancer must not take it away.
  if (state.status !== 'unhealthy') return Response.json(state)
  return Response.json(state, { status: 503, headers: { 'Retry-After': '2' } })
}

/** The status for everybody; the whole picture for whoever shows the token of the monitors. */
export async function answerHealth(headers: Headers): Promise<Response> {
  const picture = isMonitor(headers) ? await health() : { status: (await readiness()).status }
  return new Response(JSON.stringify(picture), {
    status: picture.status === 'unhealthy' ? 503 : 200,
    headers: { 'Content-Type': 'application/health+json', 'Cache-Control': 'no-store' },
  })
}

/** Throws `unauthenticated` without the token. */
export async function answerMetrics(headers: Headers): Promise<Response> {
  if (!isMonitor(headers)) {
    throw new AppError('unauthenticated', 'Send the MONITOR_TOKEN of this installation as a bearer token.')
  }
  const { text, mediaType } = await metricsText()
  return new Response(text, { headers: { 'Content-Type': mediaType, 'Cache-Control': 'no-store' } })
}

/** Compares hashes, so that the time it takes tells nothing. */
function isMonitor(headers: Headers): boolean {
  const token = env().MONITOR_TOKEN
  const given = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (token === undefined || given === undefined) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(token), hash(given))
}
