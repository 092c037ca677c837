import { readForeign } from '#src/lib/db/foreign/read.ts'
import type { ForeignServer } from '#src/lib/db/foreign/server.ts'
import { AppError } from '#src/lib/errors.ts'
import type { Found } from '../record/service.ts'
import { findRole } from './repository.ts'

const seconds = 10

/** Whether the server can be reached and read, and what it says of itself and of our user. */
export async function probe(server: () => ForeignServer): Promise<Found> {
  try {
    const findings = await readForeign(
      server(),
      { applicationName: 'waybill check', seconds },
      async (read) => {
        const { lagSeconds, mayWrite } = await findRole(read.tx)
        const { version, isReplica } = read.facts
        return { version, is_replica: isReplica, lag_seconds: lagSeconds, may_write: mayWrite }
      },
    )
    return { ok: true, findings }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ok: false, error }
  }
}
