import * as z from 'zod'
import { lineOfText } from '#src/features/suppliers/fields/schema.ts'
import { scopeStatuses } from '#src/lib/db/schema/company/scopes.ts'
import { clientScopeResource } from '../agreements/schema.ts'
import { checkPage, id, pageInput, searched } from '../fields/schema.ts'
import { content, person } from '../versions/schema.ts'

const status = z.enum(scopeStatuses, `must be one of: ${scopeStatuses.join(', ')}`)

export const createScopeInput = z.strictObject({
  service_id: id,
  scope_name: lineOfText(200),
  /** The text of its first version. */
  content: content.default(''),
})
export type CreateScopeInput = z.input<typeof createScopeInput>

export const changeScopeInput = z
  .strictObject({ id, service_id: id, scope_name: lineOfText(200), scope_of_work_status: status })
  .partial()
  .required({ id: true })
export type ChangeScopeInput = z.input<typeof changeScopeInput>

export const scopeById = z.strictObject({ id })

export const sortableColumns = ['services', 'scope_name', 'uploaded_date', 'updated_date', 'status'] as const

export const listScopesInput = z
  .strictObject({
    q: searched.optional().describe('Every word must occur in the service or the name.'),
    status: status.optional(),
    service: searched.optional(),
    sort_by: z.enum(sortableColumns, `must be one of: ${sortableColumns.join(', ')}`).optional(),
    sort_order: z.enum(['asc', 'desc']).default('asc'),
    ...pageInput,
  })
  .superRefine(checkPage)

export const scopeResource = z.object({
  id: z.uuid(),
  service_id: z.uuid(),
  services_name: z.string(),
  scope_name: z.string(),
  scope_of_work_status: status,
  /** The published version, or the first draft while none is published. */
  current_version: z.number().int(),
  /** The version that is still written; null: none. */
  draft_version: z.number().int().nullable(),
  created_by: person,
  modified_by: person,
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** The states that it can be given now. */
  legal_moves: z.array(status),
  /** Its other addresses, and the publication of its draft where that is legal. */
  links: z.record(z.string(), z.string()),
})
export type ScopeResource = z.infer<typeof scopeResource>

/** One scope with the newest of what clients were offered or agreed to. */
export const scopeDetails = scopeResource.extend({
  client_scopes: z.array(clientScopeResource),
  client_scopes_total: z.number().int(),
})
export type ScopeDetails = z.infer<typeof scopeDetails>
