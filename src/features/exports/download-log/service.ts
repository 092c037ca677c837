import { clientAddress, requestIdOf } from '#src/lib/access/request.ts'
import type { Principal } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { isNearlyWhole } from './coverage.ts'
import { findUnaudited, insertDownload, markAudited, updateDownload } from './repository.ts'
import type { Sent } from './sent-bytes.ts'

export interface RequestedBytes {
  principal: Principal
  exportId: string
  file: { name: string; bytes: number }
  rangeStart: number
}

/** Writes down that bytes were requested, before the first of them leaves; returns what to call at the end. */
export async function beginLog(
  request: Request,
  { principal, exportId, file, rangeStart }: RequestedBytes,
): Promise<(sent: Sent) => void> {
  const { tenantId, userId } = principal
  const requestId = requestIdOf(request.headers)
  const taken = { exportId, fileName: file.name, userId }
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
        { tenantId, userId, requestId },
        {
          action: 'export.downloaded',
          subjectType: 'export',
          subjectId: exportId,
          details: { file: file.name },
        },
      )
    })
  return (sent) => {
    end(sent).catch((error) =>
      log.warn({ err: error, downloadId: id }, 'the end of a download was not recorded'),
    )
  }
}
