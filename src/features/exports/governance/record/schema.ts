import * as z from 'zod'
import { approvalDecisions } from '#src/lib/db/schema/export-governance.ts'
import { exportResource } from '../../record/schema.ts'

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, 'must be a domain such as example.com')
const rows = z.number().int().min(0).max(1_000_000_000_000).nullable()

/** What is left out stays as it is. */
export const updateGovernanceInput = z.strictObject({
  /** Empty: all domains. */
  recipient_domains: z.array(domain).max(200).optional(),
  /** Whether recipients may be people without an account; they open the file with a code sent to their address. */
  guest_recipients: z.boolean().optional(),
  /** Null: as long as the installation keeps files. */
  retention_days: z.number().int().min(1).nullable().optional(),
  /** Null: no alert for the number of rows. */
  alert_rows: rows.optional(),
  alert_sensitive: z.boolean().optional(),
  /** Null: no approval for the number of rows. */
  approval_rows: rows.optional(),
  approval_sensitive: z.boolean().optional(),
  /** An approval that nobody decides ends after so many days. */
  approval_days: z.number().int().min(1).max(365).optional(),
  version: z.number().int().min(0).optional(),
})
export type UpdateGovernanceInput = z.input<typeof updateGovernanceInput>

export const governance = z.object({
  recipient_domains: z.array(z.string()),
  guest_recipients: z.boolean(),
  retention_days: z.number().int().nullable(),
  /** The longest that the installation allows. */
  max_retention_days: z.number().int(),
  alert_rows: z.number().nullable(),
  alert_sensitive: z.boolean(),
  approval_rows: z.number().nullable(),
  approval_sensitive: z.boolean(),
  approval_days: z.number().int(),
  /** People who can approve; nobody approves their own exports. */
  approvers: z.number().int(),
  updated_at: z.iso.datetime().nullable(),
  /** 0 until somebody saves a rule. */
  version: z.number().int(),
})
export type Governance = z.infer<typeof governance>

const reasons = z.array(z.string())

/** Why an export waits, or why admins were told of it, in words. */
export const approvalResource = z.object({
  export: exportResource,
  reasons,
  requested_at: z.iso.datetime(),
  /** Not your own. */
  may_decide: z.boolean(),
})
export type Approval = z.infer<typeof approvalResource>

export const exportApproval = z
  .object({
    reasons,
    requested_at: z.iso.datetime(),
    decision: z.enum(approvalDecisions).nullable(),
    decided_by: z.object({ id: z.uuid(), first_name: z.string(), last_name: z.string() }).nullable(),
    decided_at: z.iso.datetime().nullable(),
    note: z.string().nullable(),
  })
  .nullable()
export type ExportApproval = z.infer<typeof exportApproval>

export const rejectInput = z.strictObject({
  id: z.uuid('must be a UUID'),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why, so that the person knows what to change')
    .max(500)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'may not contain control characters or line breaks'),
})

export const alertResource = z.object({
  id: z.uuid(),
  export_name: z.string(),
  export_type: z.string(),
  record_count: z.number().int().nullable(),
  creator: z.object({ id: z.uuid(), first_name: z.string(), last_name: z.string() }),
  reasons,
  at: z.iso.datetime(),
})
export type Alert = z.infer<typeof alertResource>

export const pageInput = z.strictObject({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
