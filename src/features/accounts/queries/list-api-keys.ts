import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { onlyOwn, toApiKeyResource } from '../record/api-key.ts'
import { findApiKeys } from '../record/repository.ts'
import { apiKeyResource } from '../record/schema.ts'

export const listApiKeys = defineQuery({
  name: 'api_keys.list',
  summary: 'Your newest 500 API keys; for admins, those of everyone in the company.',
  permission: 'api_keys.read',
  input: z.strictObject({}),
  output: z.array(apiKeyResource),
  run: async ({ context, tx }) =>
    (await findApiKeys(tx, onlyOwn(context.principal))).map(({ key, owner }) => toApiKeyResource(key, owner)),
})
