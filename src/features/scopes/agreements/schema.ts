import * as z from 'zod'
import { currency, day } from '#src/features/suppliers/fields/schema.ts'
import { clientScopeStatuses } from '#src/lib/db/schema/company/scopes.ts'
import { checkPage, flag, id, pageInput, searched } from '../fields/schema.ts'

const price = z
  .union([z.string(), z.number()], 'must be a decimal, such as "1250.00"')
  .transform(String)
  .pipe(
    z
      .string()
      .regex(
        /^\d{1,12}(\.\d{1,2})?$/,
        'must be a decimal of at most 12 digits and 2 decimal places, such as "1250.00"',
      ),
  )

const terms = {
  price: price.nullable(),
  currency,
  starts_on: day,
  ends_on: day.nullable(),
  notes: z
    .string()
    .trim()
    .max(5000)
    .transform((text) => text || null)
    .nullable(),
}

export const createClientScopeInput = z
  .strictObject({
    client_id: id,
    scope_id: id,
    /** The published version; absent: whichever that is. */
    scope_version: z.number().int().min(1).optional(),
    ...terms,
    price: terms.price.default(null),
    ends_on: terms.ends_on.default(null),
    notes: terms.notes.default(null),
  })
  .refine(({ starts_on, ends_on }) => ends_on === null || ends_on >= starts_on, {
    path: ['ends_on'],
    message: 'must not be before starts_on',
  })
export type CreateClientScopeInput = z.input<typeof createClientScopeInput>

export const changeClientScopeInput = z
  .strictObject({ id, ...terms })
  .partial()
  .required({ id: true })
export type ChangeClientScopeInput = z.input<typeof changeClientScopeInput>

export const clientScopeById = z.strictObject({ id })

export const endClientScopeInput = z.strictObject({
  id,
  ends_on: day.optional().describe('The last day; absent: today.'),
})
export type EndClientScopeInput = z.input<typeof endClientScopeInput>

const status = z.enum(clientScopeStatuses, `must be one of: ${clientScopeStatuses.join(', ')}`)

export const listClientScopesInput = z
  .strictObject({
    q: searched.optional().describe('Every word must occur in the client, the service or the scope of work.'),
    status: status.optional(),
    client_no: searched.optional(),
    has_current: flag.optional().describe('Whether it is about the version that is current now.'),
    ...pageInput,
  })
  .superRefine(checkPage)

export const clientScopeResource = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  client_no: z.string(),
  client_name: z.string(),
  scope_id: z.uuid(),
  services_name: z.string(),
  scope_name: z.string(),
  /** The version that was offered; it stays when a newer one appears. */
  scope_version: z.number().int(),
  current_version: z.number().int(),
  status,
  price: z.string().nullable(),
  currency: z.string(),
  starts_on: z.iso.date(),
  ends_on: z.iso.date().nullable(),
  accepted_at: z.iso.datetime().nullable(),
  notes: z.string().nullable(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** Itself, and the moves that its state and your role allow. */
  links: z.record(z.string(), z.string()),
})
export type ClientScopeResource = z.infer<typeof clientScopeResource>
