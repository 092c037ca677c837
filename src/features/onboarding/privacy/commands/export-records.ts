import { planRequest, requestExport } from '#src/features/exports/commands/request-export.ts'
import { exportResource } from '#src/features/exports/record/schema.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { recordsInput } from '../schema.ts'

export const exportLearnerRecords = defineCommand({
  name: 'onboarding.privacy.export',
  summary:
    'Export what a user of your application did in onboarding: an ordinary export of the dataset step_events.',
  permission: 'onboarding.write',
  input: recordsInput,
  output: exportResource,
  prepare: ({ context, input: { learner, format } }) =>
    planRequest(context, {
      ...{ export_name: `Onboarding of ${learner}`, export_type: 'step_events', format },
      filters: { learner: [learner] },
    }),
  run: ({ context, tx, prepared: { request, plan }, audit }) =>
    requestExport(tx, context, request, plan, audit),
})
