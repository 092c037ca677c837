import type { Principal } from '#src/lib/context.ts'
import { type CountStatus, isHidden, moveRights, movesOf } from './moves.ts'
import type { FoundCount } from './repository.ts'
import type { CountResource } from './schema.ts'

export function toCount(principal: Principal, row: FoundCount): CountResource {
  return {
    id: row.id,
    count_no: row.countNo,
    location_id: row.locationId,
    location_name: row.locationName,
    scope: row.scope as CountResource['scope'],
    category: row.category,
    is_blind: row.isBlind,
    note: row.note,
    status: row.status as CountStatus,
    lines: row.lines,
    counted: row.counted,
    differing: isHidden(row) ? null : row.differing,
    created_by: { id: row.createdBy!, name: row.creator },
    posted_by: row.postedBy === null ? null : { id: row.postedBy, name: row.poster! },
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    submitted_at: row.submittedAt?.toISOString() ?? null,
    posted_at: row.postedAt?.toISOString() ?? null,
    cancelled_at: row.cancelledAt?.toISOString() ?? null,
    version: row.version,
    links: linksOf(principal, row.id, row.status as CountStatus),
  }
}

/** What this person may do with a count in that state. */
function linksOf({ permissions }: Principal, id: string, status: CountStatus): Record<string, string> {
  const self = `/api/v2/inventory/counts/${id}`
  const moves = movesOf(status).filter((move) => permissions.has(moveRights[move]))
  const links = moves.map((move) => [move, `${self}/${move}`])
  return { self, lines: `${self}/lines`, ...Object.fromEntries(links) }
}
