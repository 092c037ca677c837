import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findTransfer } from '../transfers/repository.ts'
import { toTransfer } from '../transfers/resource.ts'
import { transferById, transferResource } from '../transfers/schema.ts'

export const getTransfer = defineQuery({
  name: 'inventory.transfer.get',
  summary: 'One transfer, what of it arrived, and what can be done with it.',
  permission: 'inventory.read',
  input: transferById,
  output: transferResource,
  async run({ tx, input }) {
    const row = await findTransfer(tx, input.id)
    if (!row) throw notFound('transfer')
    return toTransfer(row)
  },
})
