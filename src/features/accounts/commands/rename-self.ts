import * as z from 'zod'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireSession } from '#src/lib/operation/people.ts'
import { updateName } from '../record/repository.ts'
import { renameSelfInput } from '../record/schema.ts'

export const renameSelf = defineCommand({
  name: 'account.rename',
  summary: 'Change your own name, as others see it.',
  permission: 'account.update',
  input: renameSelfInput,
  output: z.object({ first_name: z.string(), last_name: z.string() }),
  async run({ context: { principal }, tx, input, audit }) {
    requireSession(principal)
    const { userId, firstName, lastName } = principal
    await updateName(tx, userId, input.first_name, input.last_name)
    await audit({
      action: 'user.renamed',
      subjectType: 'user',
      subjectId: userId,
      details: { from: `${firstName} ${lastName}`, to: `${input.first_name} ${input.last_name}` },
    })
    return input
  },
})
