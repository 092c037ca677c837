import { AppError, type ErrorCode, isConnectionError } from '../../errors.ts'
import { AddressRefused } from '../../outbound/address.ts'
import type { ForeignServer } from '../schema/sources/server.ts'
import { sqlStateOf } from '../transaction.ts'

type Code = Extract<ErrorCode, `source_${string}`>

/**
 * What a failure of a database that is not ours means, as a sentence with the next step; the error itself is the
 * cause, for the log alone. Errors that are not of a database come back as they are.
 */
export function foreignFailure(server: ForeignServer, error: unknown): unknown {
  if (error instanceof AppError) return error
  const found = bySqlState(server, error) ?? byConnection(server, error)
  if (!found) return error
  const [code, message] = found
  return new AppError(code, message, { cause: error, ...(isPassing(code) ? { retryAfterSeconds: 30 } : {}) })
}

function isPassing(code: Code): boolean {
  return code === 'source_unreachable' || code === 'source_timeout' || code === 'source_conflict'
}

function bySqlState(
  { host, port, database, user }: ForeignServer,
  error: unknown,
): [Code, string] | undefined {
  const state = sqlStateOf(error)
  const text = messageOf(error)
  switch (state) {
    case '28P01':
    case '28000':
      return [
        'source_auth_failed',
        /no pg_hba.conf entry/.test(text)
          ? `${host} lets nobody in as ${user} from this address or without this encryption. Ask its administrator to allow it.`
          : `${host} refuses the user ${user} or the password. Check both, then enter the connection again.`,
      ]
    case '3D000':
      return ['source_auth_failed', `There is no database ${database} on ${host}. Check its name.`]
    case '53300':
    case '53400':
      return [
        'source_unreachable',
        `${host} has no connection left for ${user}. Try again later, or allow more.`,
      ]
    case '57P03':
      return ['source_unreachable', `${host} is starting or stopping. Try again in a minute.`]
    case '42501':
      return [
        'source_permission_denied',
        `${user} may not read this on ${host}: ${objectIn(text)}. Grant SELECT to ${user}, or hide what it may not read.`,
      ]
    case '57014':
      return [
        'source_timeout',
        `${host} took too long to answer. Narrow the filters, or allow more time for the source.`,
      ]
    case '55P03':
      return [
        'source_timeout',
        `${host} holds a lock on this table, so it could not be read. Try again when it is free.`,
      ]
    case '40001':
    case '40P01':
      return [
        'source_conflict',
        `${host} is a replica and ended the read to catch up. Try again in a few minutes.`,
      ]
    case '42P01':
    case '42703':
    case '3F000':
    case '42704':
    case '42883':
    case '42804':
      return ['source_changed', `The table has changed on ${host}: ${text}. Update the dataset.`]
  }
  if (state?.startsWith('08') || state?.startsWith('57P'))
    return ['source_unreachable', `The connection to ${host}:${port} was lost. Try again in a minute.`]
  return undefined
}

function byConnection({ host, port, tls }: ForeignServer, error: unknown): [Code, string] | undefined {
  if (error instanceof AddressRefused) return ['source_unreachable', error.message]
  const { code = '' } = error as NodeJS.ErrnoException
  const text = messageOf(error)
  const unreachable = (message: string): [Code, string] => ['source_unreachable', message]
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return unreachable(`No host is known as ${host}. Check the name.`)
  if (code === 'ECONNREFUSED')
    return unreachable(
      `Nothing answers at ${host}:${port}. Check the port, and that PostgreSQL listens there.`,
    )
  if (/does not support SSL/.test(text))
    return unreachable(
      `${host} does not encrypt connections. Turn that on there, or choose no encryption here.`,
    )
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/.test(code))
    return unreachable(
      `${host} could not prove who it is (TLS: ${tls}). Enter the certificate of its authority, or choose a weaker check.`,
    )
  if (/timeout expired|Connection terminated due to connection timeout/.test(text) || code === 'ETIMEDOUT')
    return unreachable(`${host}:${port} did not answer within 5 seconds. Check the address and the firewall.`)
  if (/Query read timeout/.test(text))
    return [
      'source_timeout',
      `${host} took too long to answer. Narrow the filters, or allow more time for the source.`,
    ]
  if (/^E(HOST|NET)UNREACH$/.test(code)) return unreachable(`There is no way from here to ${host}:${port}.`)
  if (/SASL|password must be a string|unexpected message|Received unexpected/.test(text))
    return ['source_auth_failed', `${host} could not check the password. Enter the connection again.`]
  return isConnectionError(error) || /Connection ended|ECONNRESET|EPIPE/.test(`${text} ${code}`)
    ? unreachable(`The connection to ${host}:${port} was lost. Try again in a minute.`)
    : undefined
}

/** `permission denied for table x` names only what; never values. */
function objectIn(text: string): string {
  return text.replace(/^permission denied for /, '')
}

function messageOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause)
    if (!(current.cause instanceof Error)) return current.message
  return ''
}
