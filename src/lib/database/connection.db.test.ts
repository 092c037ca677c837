import type { Pool } from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { createTenant } from '../../../tests/support/owner.ts'
import { DatabaseManager, db, initializeDatabase, pool } from './connection.ts'

beforeAll(async () => {
  await createTenant(3)
})

it('gives the one manager by both its names, with everything that code calls on it', async () => {
  const ready: Promise<void> = initializeDatabase()
  await ready
  expect(pool).toBe(db)
  const { rows } = await db.query<{ one: number }>('select $1::integer as one', [1])
  expect(rows).toEqual([{ one: 1 }])
  const connection: Pool = db.getConnection()
  expect((await connection.query('select 2 as two')).rows).toEqual([{ two: 2 }])
  const client = await pool.getClient()
  try {
    expect((await client.query('select 3 as three')).rows).toEqual([{ three: 3 }])
  } finally {
    client.release()
  }
})

it('opens and closes managers of its own', async () => {
  const manager = new DatabaseManager({ connectionString: process.env.DATABASE_URL! })
  await manager.connect()
  await manager.close()
  await expect(manager.connect()).rejects.toThrow()
})

it('sees no row of the company without a tenant', async () => {
  for (const table of ['products', 'inventory_items', 'stock_movements'])
    expect((await db.query(`select 1 from ${table}`)).rows).toEqual([])
})
