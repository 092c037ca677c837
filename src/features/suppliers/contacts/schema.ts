import * as z from 'zod'
import { lineOfText, stored } from '../fields/schema.ts'

const contact = z.strictObject({
  /** Names a contact that there is; a new one has none. */
  id: z.uuid('must be a UUID').optional(),
  name: lineOfText(200),
  role: lineOfText(100).nullable().default(null),
  /** As with the phone number: left out, what is stored stays; null removes it. */
  email: stored(z.email('must be an email address, such as ana@example.com').max(320)),
  phone: stored(lineOfText(50)),
  is_primary: z.boolean().default(false),
})

export const contactList = z
  .array(contact)
  .max(100)
  .refine((contacts) => contacts.filter(({ is_primary }) => is_primary).length <= 1, {
    message: 'must have only one main contact (is_primary)',
  })
  .refine((contacts) => isUnique(contacts.flatMap(({ id }) => id ?? [])), {
    message: 'names a contact twice: every id must be there only once',
  })

export const replaceContactsInput = z.strictObject({ id: z.uuid('must be a UUID'), contacts: contactList })
export type ReplaceContactsInput = z.input<typeof replaceContactsInput>

export const contactResource = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.string().nullable(),
  /** Masked where your role may not read it, as is the phone number. */
  email: z.string().nullable(),
  phone: z.string().nullable(),
  is_primary: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type ContactResource = z.infer<typeof contactResource>

/** All contacts of one supplier, whose version they share. */
export const contactsResource = z.object({
  supplier_id: z.uuid(),
  version: z.number().int(),
  contacts: z.array(contactResource),
})

function isUnique(values: string[]): boolean {
  return new Set(values).size === values.length
}
