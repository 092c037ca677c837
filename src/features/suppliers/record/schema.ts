import * as z from 'zod'
import { supplierStatuses, supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'
import { contactResource } from '../contacts/schema.ts'
import { currency, day, lineOfText, stored } from '../fields/schema.ts'
import { priceResource } from '../prices/schema.ts'
import { compactIban, isIban } from './iban.ts'

const days = z
  .number('must be a number of days')
  .int('must be a whole number')
  .min(0, 'must be at least 0')
  .max(3650, 'must be at most 3650')

const iban = z
  .string()
  .transform(compactIban)
  .refine(isIban, 'is not an IBAN; check that no digit is missing or swapped')

const required = {
  supplier_no: lineOfText(50),
  name: lineOfText(200),
  currency,
}

const tier = z.enum(supplierTiers, `must be one of: ${supplierTiers.join(', ')}`)
const outOfRange = 'must be from 0 to 5'

const optional = {
  tier: tier.nullable(),
  category: lineOfText(100).nullable(),
  tags: z
    .array(lineOfText(50))
    .max(50)
    .refine((tags) => new Set(tags).size === tags.length, 'names a tag twice'),
  country: lineOfText(100).nullable(),
  /** Days from the invoice to its payment. */
  payment_days: days,
  /** Days from the order to its delivery, as the supplier states them. */
  lead_time_days: days.nullable(),
  rating: z
    .number()
    .min(0, outOfRange)
    .max(5, outOfRange)
    .multipleOf(0.01, 'must have at most 2 decimal places')
    .nullable(),
  certificates: z
    .array(z.strictObject({ name: lineOfText(200), valid_until: day.nullable().default(null) }))
    .max(50),
  notes: z
    .string()
    .trim()
    .max(5000)
    .transform((text) => text || null)
    .nullable(),
}

/** Left out, what is stored stays, whoever may read it; null removes it. */
const sensitive = { tax_id: stored(lineOfText(50)), iban: stored(iban) }

const defaults = {
  tier: optional.tier.default(null),
  category: optional.category.default(null),
  tags: optional.tags.default([]),
  country: optional.country.default(null),
  payment_days: optional.payment_days.default(30),
  lead_time_days: optional.lead_time_days.default(null),
  rating: optional.rating.default(null),
  certificates: optional.certificates.default([]),
  notes: optional.notes.default(null),
}

const id = z.uuid('must be a UUID')
const status = z.enum(supplierStatuses, `must be one of: ${supplierStatuses.join(', ')}`)

/** A new supplier is pending. */
export const createSupplierInput = z.strictObject({ ...required, ...defaults, ...sensitive })
export type CreateSupplierInput = z.input<typeof createSupplierInput>

/** Everything anew: what is left out gets its default, except the status and what is sensitive. */
export const replaceSupplierInput = createSupplierInput.extend({ id, status: status.optional() })

export const changeSupplierInput = z
  .strictObject({ id, status, ...required, ...optional, ...sensitive })
  .partial()
  .required({ id: true })
export type ChangeSupplierInput = z.input<typeof changeSupplierInput>

export const supplierById = z.strictObject({ id })

const includes = ['contacts', 'items'] as const

export const getSupplierInput = z.strictObject({
  id,
  include: z
    .string()
    .max(100)
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(includes, `must name only: ${includes.join(', ')}`)))
    .default([])
    .describe('contacts, items, or both, separated by a comma.'),
})

export const supplierResource = z.object({
  id: z.uuid(),
  supplier_no: z.string(),
  name: z.string(),
  status,
  tier: z.enum(supplierTiers).nullable(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  country: z.string().nullable(),
  currency: z.string(),
  payment_days: z.number().int(),
  lead_time_days: z.number().int().nullable(),
  rating: z.number().nullable(),
  /** Masked where your role may not read it, as is the IBAN. */
  tax_id: z.string().nullable(),
  iban: z.string().nullable(),
  certificates: z.array(z.object({ name: z.string(), valid_until: z.string().nullable() })),
  notes: z.string().nullable(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** The states that it can be given now. */
  legal_moves: z.array(status),
  contacts: z.array(contactResource).optional(),
  items: z.array(priceResource).optional(),
  links: z.object({ self: z.string(), contacts: z.string(), items: z.string() }),
})
export type SupplierResource = z.infer<typeof supplierResource>
