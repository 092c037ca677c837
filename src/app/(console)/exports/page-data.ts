import type { Labels } from '#src/features/exports/components/labels.ts'
import type { Rights } from '#src/features/exports/components/rights.ts'
import { listDestinations } from '#src/features/exports/destinations/queries/list.ts'
import type { Destination } from '#src/features/exports/destinations/record/schema.ts'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import type { Context } from '#src/lib/context.ts'
import { isAdmin } from '#src/lib/permissions.ts'

export function rightsOf({ principal: { userId, role, permissions } }: Context): Rights {
  return {
    userId,
    seesAll: isAdmin(role),
    mayCreate: permissions.has('exports.create'),
    mayExecute: permissions.has('exports.execute'),
    mayDelete: permissions.has('exports.delete'),
    mayDownload: permissions.has('exports.download'),
    maySchedule: permissions.has('exports.schedules.create'),
  }
}

export async function labelsFor(context: Context): Promise<Labels> {
  const { datasets, formats } = await listTypes.execute(context, {})
  const choice = ({ key, label }: { key: string; label: string }) => ({ value: key, label })
  return { datasets: datasets.map(choice), formats: formats.map(choice) }
}

/** Where this person may send exports. */
export async function offeredDestinations(context: Context): Promise<Destination[]> {
  if (!context.principal.permissions.has('exports.destinations.read')) return []
  return (await listDestinations.execute(context, { limit: 100 })).items
}
