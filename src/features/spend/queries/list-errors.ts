import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findErrorGroups } from '../evidence/repository.ts'
import { errorResource, listErrorsInput } from '../evidence/schema.ts'

export const listErrors = definePage({
  name: 'spend.errors.list',
  summary: 'What went wrong on our side, each kind of failure once, with how often it was seen.',
  permission: 'audit.read',
  input: listErrorsInput,
  item: errorResource,
  async run({ tx, input }) {
    const { rows, pagination } = pageOf(input, await findErrorGroups(tx, windowOf(input)))
    return {
      pagination,
      items: rows.map(({ id, fingerprint, place, name, message, occurrences, ...row }) => ({
        ...{ id, fingerprint, place, name, message, occurrences },
        first_seen_at: row.firstSeenAt.toISOString(),
        last_seen_at: row.lastSeenAt.toISOString(),
        last_request_id: row.lastRequestId,
      })),
    }
  },
})
