import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it } from 'vitest'
import { migrate } from '#src/lib/db/migrate.ts'
import { ownerRows } from '../../../../tests/support/owner.ts'

const migrations = readdirSync('drizzle').filter((name) => name.endsWith('.sql'))
const before = migrations.filter((name) => name < '0019')

it('turns what levels said before there was a ledger into opening movements and reservations', async () => {
  const name = `old_${randomBytes(5).toString('hex')}`
  const folder = mkdtempSync(join(tmpdir(), 'waybill-old-'))
  const url = new URL(process.env.OWNER_URL!)
  url.pathname = `/${name}`
  const copy = (files: string[]) =>
    files.map((file) => copyFileSync(join('drizzle', file), join(folder, file)))
  await ownerRows(`create database ${name}`)
  const client = new pg.Client({ connectionString: url.toString() })
  try {
    copy(before)
    await migrate(url.toString(), folder)
    await client.connect()
    await client.query(`
      with t as (insert into tenants (name) values ('Old') returning id),
        p as (insert into products (tenant_id, sku, name, unit_price, unit_cost, is_active)
          select id, 'S', 'Screw', 3, 2, false from t returning tenant_id, id)
      insert into inventory_items (tenant_id, product_id, warehouse, on_hand, reserved, unit_cost)
      select tenant_id, id, warehouse, on_hand, reserved, 2 from p,
        (values ('East', 10, 4), ('West', -3, 0), ('North', 0, 0)) as v (warehouse, on_hand, reserved)`)
    copy(migrations)
    await migrate(url.toString(), folder)
    const { rows } = await client.query(`
      select l.name, l.allows_negative, p.status, i.on_hand, i.seq, i.reserved, m.kind, m.quantity, m.balance_after,
        r.open_quantity
      from inventory_items i join locations l on l.id = i.location_id join products p on p.id = i.product_id
        left join stock_movements m on m.location_id = l.id left join stock_reservations r on r.location_id = l.id
      order by l.name`)
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['East', false, 'discontinued', 10, 1, 4, 'opening', 10, 10, 4],
      ['North', false, 'discontinued', 0, 0, 0, null, null, null, null],
      ['West', true, 'discontinued', -3, 1, 0, 'opening', -3, -3, null],
    ])
  } finally {
    await client.end()
    await ownerRows(`drop database ${name} with (force)`)
    rmSync(folder, { recursive: true, force: true })
  }
})
