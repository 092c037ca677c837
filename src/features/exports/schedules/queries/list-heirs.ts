import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findAdmins } from '../record/repository.ts'
import { toOwner } from '../record/resource.ts'
import { schedule } from '../record/schema.ts'

/** For the console's choice of a new owner. */
export const listHeirs = defineQuery({
  name: 'exports.schedules.heirs',
  summary: 'The active admins, who can own schedules.',
  permission: 'exports.schedules.read',
  input: z.strictObject({}),
  output: z.array(schedule.shape.owner),
  run: async ({ tx }) => (await findAdmins(tx)).map(toOwner),
})
