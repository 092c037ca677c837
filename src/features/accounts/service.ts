import * as z from 'zod'
import { generateApiKey } from '#src/lib/access/api-keys.ts'
import { hashPassword, verifyPassword } from '#src/lib/access/passwords.ts'
import type { Principal } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { defineCommand, defineQuery } from '#src/lib/operation/operation.ts'
import { type AccessLevel, isAdmin } from '#src/lib/permissions.ts'
import {
  type ApiKeyRow,
  findApiKeys,
  findPasswordHash,
  insertApiKey,
  revokeApiKey as markRevoked,
  updatePassword,
} from './repository.ts'
import {
  type ApiKeyResource,
  apiKeyResource,
  changePasswordInput,
  createApiKeyInput,
  newApiKey,
} from './schema.ts'

export const listApiKeys = defineQuery({
  name: 'api_keys.list',
  summary: 'Your API keys; for admins those of everybody in the company.',
  permission: 'api_keys.read',
  input: z.strictObject({}),
  output: z.array(apiKeyResource),
  run: async ({ context, tx }) =>
    (await findApiKeys(tx, onlyOwn(context.principal))).map(({ key, owner }) => toResource(key, owner)),
})

export const createApiKey = defineCommand({
  name: 'api_keys.create',
  summary: 'Make an API key that acts as you. The key itself is told this once.',
  permission: 'api_keys.manage',
  input: createApiKeyInput,
  output: newApiKey,
  async run({ context, tx, input, audit }) {
    const { principal } = context
    requireSession(principal)
    const { key, prefix, secretHash } = generateApiKey()
    const { tenantId, userId, firstName, lastName } = principal
    const days = input.expires_in_days
    const row = await insertApiKey(tx, {
      ...{ tenantId, userId, prefix, secretHash },
      name: input.name,
      access: input.access,
      expiresAt: days === null ? null : new Date(Date.now() + days * 24 * 3600 * 1000),
    })
    await audit({
      action: 'api_key.created',
      subjectType: 'api_key',
      subjectId: row.id,
      details: { name: row.name, prefix, access: input.access },
    })
    return { ...toResource(row, { id: userId, firstName, lastName }), key }
  },
})

export const revokeApiKey = defineCommand({
  name: 'api_keys.revoke',
  summary: 'Stop an API key from working, at once and for good.',
  permission: 'api_keys.manage',
  input: z.strictObject({ id: z.uuid('must be a UUID') }),
  output: z.object({ id: z.uuid(), revoked: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    const row = await markRevoked(tx, input.id, onlyOwn(context.principal))
    if (!row) throw notFound('API key that still works')
    await audit({
      action: 'api_key.revoked',
      subjectType: 'api_key',
      subjectId: row.id,
      details: { name: row.name, prefix: row.prefix },
    })
    return { id: row.id, revoked: true as const }
  },
})

export const changePassword = defineCommand({
  name: 'account.change_password',
  summary: 'Choose another password for your own account.',
  permission: 'account.update',
  input: changePasswordInput,
  output: z.object({ changed: z.literal(true) }),
  async prepare({ context: { principal }, input }) {
    requireSession(principal)
    const stored = await transaction(principal.tenantId, 'read only', (tx) =>
      findPasswordHash(tx, principal.userId),
    )
    if (!stored || !(await verifyPassword(input.current_password, stored))) {
      throw invalid('current_password', 'is not your current password')
    }
    if (input.new_password === input.current_password) {
      throw invalid('new_password', 'must differ from the current one')
    }
    return { from: stored, to: await hashPassword(input.new_password) }
  },
  async run({ context: { principal }, tx, prepared, audit }) {
    if (!(await updatePassword(tx, principal.userId, prepared))) {
      throw new AppError('conflict', 'Your password was changed meanwhile. Try again.')
    }
    await audit({ action: 'user.password_changed', subjectType: 'user', subjectId: principal.userId })
    return { changed: true as const }
  },
})

/** Admins see and revoke everybody's keys, others their own. */
function onlyOwn({ role, userId }: Principal): string | undefined {
  return isAdmin(role) ? undefined : userId
}

/** A key that could make keys would outlive its own limits. */
function requireSession({ apiKeyId }: Principal): void {
  if (apiKeyId) throw new AppError('forbidden', 'An API key cannot do this. Sign in to the console instead.')
}

interface Owner {
  id: string
  firstName: string
  lastName: string
}

function toResource(row: ApiKeyRow, owner: Owner): ApiKeyResource {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    access: row.access as AccessLevel,
    owner: { id: owner.id, first_name: owner.firstName, last_name: owner.lastName },
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  }
}
