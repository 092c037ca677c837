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
export function fileColumns(columns: readonly PlannedColumn[]): FileColumn[] {
  return columns.map(({ key, label, type, scale, masked, ...made }) => ({
    ...{ key, label, type, masked },
    ...(scale === undefined ? {} : { scale }),
    ...computationOf(made),
  }))
}

type PlannedColumn = FileColumn & { computed?: { expression: string; uses: string[] } }

/** From a plan, or from the file whose rows are used again. */
function computationOf({ computed, expression, uses }: Partial<PlannedColumn>) {
  if (computed) return { expression: computed.expression, uses: computed.uses }
  return expression === undefined || uses === undefined ? {} : { expression, uses }
}

export function nameOf({ firstName, lastName }: Pick<Principal, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`
}

/** `2026-01-02 03:04:05`: Swedes write dates as ISO 8601 does. */
function onClocks(instant: Date, timeZone: string): string {
  return instant.toLocaleString('sv-SE', { timeZone })
}
