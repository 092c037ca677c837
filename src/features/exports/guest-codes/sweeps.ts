import { systemTransaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { removeExpiredCodes } from './repository.ts'

export const expiredGuestCodes = defineSweep({
  name: 'exports.remove_guest_codes',
  every: 600_000,
  run: () => systemTransaction((tx) => removeExpiredCodes(tx, 1_000)),
})
