import { defineQuery } from '#src/lib/operation/operation.ts'
import { getVisible } from '../record/access.ts'
import { exportDetails } from '../record/details-schema.ts'
import { viewerOf } from '../record/repository.ts'
import { toResource } from '../record/resource.ts'
import { getExportInput } from '../record/schema.ts'
import { detailsOf } from './details.ts'

export const getExport = defineQuery({
  name: 'exports.get',
  summary: 'One export; with include_details its stages, statistics, attempts, mails and downloads.',
  permission: 'exports.read',
  input: getExportInput,
  output: exportDetails,
  async run({ context, tx, input }) {
    const found = await getVisible(tx, context, input.id)
    const viewer = viewerOf(context.principal)
    const resource = toResource(found, viewer)
    if (input.include_details !== 'true') return resource
    return { ...resource, ...(await detailsOf(tx, found.row, viewer)) }
  },
})
