import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { findModels, readOutcomes } from './repository.ts'
import { toModel } from './resource.ts'
import type { ModelResource } from './schema.ts'

export async function getModelCard(tx: Tx, principal: Principal, id: string): Promise<ModelResource> {
  const [found] = await findModels(tx, [id])
  if (!found) throw notFound('model')
  const [outcomes] = await readOutcomes(tx, [id])
  return toModel(principal, found, outcomes)
}
