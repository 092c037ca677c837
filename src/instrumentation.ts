/** Runs once when the web process starts: a wrong environment or role ends it with one clear message. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { followRequests } = await import('#src/lib/http/node-server.ts')
  const { query } = await import('#src/lib/db/index.ts')
  const { refusePrivilegedRole } = await import('#src/lib/db/role-check.ts')
  const { env } = await import('#src/lib/env.ts')
  const { isConnectionError } = await import('#src/lib/errors.ts')
  env()
  followRequests()
  // A database that is still down is no reason to die: /api/health/ready says so until it is back.
  await refusePrivilegedRole(query).catch((error) => {
    if (!isConnectionError(error)) throw error
  })
}
