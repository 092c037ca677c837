import { seal, unseal } from '#src/lib/access/sealed-secret.ts'
import { type ForeignServer, type TlsMode, tlsModes } from '#src/lib/db/schema/sources/server.ts'
import type { SourceSettings } from '#src/lib/db/schema/sources/sources.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import type { SourceRow } from './repository.ts'

interface Connection {
  settings: SourceSettings
  password: string
}

/**
 * What a connection string says: postgresql://user:password@host:port/database?sslmode=verify-full. Parameters that
 * change nothing of what we do are passed over; throws `invalid_request` for what we could not do.
 */
export function readConnection(
  text: string,
  given: { tls?: TlsMode | undefined; ca?: string | null | undefined },
): Connection {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === '') throw wrong(example)
  const database = decoded(url.pathname.slice(1)) || decoded(url.username)
  if (!url.username) throw wrong('must name the user, as in postgresql://reader:password@host/database')
  if (!url.password) throw wrong('must hold the password, as in postgresql://reader:password@host/database')
  const [host = ''] = url.hostname.split(',')
  return {
    password: decoded(url.password),
    settings: {
      host: decoded(host).replace(/^\[|\]$/g, ''),
      port: url.port === '' ? 5432 : Number(url.port),
      database,
      user: decoded(url.username),
      tls: given.tls ?? tlsIn(url.searchParams.get('sslmode')),
      ca: given.ca ?? null,
    },
  }
}

/** The source as something that can be connected to. Throws `source_auth_failed` where its password cannot be opened. */
export function serverOf(
  row: Pick<SourceRow, 'id' | 'settings' | 'sealedSecret' | 'statementSeconds' | 'concurrentReads'>,
): ForeignServer {
  const { id, settings, sealedSecret, statementSeconds, concurrentReads } = row
  return { ...settings, id, password: passwordOf(id, sealedSecret), statementSeconds, concurrentReads }
}

function passwordOf(id: string, sealedSecret: string): string {
  try {
    return unseal(id, sealedSecret)
  } catch (cause) {
    const message =
      'The password of this source cannot be opened, because AUTH_SECRET has changed since. Enter the connection again.'
    throw new AppError('source_auth_failed', message, { cause })
  }
}

export function sealPassword(id: string, password: string): string {
  return seal(id, password)
}

/** libpq's weaker modes are not taken over silently: whoever wants one names it as `tls`. */
function tlsIn(mode: string | null): TlsMode {
  return tlsModes.find((known) => known === mode) ?? 'verify-full'
}

const example = 'must be a connection string such as postgresql://reader:password@db.example.com:5432/shop'

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw wrong(example)
  }
}

function wrong(message: string) {
  return invalid('connection', message)
}
