import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { countExports, findExports, type ListOptions, viewerOf } from '../record/repository.ts'
import { toResource } from '../record/resource.ts'
import { exportResource } from '../record/schema.ts'

const shown = 5

const home = z.object({
  failed: z.array(exportResource),
  unfinished: z.array(exportResource),
  ready: z.array(exportResource),
  /** How many failed, of which `failed` are the newest. */
  failures: z.number().int(),
})
export type Home = z.infer<typeof home>

/** What of the exports needs somebody: failures that nobody retried, what runs, and the newest files. */
export const getHome = defineQuery({
  name: 'exports.home',
  summary: 'Failed exports of the last week that nobody retried, running exports and the newest files.',
  permission: 'exports.read',
  input: z.strictObject({}),
  output: home,
  async run({ context, tx }) {
    const viewer = viewerOf(context.principal)
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
    const lastWeek = new Date(Date.now() - 7 * 24 * 3600 * 1000).toISOString()
    const failed = { status: 'failed', dateFrom: lastWeek, isRepeated: false } as const
    return {
      failed: await newest(failed),
      unfinished: await newest({ status: 'unfinished' }),
      ready: await newest({ status: 'completed' }),
      failures: await countExports(tx, viewer, failed),
    }
  },
})
