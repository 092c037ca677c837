import { type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { allowedAddress } from './address.ts'

/** So much of an answer is read; nobody needs the rest. */
const maxAnswerBytes = 16 * 1024

export interface Answer {
  status: number
  /** Where it redirects to. */
  location: string | undefined
  /** How long it wants to be left alone. */
  retryAfterSeconds: number | undefined
}

/** No answer came; `wasSent` tells whether the whole request had left, so that it may have arrived. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
  readonly wasSent: boolean

  constructor(cause: unknown, wasSent: boolean) {
    super('no answer', { cause })
    this.wasSent = wasSent
  }
}

/**
 * Sends one request and follows no redirect. The host is looked up once, and the connection goes to that very
 * address; the certificate is still checked against the host's name. Throws AddressRefused or Unanswered.
 */
export async function post(
  url: URL,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<Answer> {
  const found = await allowedAddress(url.hostname).catch((error) => {
    throw error.name === 'AddressRefused' ? error : new Unanswered(error, false)
  })
  const lookup: LookupFunction = (_host, { all }, done) =>
    all ? done(null, [found]) : done(null, found.address, found.family)
  return new Promise((resolve, reject) => {
    let wasSent = false
    const fail = (error: unknown) => reject(new Unanswered(error, wasSent))
    const options = { method: 'POST', headers, lookup, agent: false, signal, maxHeaderSize: maxAnswerBytes }
    const receive = (response: IncomingMessage) => {
      const { statusCode = 0 } = response
      const { location, 'retry-after': retryAfter } = response.headers
      const retryAfterSeconds = secondsIn(retryAfter)
      let read = 0
      const answer = () => resolve({ status: statusCode, location, retryAfterSeconds })
      response.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read <= maxAnswerBytes) return
        answer()
        request.destroy()
      })
      // The status is the answer: what comes after it may be cut short.
      response.on('end', answer).on('error', answer)
    }
    const isSecure = url.protocol === 'https:'
    const request = isSecure ? secure(url, options, receive) : plain(url, options, receive)
    request.on('finish', () => {
      wasSent = true
    })
    request.on('error', fail)
    request.end(body)
  })
}

/** Retry-After in either of its forms: seconds, or a date. */
function secondsIn(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const seconds = /^\d{1,9}$/.test(given) ? Number(given) : Math.ceil((Date.parse(given) - Date.now()) / 1000)
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}
