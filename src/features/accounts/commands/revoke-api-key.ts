import * as z from 'zod'
import { notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { onlyOwn } from '../record/api-key.ts'
import { revokeApiKey as markRevoked } from '../record/repository.ts'

export const revokeApiKey = defineCommand({
  name: 'api_keys.revoke',
  summary: 'Revoke an API key, at once and for good.',
  permission: 'api_keys.manage',
  input: z.strictObject({ id: z.uuid('must be a UUID') }),
  output: z.object({ id: z.uuid(), revoked: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    const row = await markRevoked(tx, input.id, onlyOwn(context.principal))
    if (!row) throw notFound('active API key')
    await audit({
      action: 'api_key.revoked',
      subjectType: 'api_key',
      subjectId: row.id,
      details: { name: row.name, prefix: row.prefix },
    })
    return { id: row.id, revoked: true as const }
  },
})
