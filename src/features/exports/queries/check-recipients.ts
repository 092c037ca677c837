import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findGuests } from '../sharing/service.ts'

const address = z.email()

/** Texts that are no addresses yet are passed over: somebody is typing. */
export const checkRecipientsNow = defineQuery({
  name: 'exports.recipients.check',
  summary: 'Which of these addresses have no account, and why they could not have files of the dataset.',
  permission: 'exports.create',
  input: z.strictObject({
    recipients: z.array(z.string().max(320)).max(50),
    export_type: z.string().max(100),
  }),
  output: z.object({
    guests: z.array(
      z.object({
        address: z.string(),
        /** Null: they get a link, and open the file with a code. */
        refusal: z.string().nullable(),
      }),
    ),
  }),
  async run({ tx, input }) {
    const addresses = input.recipients.filter((text) => address.safeParse(text).success)
    const guests = await findGuests(tx, addresses, { exportType: input.export_type, columns: [] })
    return { guests: [...guests].map(([one, refusal]) => ({ address: one, refusal: refusal ?? null })) }
  },
})
