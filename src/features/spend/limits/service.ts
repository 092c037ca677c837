import { queueMail } from '#src/features/mail/service.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { findAdmins, findNames, findRooms, type LimitRow } from './repository.ts'
import { toLimit } from './resource.ts'
import type { LimitResource } from './schema.ts'

/** The limits as they are shown: with their rooms and the names of their subjects. */
export async function describeLimits(tx: Tx, rows: LimitRow[]): Promise<LimitResource[]> {
  const rooms = await findRooms(
    tx,
    rows.map(({ id }) => id),
  )
  const named = rows.flatMap(({ scope, subject }) =>
    scope === 'tenant' || scope === 'category' ? [] : [subject!],
  )
  const names = await findNames(tx, named)
  return rows.map((row) => toLimit(row, rooms, names))
}

/** Tells every admin of something about spending, once for each `kind` about the same thing. */
export async function tellAdmins(
  tx: Tx,
  { principal, requestId }: Context,
  {
    about,
    kind,
    subject,
    body,
  }: { about: { type: string; id: string }; kind: string; subject: string; body: string },
): Promise<void> {
  const address = new URL('/spend', env().APP_URL)
  for (const { email } of await findAdmins(tx)) {
    await queueMail(tx, {
      ...{ tenantId: principal.tenantId, requestId, about, kind, subject },
      recipient: email,
      body: `${body}\n\nSee the budgets: ${address}\n`,
    })
  }
}
