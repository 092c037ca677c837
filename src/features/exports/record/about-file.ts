import type { FileColumn } from '#src/encoding/rows/column.ts'
import type { About } from '#src/encoding/rows/format.ts'
import type { Principal } from '#src/lib/context.ts'
import type { FilePlan } from './plan-file.ts'

type Planned = Pick<FilePlan, 'filtersInWords' | 'timeZone'> & { dataset: { label: string } }

/** What a file says of itself. */
export function aboutFile(
  { id, exportName }: { id: string; exportName: string },
  plan: Planned,
  principal: Pick<Principal, 'firstName' | 'lastName' | 'tenantName'>,
  takenAt: Date,
): About {
  return {
    exportId: id,
    exportName,
    dataset: plan.dataset.label,
    filters: plan.filtersInWords,
    timeZone: plan.timeZone,
    snapshotAt: takenAt.toISOString(),
    company: principal.tenantName,
    snapshotLocal: onClocks(takenAt, plan.timeZone),
    requestedBy: nameOf(principal),
  }
}

/** The columns of a plan as encoders take them. */
export function fileColumns(columns: readonly FileColumn[]): FileColumn[] {
  return columns.map(({ key, label, type, scale, masked }) => ({
    ...{ key, label, type, masked },
    ...(scale === undefined ? {} : { scale }),
  }))
}

export function nameOf({ firstName, lastName }: Pick<Principal, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`
}

/** `2026-01-02 03:04:05`: Swedes write dates as ISO 8601 does. */
function onClocks(instant: Date, timeZone: string): string {
  return instant.toLocaleString('sv-SE', { timeZone })
}
