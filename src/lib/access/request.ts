import { randomUUID } from 'node:crypto'
import { env } from '../env.ts'

/** The caller's X-Request-Id where it is a plain token, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id')
  return given && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}

/** The client's address. X-Forwarded-For counts only as far as TRUSTED_PROXIES wrote it. */
export function clientAddress(headers: Headers): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const trusted = env().TRUSTED_PROXIES
  return (trusted > 0 ? hops.at(-trusted) : undefined) || 'direct'
}
