import { expect, it } from 'vitest'
import { companyDatasets } from '#src/features/datasets/catalog/index.ts'
import { hashApiKey } from '#src/lib/access/api-keys.ts'
import { verifyPassword } from '#src/lib/access/passwords/passwords.ts'
import { addTenant } from '../../scripts/sample/fixtures.ts'
import { asOwner, createTenant, ownerRows } from '../support/owner.ts'

it('adds a tenant with a user per role, their keys and the same number of rows in every dataset', async () => {
  const tenant = await asOwner((client) => addTenant(client, { rows: 30, name: 'First' }))
  expect(tenant.users.map(({ role }) => role)).toEqual([
    'super_admin',
    'admin',
    'manager',
    'manager2',
    'viewer',
    'disabled',
  ])
  const users = await ownerRows<{
    id: string
    role: string
    password_hash: string
    disabled_at: Date | null
  }>('select * from users where tenant_id = $1 order by id', [tenant.id])
  for (const [index, { id, role, email, password }] of tenant.users.entries()) {
    const stored = users[index]!
    expect(stored).toMatchObject({ id, email })
    expect(stored.role).toBe(role === 'manager2' || role === 'disabled' ? 'manager' : role)
    expect(stored.disabled_at !== null).toBe(role === 'disabled')
    expect(await verifyPassword(password, stored.password_hash)).toBe(true)
  }
  const keys = tenant.api_keys.map(({ kind, role }) => `${kind} ${role}`)
  expect(keys).toEqual([
    'full super_admin',
    'full admin',
    'full manager',
    'full manager2',
    'full viewer',
    'read_only admin',
    'revoked admin',
  ])
  const hashes = await ownerRows<{ secret_hash: string }>(
    'select secret_hash from api_keys where tenant_id = $1',
    [tenant.id],
  )
  expect(hashes.map((row) => row.secret_hash).sort()).toEqual(
    tenant.api_keys.map(({ key }) => hashApiKey(key)).sort(),
  )
  expect(tenant.rows).toEqual(Object.fromEntries(companyDatasets.map(({ key }) => [key, 30])))
})

it('makes the same rows from the same seed, and others from another', async () => {
  const texts = async (seed: number) => {
    const tenant = await createTenant(30, { seed })
    return ownerRows(
      `select s.order_no, s.order_date, s.amount, s.notes, s.updated_at, c.name, p.attributes
       from sales s join customers c on c.id = s.customer_id join products p on p.id = s.product_id
       where s.tenant_id = $1 order by s.line_no`,
      [tenant.id],
    )
  }
  const first = await texts(7)
  expect(await texts(7)).toEqual(first)
  expect(await texts(8)).not.toEqual(first)
})

it('makes a tenant without rows', async () => {
  const tenant = await createTenant(0)
  expect(tenant.rows).toEqual(Object.fromEntries(companyDatasets.map(({ key }) => [key, 0])))
})
