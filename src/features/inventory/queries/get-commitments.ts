import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getRow } from '../items/service.ts'
import { findOpenReservations } from '../reservations/repository.ts'
import { toReservation } from '../reservations/resource.ts'
import { reservationResource } from '../reservations/schema.ts'
import { itemById } from '../schema.ts'
import { findOpenTransfers } from '../transfers/repository.ts'
import { toTransfer } from '../transfers/resource.ts'
import { transferResource } from '../transfers/schema.ts'

const most = 100

export const getCommitments = defineQuery({
  name: 'inventory.commitments',
  summary: `What is promised or on its way: the newest ${most} open reservations and unfinished transfers of an item.`,
  permission: 'inventory.read',
  input: itemById,
  output: z.object({ reservations: z.array(reservationResource), transfers: z.array(transferResource) }),
  async run({ tx, input: { id } }) {
    await getRow(tx, id)
    const reservations = await findOpenReservations(tx, id, most)
    const transfers = await findOpenTransfers(tx, id, most)
    return { reservations: reservations.map(toReservation), transfers: transfers.map(toTransfer) }
  },
})
