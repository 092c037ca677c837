import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findReports } from './repository.ts'
import { deployment, finding, phases } from './schema.ts'

export { saveReport } from './repository.ts'

export const getDeployment = defineQuery({
  name: 'system.deployment',
  summary: 'What the doctor found in each phase of the deployment, the last time it ran.',
  permission: 'deployment.read',
  input: z.strictObject({}),
  output: deployment,
  run: async ({ tx }) => {
    const rows = await findReports(tx)
    const inOrder = rows.sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))
    return {
      reports: inOrder.map(({ ranAt, errors, ...row }) => ({
        ...row,
        errors: z.array(finding).parse(errors),
        timestamp: ranAt.toISOString(),
      })),
    }
  },
})
