import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { clientScopes, clients, scopesOfWork, services } from '#src/lib/db/schema/company/scopes.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ClientScopeRow = typeof clientScopes.$inferSelect
export type NewClientScope = typeof clientScopes.$inferInsert
export type ClientScopeChanges = Partial<
  Pick<NewClientScope, 'price' | 'currency' | 'startsOn' | 'endsOn' | 'notes' | 'status' | 'acceptedAt'>
>

const columns = {
  row: clientScopes,
  clientNo: clients.clientNo,
  clientName: clients.name,
  servicesName: services.servicesName,
  scopeName: scopesOfWork.scopeName,
  currentVersion: scopesOfWork.currentVersion,
}

export type ClientScopeFound = ClientScopeRow & {
  clientNo: string
  clientName: string
  servicesName: string
  scopeName: string
  currentVersion: number
}

async function find(tx: Tx, where: SQL, limit: number): Promise<ClientScopeFound[]> {
  const found = await tx
    .select(columns)
    .from(clientScopes)
    .innerJoin(clients, eq(clients.id, clientScopes.clientId))
    .innerJoin(scopesOfWork, eq(scopesOfWork.id, clientScopes.scopeId))
    .innerJoin(services, eq(services.id, scopesOfWork.serviceId))
    .where(where)
    .orderBy(desc(clientScopes.startsOn), desc(clientScopes.id))
    .limit(limit)
  return found.map(({ row, ...rest }) => ({ ...row, ...rest }))
}

export async function findClientScope(tx: Tx, id: string): Promise<ClientScopeFound | undefined> {
  const [row] = await find(tx, eq(clientScopes.id, id), 1)
  return row
}

/** In the order of the ids. */
export async function findClientScopes(tx: Tx, ids: string[]): Promise<ClientScopeFound[]> {
  if (ids.length === 0) return []
  const byId = new Map(
    (await find(tx, inArray(clientScopes.id, ids), ids.length)).map((row) => [row.id, row]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What a client, or what clients of a scope, have: the latest to start first, and how many there are. */
export async function findLatest(
  tx: Tx,
  of: { clientId: string } | { scopeId: string },
  limit: number,
): Promise<{ rows: ClientScopeFound[]; total: number }> {
  const where =
    'clientId' in of ? eq(clientScopes.clientId, of.clientId) : eq(clientScopes.scopeId, of.scopeId)
  return { rows: await find(tx, where, limit), total: await tx.$count(clientScopes, where) }
}

export async function insertClientScope(tx: Tx, values: NewClientScope): Promise<string> {
  const [row] = await tx.insert(clientScopes).values(values).returning({ id: clientScopes.id })
  return row!.id
}

/** Locked until the transaction ends: of two movers one waits and sees what the other did. */
export async function lockClientScope(tx: Tx, id: string): Promise<ClientScopeRow | undefined> {
  const [row] = await tx.select().from(clientScopes).where(eq(clientScopes.id, id)).for('update')
  return row
}

/** Stores changes of a locked client scope and raises its version. */
export async function updateClientScope(
  tx: Tx,
  { id, status, version }: ClientScopeRow,
  changes: ClientScopeChanges,
): Promise<void> {
  await tx
    .update(clientScopes)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(clientScopes.id, id), eq(clientScopes.status, status)))
}
