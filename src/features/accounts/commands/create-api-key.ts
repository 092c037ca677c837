import { generateApiKey } from '#src/lib/access/api-keys.ts'
import { signingSecretOf } from '#src/lib/access/signatures/signed-request.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireSession } from '#src/lib/operation/people.ts'
import { toApiKeyResource } from '../record/api-key.ts'
import { insertApiKey } from '../record/repository.ts'
import { createApiKeyInput, newApiKey } from '../record/schema.ts'

const dayMs = 24 * 3600 * 1000

export const createApiKey = defineCommand({
  name: 'api_keys.create',
  summary: 'Create an API key that acts as you. The key itself is shown only once.',
  permission: 'api_keys.manage',
  input: createApiKeyInput,
  output: newApiKey,
  showsSecret: true,
  async run({ context: { principal }, tx, input, audit }) {
    requireSession(principal)
    const { key, prefix, secretHash } = generateApiKey()
    const { tenantId, userId, firstName, lastName } = principal
    const days = input.expires_in_days
    const row = await insertApiKey(tx, {
      tenantId,
      userId,
      prefix,
      secretHash,
      name: input.name,
      access: input.access,
      expiresAt: days === null ? null : new Date(Date.now() + days * dayMs),
    })
    await audit({
      action: 'api_key.created',
      subjectType: 'api_key',
      subjectId: row.id,
      details: { name: row.name, prefix, access: input.access },
    })
    return {
      ...toApiKeyResource(row, { id: userId, firstName, lastName }),
      key,
      signing_secret: signingSecretOf(prefix),
    }
  },
})
