import * as z from 'zod'
import { lineOfText } from '#src/features/suppliers/fields/schema.ts'
import { checkPage, id, pageInput, searched } from '../fields/schema.ts'

const services_name = lineOfText(200)

export const createServiceInput = z.strictObject({ services_name })
export type CreateServiceInput = z.input<typeof createServiceInput>

export const changeServiceInput = createServiceInput.extend({ id: id })
export type ChangeServiceInput = z.input<typeof changeServiceInput>

export const serviceById = z.strictObject({ id: id })

export const listServicesInput = z
  .strictObject({
    q: searched.optional(),
    ...pageInput,
  })
  .superRefine(checkPage)

export const serviceResource = z.object({
  id: z.uuid(),
  services_name: z.string(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  links: z.object({ self: z.string() }),
})
export type ServiceResource = z.infer<typeof serviceResource>
