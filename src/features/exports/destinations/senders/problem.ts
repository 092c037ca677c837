import { AddressRefused } from '#src/lib/outbound/address.ts'
import { DeliveryProblem } from './sender.ts'

/** Failures of the network by their code, as the end of a sentence that begins with the host. */
const words: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'is a host that cannot be found',
  EAI_AGAIN: 'is a host that cannot be looked up right now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ETIMEDOUT: 'did not answer in time',
  ECONNRESET: 'broke off the connection',
  EPIPE: 'broke off the connection',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that it signed itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that nobody known has signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that nobody known has signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
}

/** Nothing can have arrived where these happened. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Any failure of an attempt, in words. `wasSent`: whether what was sent may have arrived all the same. */
export function problemOf(host: string, error: unknown, wasSent = false): DeliveryProblem {
  const chain = causesOf(error)
  const known = chain.find((one) => one instanceof DeliveryProblem)
  if (known) return known
  const refused = chain.find((one) => one instanceof AddressRefused)
  if (refused) return new DeliveryProblem(refused.message, { isFinal: true }, error)
  const code = chain.map((one) => (one as NodeJS.ErrnoException).code ?? '').find((one) => one in words)
  if (code) {
    const mayHaveArrived = wasSent && !neverConnected.has(code)
    return new DeliveryProblem(`${host} ${words[code]}.`, { mayHaveArrived }, error)
  }
  const isLate = chain.some(({ name, message }) => name === 'TimeoutError' || /timed? ?out/i.test(message))
  const what = isLate ? 'did not answer in time' : `failed: ${chain.at(-1)?.message ?? 'unknown error'}`
  return new DeliveryProblem(`${host} ${what}.`, { mayHaveArrived: wasSent }, error)
}

function causesOf(error: unknown): Error[] {
  const found: Error[] = []
  for (let current = error; current instanceof Error && found.length < 10; current = current.cause) {
    found.push(current)
    if (current instanceof AggregateError && current.errors[0] instanceof Error) found.push(current.errors[0])
  }
  return found
}
