import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findDifferences, findProofs } from '../evidence/repository.ts'
import { reconciliationResource } from '../evidence/schema.ts'

export const getReconciliation = defineQuery({
  name: 'spend.reconciliation',
  summary: 'Up to where the ledgers were proved, when, and what does not add up.',
  permission: 'audit.read',
  input: z.strictObject({}),
  output: reconciliationResource,
  async run({ tx }) {
    const differences = await findDifferences(tx)
    return {
      holds: differences.length === 0,
      proofs: (await findProofs(tx)).map(({ currency, entryNo, hash, provedAt }) => ({
        ...{ currency, entry_no: entryNo, hash, proved_at: provedAt.toISOString() },
      })),
      differences: differences.map(({ id, message, createdAt }) => ({
        ...{ id, message, found_at: createdAt.toISOString() },
      })),
    }
  },
})
