import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { countForSummary, findExports, type ListOptions, viewerOf } from '../record/repository.ts'
import { toResource } from '../record/resource.ts'
import { exportResource } from '../record/schema.ts'

const shown = 5

/** What of the exports needs somebody: today's failures first, then what runs, then the newest files. */
export const getHome = defineQuery({
  name: 'exports.home',
  summary: 'Today’s failed exports, running exports and the newest files.',
  permission: 'exports.read',
  input: z.strictObject({}),
  output: z.object({
    failed: z.array(exportResource),
    unfinished: z.array(exportResource),
    ready: z.array(exportResource),
    failedToday: z.number().int(),
  }),
  async run({ context, tx }) {
    const viewer = viewerOf(context.principal)
    const { timeZone } = context.principal
    const newest = async (narrowed: Partial<ListOptions>) => {
      const options = {
        sortBy: 'created_at',
        sortOrder: 'desc',
        limit: shown,
        offset: 0,
        ...narrowed,
      } as const
      return (await findExports(tx, viewer, options)).map((found) => toResource(found, viewer))
    }
    const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
    return {
      failed: await newest({ status: 'failed', dateFrom: `${today} 00:00:00 ${timeZone}` }),
      unfinished: await newest({ status: 'unfinished' }),
      ready: await newest({ status: 'completed' }),
      failedToday: (await countForSummary(tx, viewer, timeZone)).failed,
    }
  },
})
