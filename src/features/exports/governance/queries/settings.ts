import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findGovernance } from '../record/repository.ts'
import { governance } from '../record/schema.ts'
import { toGovernance } from '../record/service.ts'

export const getGovernance = defineQuery({
  name: 'exports.governance.get',
  summary: 'The company’s rules for exports: recipients, retention, alerts and approvals.',
  permission: 'exports.governance.read',
  input: z.strictObject({}),
  output: governance,
  run: async ({ tx }) => toGovernance(tx, await findGovernance(tx)),
})
