import * as z from 'zod'
import { confirmPassword } from '#src/lib/access/confirm-password.ts'
import { hashPassword } from '#src/lib/access/passwords/passwords.ts'
import { weaknessOf } from '#src/lib/access/passwords/weak-passwords.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireSession } from '#src/lib/operation/people.ts'
import { updatePassword } from '../record/repository.ts'
import { changePasswordInput } from '../record/schema.ts'

export const changePassword = defineCommand({
  name: 'account.change_password',
  summary: 'Change your own password. All your other sessions end.',
  permission: 'account.update',
  input: changePasswordInput,
  /** The version that a session must now have. */
  output: z.object({ session_version: z.number().int() }),
  async prepare({ context: { principal }, input }) {
    requireSession(principal)
    if (input.new_password === input.current_password)
      throw invalid('new_password', 'must differ from the current one')
    const weakness = await weaknessOf(input.new_password, principal)
    if (weakness) throw invalid('new_password', weakness, 'too_weak')
    const stored = await confirmPassword(principal, input.current_password, 'current_password')
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
