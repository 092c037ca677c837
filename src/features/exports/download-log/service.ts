import { clientAddress, requestIdOf } from '#src/lib/access/request.ts'
import type { TenantId } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { isNearlyWhole } from './coverage.ts'
import { findUnaudited, insertDownload, markAudited, updateDownload } from './repository.ts'
import type { Sent } from './sent-bytes.ts'

/** Who takes a file: a member, or somebody without an account at that address. */
export type Taker = { userId: string; guestEmail?: undefined } | { userId?: undefined; guestEmail: string }

export interface RequestedBytes {
  tenantId: TenantId
  taker: Taker
  exportId: string
  file: { name: string; bytes: number }
  rangeStart: number
}

/** Writes down that bytes were requested, before the first of them leaves; returns what to call at the end. */
export async function beginLog(
  request: Request,
  { tenantId, taker, exportId, file, rangeStart }: RequestedBytes,
): Promise<(sent: Sent) => void> {
  const requestId = requestIdOf(request.headers)
  const taken = { exportId, fileName: file.name, ...taker }
  const id = await transaction(tenantId, 'read write', (tx) =>
    insertDownload(tx, {
      ...taken,
      ...{ tenantId, rangeStart },
      ipAddress: clientAddress(request.headers),
      userAgent: request.headers.get('user-agent')?.slice(0, 400) ?? null,
    }),
  )
  const end = ({ bytes, isComplete }: Sent) =>
    transaction(tenantId, 'read write', async (tx) => {
      await updateDownload(tx, id, bytes, isComplete)
      // A file fetched in ranges, or all but a byte of it, is one download of the file.
      if (!isNearlyWhole(await findUnaudited(tx, taken), file.bytes)) return
      await markAudited(tx, taken)
      await writeAuditEntry(
        tx,
        { tenantId, ...(taker.userId ? { userId: taker.userId } : {}), requestId },
        {
          action: 'export.downloaded',
          subjectType: 'export',
          subjectId: exportId,
          details: { file: file.name, ...(taker.guestEmail ? { recipient: taker.guestEmail } : {}) },
        },
      )
    })
  return (sent) => {
    end(sent).catch((error) =>
      log.warn({ err: error, downloadId: id }, 'the end of a download was not recorded'),
    )
  }
}
