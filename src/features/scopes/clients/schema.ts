import * as z from 'zod'
import { lineOfText } from '#src/features/suppliers/fields/schema.ts'
import { clientScopeResource } from '../agreements/schema.ts'
import { checkPage, flag, id, pageInput, searched } from '../fields/schema.ts'

const country = lineOfText(100).nullable()

export const createClientInput = z.strictObject({
  client_no: lineOfText(50),
  name: lineOfText(200),
  country: country.default(null),
  is_active: z.boolean().default(true),
})
export type CreateClientInput = z.input<typeof createClientInput>

export const changeClientInput = z
  .strictObject({ id, client_no: lineOfText(50), name: lineOfText(200), country, is_active: z.boolean() })
  .partial()
  .required({ id: true })
export type ChangeClientInput = z.input<typeof changeClientInput>

export const clientById = z.strictObject({ id })

export const listClientsInput = z
  .strictObject({
    q: searched.optional().describe('Every word must occur in the number, the name or the country.'),
    is_active: flag.optional(),
    ...pageInput,
  })
  .superRefine(checkPage)

export const clientResource = z.object({
  id: z.uuid(),
  client_no: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  is_active: z.boolean(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  links: z.object({ self: z.string() }),
})
export type ClientResource = z.infer<typeof clientResource>

/** One client with the newest of what it was offered or agreed to. */
export const clientDetails = clientResource.extend({
  client_scopes: z.array(clientScopeResource),
  client_scopes_total: z.number().int(),
})
export type ClientDetails = z.infer<typeof clientDetails>
