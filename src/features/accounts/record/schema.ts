import * as z from 'zod'
import type { Role } from '#src/lib/permissions.ts'
import { shortestPassword } from './shortest-password.ts'

const newPassword = z
  .string()
  .min(shortestPassword, `must have at least ${shortestPassword} characters`)
  .max(1024, 'must have at most 1024 characters')

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

const name = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `must have a ${what}`)
    .max(100, 'must have at most 100 characters')
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'may not contain control characters or line breaks')

export const renameSelfInput = z.strictObject({
  first_name: name('first name'),
  last_name: name('last name'),
})
export type RenameSelfInput = z.input<typeof renameSelfInput>

const role = z.enum(['super_admin', 'admin', 'manager', 'viewer'] as const satisfies readonly Role[])
const memberId = z.uuid('must be a UUID')

export const inviteMemberInput = z.strictObject({
  email: z.email('must be an email address').trim().max(320),
  first_name: name('first name'),
  last_name: name('last name'),
  role,
})
export type InviteMemberInput = z.input<typeof inviteMemberInput>

export const memberStatuses = ['active', 'invited', 'disabled'] as const

export const listMembersInput = z.strictObject({
  search: z.string().trim().max(200).optional(),
  role: role.optional(),
  status: z.enum(memberStatuses).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** One change at a time: each has rules of its own. */
export const changeMemberInput = z.strictObject({
  id: memberId,
  role: role.optional(),
  disabled: z.boolean().optional(),
})
export type ChangeMemberInput = z.input<typeof changeMemberInput>

export const memberResource = z.object({
  id: z.uuid(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  role,
  status: z.enum(memberStatuses),
  last_sign_in_at: z.iso.datetime().nullable(),
  invitation_expires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
})
export type MemberResource = z.infer<typeof memberResource>

export const acceptInvitationInput = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, 'is not valid: open the link again from the email'),
  password: newPassword,
})
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>

const day = z.iso
  .date('must be a day such as 2026-11-27')
  .refine((text) => /^[12]\d{3}/.test(text), 'must be a day from 1000 to 2999')

export const listAuditInput = z.strictObject({
  user_id: z.uuid('must be a UUID').optional(),
  action: z.string().max(100).optional(),
  subject_type: z.string().max(100).optional(),
  subject_id: z.uuid('must be a UUID').optional(),
  date_from: day.optional(),
  date_to: day.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

export const auditResource = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.string(),
  /** Null: the system, or somebody who was not signed in. */
  user: z
    .object({ id: z.uuid(), first_name: z.string(), last_name: z.string(), email: z.string() })
    .nullable(),
  subject_type: z.string(),
  subject_id: z.uuid(),
  /** The entry as a sentence. */
  sentence: z.string(),
  details: z.record(z.string(), z.unknown()),
  request_id: z.string(),
})
export type AuditResource = z.infer<typeof auditResource>

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
  /** What signs requests that move money; told this once, too. */
  signing_secret: z.string(),
})

export const changePasswordInput = z.strictObject({
  current_password: z.string().min(1, 'is required').max(1024),
  new_password: newPassword,
})
export type ChangePasswordInput = z.input<typeof changePasswordInput>
