import { randomUUID } from 'node:crypto'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { currentExchange } from './exchange.ts'

/** The caller's X-Request-Id where it is a plain token, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id')
  return given && /^[\w.:-]{1,100}$/.test(given) ? given : (currentExchange()?.requestId ?? randomUUID())
}

/**
 * The client's address: the peer of the socket, unless TRUSTED_PROXIES in front of us wrote X-Forwarded-For.
 */
export function clientAddress(headers: Headers): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const trusted = env().TRUSTED_PROXIES
  return (trusted > 0 ? hops.at(-trusted) : undefined) || currentExchange()?.peerAddress || 'unknown'
}

/** The part of an address that one person has to themselves: an IPv6 subscriber gets a whole /64. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const given = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - given.length - after.length)
  const groups = [...given, ...Array<string>(zeros).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

/**
 * A write that rides on the cookie must come from our own pages: the origin of APP_URL, whatever Host or
 * forwarding headers say. Throws `forbidden` otherwise.
 */
export function requireOwnOrigin(headers: Headers): void {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin !== null ? origin === new URL(env().APP_URL).origin : !site || site === 'same-origin') return
  throw new AppError(
    'forbidden',
    'This request came from another site. Use an API key for calls from elsewhere.',
  )
}
