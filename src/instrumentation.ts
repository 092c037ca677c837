import type { Instrumentation } from 'next'
import { noteFailure } from '#src/lib/access/exchange.ts'

/** Runs once when the web process starts: a wrong environment or role ends it with one clear message. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { guardServer } = await import('#src/lib/http/node-server.ts')
  const { query } = await import('#src/lib/db/index.ts')
  const { refusePrivilegedRole } = await import('#src/lib/db/role-check.ts')
  const { env } = await import('#src/lib/env.ts')
  const { isConnectionError } = await import('#src/lib/errors.ts')
  const { captureConsole } = await import('#src/lib/log.ts')
  if (env().NODE_ENV === 'production') captureConsole()
  guardServer()
  // A database that is still down is no reason to die: /api/health/ready says so until it is back.
  await refusePrivilegedRole(query).catch((error) => {
    if (!isConnectionError(error)) throw error
  })
}

/** Before the answer is written: a database that is away makes it a 503. */
export const onRequestError: Instrumentation.onRequestError = (error) => noteFailure(error)
