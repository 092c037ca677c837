import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findSettings } from '../settings/repository.ts'
import { purchasingSettings } from '../settings/schema.ts'
import { toSettings } from '../settings/service.ts'

export const getPurchasingSettings = defineQuery({
  name: 'purchasing.settings.get',
  summary: 'Up to which total orders need no approval, and how much more than ordered may be delivered.',
  permission: 'orders.read',
  input: z.strictObject({}),
  output: purchasingSettings,
  run: async ({ tx }) => toSettings(await findSettings(tx)),
})
