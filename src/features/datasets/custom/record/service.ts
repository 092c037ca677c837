import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { type CustomRow, findCustom } from './repository.ts'

export async function getCustom(tx: Tx, key: string): Promise<CustomRow> {
  const row = await findCustom(tx, key)
  if (!row) throw notFound('dataset of your own')
  return row
}

export function keyTaken(key: string): AppError {
  return new AppError('conflict', `There is already a dataset with the key ${key}. Choose another key.`)
}
