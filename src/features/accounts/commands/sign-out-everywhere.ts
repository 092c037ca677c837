import * as z from 'zod'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireSession } from '#src/lib/operation/people.ts'
import { endSessions } from '../record/repository.ts'

export const signOutEverywhere = defineCommand({
  name: 'account.sign_out_everywhere',
  summary: 'End all your sessions, on every device.',
  permission: 'account.update',
  input: z.strictObject({}),
  output: z.object({ signed_out: z.literal(true) }),
  async run({ context: { principal }, tx, audit }) {
    requireSession(principal)
    await endSessions(tx, principal.userId)
    await audit({ action: 'user.signed_out_everywhere', subjectType: 'user', subjectId: principal.userId })
    return { signed_out: true as const }
  },
})
