import * as z from 'zod'

export const shortestPassword = 12

const keyAccess = z.enum(['everything', 'read_only'])
export type KeyAccess = z.infer<typeof keyAccess>

export const createApiKeyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'must say what the key is for')
    .max(100, 'must have at most 100 characters')
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'may not contain control characters or line breaks'),
  access: keyAccess,
  /** Null: never. */
  expires_in_days: z.number().int().min(1).max(3650).nullable(),
})
export type CreateApiKeyInput = z.input<typeof createApiKeyInput>

const instant = z.iso.datetime().nullable()

export const apiKeyResource = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The public part, by which a key is recognised. */
  prefix: z.string(),
  access: keyAccess,
  owner: z.object({ id: z.uuid(), first_name: z.string(), last_name: z.string() }),
  created_at: z.iso.datetime(),
  last_used_at: instant,
  expires_at: instant,
  revoked_at: instant,
})
export type ApiKeyResource = z.infer<typeof apiKeyResource>

export const newApiKey = apiKeyResource.extend({
  /** The whole key: told this once. */
  key: z.string(),
})

export const changePasswordInput = z.strictObject({
  current_password: z.string().min(1, 'is needed').max(1024),
  new_password: z
    .string()
    .min(shortestPassword, `must have at least ${shortestPassword} characters`)
    .max(1024, 'must have at most 1024 characters'),
})
export type ChangePasswordInput = z.input<typeof changePasswordInput>
