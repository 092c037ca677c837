import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { type ContentRow, lockContentItem } from './repository.ts'

/** The item, locked, in the version that the caller saw. Throws `not_found` or `precondition_failed`. */
export async function getChangeable(tx: Tx, context: Context, id: string): Promise<ContentRow> {
  const row = await lockContentItem(tx, id)
  if (!row) throw notFound('content')
  requireVersion(context, row.version)
  return row
}

export function subjectOf({ id, title }: Pick<ContentRow, 'id' | 'title'>) {
  return { subjectType: 'content_item', subjectId: id, details: { title } }
}
