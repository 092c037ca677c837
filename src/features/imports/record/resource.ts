import type { ImportResource } from '../schema.ts'
import type { ImportRow } from './repository.ts'

const undoHours = 24
const cancellable = ['uploaded', 'checking', 'checked', 'applying']

/** Until when an applied import can be undone. */
export function undoUntil({ appliedAt }: Pick<ImportRow, 'appliedAt'>): Date | null {
  return appliedAt && new Date(appliedAt.getTime() + undoHours * 3_600_000)
}

export function toImport(row: ImportRow, now = Date.now()): ImportResource {
  const until = row.status === 'applied' ? undoUntil(row) : null
  const canUndo = until !== null && until.getTime() > now && row.removedAt === null
  const self = `/api/v2/inventory/upload/${row.id}`
  const canApply = row.status === 'checked' && (row.counts as ImportResource['counts'])!.rows > 0
  return {
    id: row.id,
    content: row.content as ImportResource['content'],
    file_name: row.fileName,
    file_bytes: row.fileBytes,
    file_sha256: row.fileSha256,
    status: row.status as ImportResource['status'],
    scope: row.scope as ImportResource['scope'],
    rows_done: row.rowsDone,
    dialect: row.dialect as ImportResource['dialect'],
    mapping: row.mapping as ImportResource['mapping'],
    counts: row.counts as ImportResource['counts'],
    problem: row.problem,
    has_error_file: row.errorFileKey !== null && row.removedAt === null,
    undo_until: canUndo ? until.toISOString() : null,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    checked_at: row.checkedAt?.toISOString() ?? null,
    applied_at: row.appliedAt?.toISOString() ?? null,
    undone_at: row.undoneAt?.toISOString() ?? null,
    links: {
      self,
      ...(canApply ? { apply: `${self}/apply` } : {}),
      ...(cancellable.includes(row.status) ? { cancel: `${self}/cancel` } : {}),
      ...(canUndo ? { undo: `${self}/undo` } : {}),
    },
  }
}

/** What can be done with it, for whoever tried something else. */
export function legalMoves(row: ImportRow): string[] {
  return Object.keys(toImport(row).links).filter((move) => move !== 'self')
}
