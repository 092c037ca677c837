import { defineQuery } from '#src/lib/operation/operation.ts'
import { getVisible } from '../record/access.ts'
import { toResource } from '../record/resource.ts'
import { exportDetails, getExportInput } from '../record/schema.ts'
import { detailsOf } from './details.ts'

export const getExport = defineQuery({
  name: 'exports.get',
  summary: 'One export; with include_details its statistics, attempts and downloads.',
  permission: 'exports.read',
  input: getExportInput,
  output: exportDetails,
  async run({ context, tx, input }) {
    const found = await getVisible(tx, context, input.id)
    const resource = toResource(found)
    return input.include_details === 'true' ? { ...resource, ...(await detailsOf(tx, input.id)) } : resource
  },
})
