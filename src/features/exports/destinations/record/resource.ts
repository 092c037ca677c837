import type { Principal } from '#src/lib/context.ts'
import { type KindKey, kinds } from './kinds.ts'
import type { DestinationRow } from './repository.ts'
import type { Destination, DestinationTest } from './schema.ts'

/** A test that no worker has answered for so long is over. */
const testMs = 120_000

export function toDestination(
  { permissions }: Pick<Principal, 'permissions'>,
  row: DestinationRow,
): Destination {
  const settings = row.settings as Record<string, string>
  const self = `/api/v1/exports/destinations/${row.id}`
  const requested = row.testRequestedAt?.getTime() ?? 0
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as KindKey,
    target: kinds[row.kind as KindKey].target(settings),
    settings: permissions.has('exports.destinations.manage') ? settings : null,
    is_ready: isReady(row),
    is_testing: requested > Date.now() - testMs,
    last_test: row.lastTest as DestinationTest | null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
    links: { self, test: `${self}/test` },
  }
}

/** Nothing goes to an SFTP server whose host key nobody has confirmed. */
export function isReady({ settings }: Pick<DestinationRow, 'settings'>): boolean {
  return (settings as { host_key?: string | null }).host_key !== null
}
