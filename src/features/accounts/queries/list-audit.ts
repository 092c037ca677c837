import * as z from 'zod'
import { invalid } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findAuditEntries } from '../audit/repository.ts'
import { sentenceOf } from '../audit/sentences.ts'
import { auditResource, listAuditInput } from '../record/schema.ts'

export const listAudit = defineQuery({
  name: 'audit.list',
  summary: 'Who did what, newest first, in pages by cursor.',
  permission: 'audit.read',
  input: listAuditInput,
  output: z.object({ entries: z.array(auditResource), next_cursor: z.string().nullable() }),
  async run({ context, tx, input }) {
    if (input.date_from && input.date_to && input.date_from > input.date_to)
      throw invalid('date_to', 'must not be before date_from')
    const found = await findAuditEntries(tx, {
      userId: input.user_id,
      action: input.action,
      subjectType: input.subject_type,
      subjectId: input.subject_id,
      from: input.date_from,
      to: input.date_to,
      timeZone: context.principal.timeZone,
      after: input.cursor === undefined ? undefined : readCursor(input.cursor),
      limit: input.limit + 1,
    })
    const page = found.slice(0, input.limit)
    const last = page.at(-1)
    return {
      entries: page.map(({ entry, user }) => ({
        id: entry.id,
        at: entry.createdAt.toISOString(),
        action: entry.action,
        user: user && {
          id: user.id,
          first_name: user.firstName,
          last_name: user.lastName,
          email: user.email,
        },
        subject_type: entry.subjectType,
        subject_id: entry.subjectId,
        sentence: sentenceOf({ action: entry.action, details: entry.details as Record<string, unknown> }),
        details: entry.details as Record<string, unknown>,
        request_id: entry.requestId,
      })),
      next_cursor: found.length > page.length && last ? writeCursor(last.cursorAt, last.entry.id) : null,
    }
  },
})

const content = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

function writeCursor(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

function readCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id] = content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (!at.startsWith('0000')) return { at, id }
  } catch {
    // Told below: what is wrong with a cursor is always that it is not ours.
  }
  throw invalid('cursor', 'must be the next_cursor of an earlier page')
}
