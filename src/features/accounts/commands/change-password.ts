import * as z from 'zod'
import { hashPassword, verifyPassword } from '#src/lib/access/passwords/passwords.ts'
import { weaknessOf } from '#src/lib/access/passwords/weak-passwords.ts'
import { Blocked, forgetTries, reserveTry } from '#src/lib/access/throttle.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireSession } from '../record/api-key.ts'
import { findPasswordHash, updatePassword } from '../record/repository.ts'
import { changePasswordInput } from '../record/schema.ts'

const triesPerPerson = 5

export const changePassword = defineCommand({
  name: 'account.change_password',
  summary: 'Change your own password. All your other sessions end.',
  permission: 'account.update',
  input: changePasswordInput,
  /** The version that a session must now have. */
  output: z.object({ session_version: z.number().int() }),
  async prepare({ context: { principal }, input }) {
    requireSession(principal)
    const { tenantId, userId } = principal
    if (input.new_password === input.current_password)
      throw invalid('new_password', 'must differ from the current one')
    const weakness = await weaknessOf(input.new_password, principal)
    if (weakness) throw invalid('new_password', weakness, 'too_weak')
    // A session that somebody left open is no licence to guess its password.
    const key = `password:${userId}`
    const blocked = await reserveTry([{ key, limit: triesPerPerson }])
    const stored = await transaction(tenantId, 'read only', (tx) => findPasswordHash(tx, userId))
    if (!stored || !(await verifyPassword(input.current_password, stored))) {
      if (blocked) throw new Blocked(blocked)
      throw invalid('current_password', 'is not your current password')
    }
    await forgetTries(key)
    return { from: stored, to: await hashPassword(input.new_password) }
  },
  async run({ context: { principal }, tx, prepared, audit }) {
    const version = await updatePassword(tx, principal.userId, prepared)
    if (version === undefined)
      throw new AppError('conflict', 'Your password was changed in the meantime. Try again.')
    await audit({ action: 'user.password_changed', subjectType: 'user', subjectId: principal.userId })
    return { session_version: version }
  },
})
