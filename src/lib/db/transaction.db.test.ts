import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import type { TenantId } from '../context.ts'
import { isConnectionError } from '../errors.ts'
import { getClient, getPool, query } from './index.ts'
import { systemTransaction, type Tx, transaction } from './transaction.ts'

let tenantId: TenantId

beforeAll(async () => {
  tenantId = (await contextOf(await createTenant(2), 'admin')).principal.tenantId
  await createTenant(2)
})

const rename = (tx: Tx, name: string) => tx.execute(sql`update customers set notes = ${name}`)
const notes = async () => {
  const rows = await ownerRows<{ notes: string }>(
    'select distinct notes from customers where tenant_id = $1',
    [tenantId],
  )
  return rows.map((row) => row.notes)
}
const tenantsSeen = async (tx: Tx) => (await tx.execute(sql`select id from tenants`)).rows.length

describe('a transaction', () => {
  it('keeps what it did when it ends well, and nothing of it when it throws', async () => {
    await transaction(tenantId, 'read write', (tx) => rename(tx, 'kept'))
    await expect(
      transaction(tenantId, 'read write', async (tx) => {
        await rename(tx, 'lost')
        throw new Error('on purpose')
      }),
    ).rejects.toThrow('on purpose')
    expect(await notes()).toEqual(['kept'])
  })

  it('that only reads cannot write', async () => {
    for (const mode of ['read only', 'isolation level repeatable read read only'] as const)
      await expect(transaction(tenantId, mode, (tx) => rename(tx, 'x'))).rejects.toMatchObject({
        cause: { code: '25006' },
      })
  })

  it('sees its tenant alone, and the system transaction sees all', async () => {
    expect(await transaction(tenantId, 'read only', tenantsSeen)).toBe(1)
    expect(await systemTransaction(tenantsSeen)).toBeGreaterThan(1)
  })

  it('leaves no tenant and no role behind on its connection', async () => {
    await Promise.all(Array.from({ length: 10 }, () => transaction(tenantId, 'read only', tenantsSeen)))
    await Promise.all(Array.from({ length: 10 }, () => systemTransaction(tenantsSeen)))
    const found = await Promise.all(Array.from({ length: 10 }, () => query('select id from tenants')))
    expect(found.every(({ rows }) => rows.length === 0)).toBe(true)
    const { rows } = await query('select current_user = session_user as is_itself')
    expect(rows).toEqual([{ is_itself: true }])
  })

  it('takes no tenant that is more than an id', async () => {
    const hostile = `x', true); select set_config('app.tenant_id', '${tenantId}` as TenantId
    await expect(transaction(hostile, 'read only', tenantsSeen)).rejects.toMatchObject({
      cause: { code: '22P02' },
    })
  })

  it('whose connection breaks gives the connection up, and the next one works', async () => {
    const broken = transaction(tenantId, 'read write', async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await ownerRows('select pg_terminate_backend($1)', [rows[0]!.pid])
      await tx.execute(sql`select 1`)
    })
    await expect(broken).rejects.toSatisfy(isConnectionError)
    expect(await transaction(tenantId, 'read only', tenantsSeen)).toBe(1)
    expect(getPool().waitingCount).toBe(0)
  })

  it('gives its connection back, whatever happens', async () => {
    const { max } = getPool().options
    for (let round = 0; round < max! * 2; round += 1)
      await transaction(tenantId, 'read only', () => Promise.reject(new Error('x'))).catch(() => {})
    const client = await getClient()
    client.release()
    expect(getPool().idleCount).toBe(getPool().totalCount)
  })
})
