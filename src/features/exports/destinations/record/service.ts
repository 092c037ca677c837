import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, type FieldError, invalidRequest, notFound } from '#src/lib/errors.ts'
import { type DestinationRow, findDestination, findDestinationsByIds } from './repository.ts'
import { isReady } from './resource.ts'

export async function getDestinationRow(tx: Tx, id: string): Promise<DestinationRow> {
  const row = await findDestination(tx, id)
  if (!row) throw notFound('destination')
  return row
}

export function nameTaken(name: string): AppError {
  return new AppError('conflict', `There is already a destination named ${name}. Choose another name.`)
}

/** The destinations that a request names, each once; throws `invalid_request` naming those it cannot have. */
export async function checkDestinations(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const found = await rowsById(tx, ids)
  const problems = ids.flatMap((id, index): FieldError[] => {
    const row = found.get(id)
    const problem = row ? notReady(row) : 'is not a destination of your company; see /exports/destinations'
    return problem ? [{ path: `destinations.${index}`, code: 'not_a_destination', message: problem }] : []
  })
  if (problems.length > 0) throw invalidRequest(problems)
  return [...new Set(ids)]
}

/** Those of an earlier request that still exist. */
export async function keepDestinations(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const found = await rowsById(tx, ids)
  return ids.filter((id) => found.has(id))
}

function notReady(row: DestinationRow): string | undefined {
  if (isReady(row)) return undefined
  return `${row.name} cannot have files yet: an admin must test it and confirm the key of its server first`
}

async function rowsById(tx: Tx, ids: readonly string[]): Promise<Map<string, DestinationRow>> {
  const rows = await findDestinationsByIds(tx, ids)
  return new Map(rows.map((row) => [row.id, row]))
}
