import { isIP } from 'node:net'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import pg from 'pg'
import { sourceAddress } from '../../outbound/source-address.ts'
import type { ForeignServer } from '../schema/sources/server.ts'

/** A host that takes a connection and says nothing counts as unreachable after this time. */
const connectMilliseconds = 5_000

/** A new connection, with the address that was checked; the caller ends it. Throws what pg and node throw. */
export async function connectForeign(server: ForeignServer, applicationName: string): Promise<pg.Client> {
  const { address } = await sourceAddress(server.host)
  const client = new pg.Client({
    host: address,
    port: server.port,
    database: server.database,
    user: server.user,
    password: server.password,
    ssl: tlsOf(server),
    application_name: applicationName,
    connectionTimeoutMillis: connectMilliseconds,
    // The server gives up first, so that it can say why.
    query_timeout: (server.statementSeconds + 5) * 1000,
    keepAlive: true,
  })
  // Without a listener a connection that breaks between two statements ends the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    closeNow(client)
    throw error
  }
}

/** Closes the connection without waiting for the other side; whatever it was doing is rolled back. */
export function closeNow(client: pg.Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
  connection.stream.destroy()
}

function tlsOf({ tls, ca, host }: ForeignServer): pg.ClientConfig['ssl'] {
  if (tls === 'disable') return false
  const isVerified = tls !== 'require'
  const namesHost = (_: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate)
  return {
    rejectUnauthorized: isVerified,
    ...(ca ? { ca } : {}),
    ...(isIP(host) ? {} : { servername: host }),
    // The address that is dialled is not the name that the certificate is for.
    checkServerIdentity: tls === 'verify-full' ? namesHost : () => undefined,
  }
}
