import type pg from 'pg'
import { generatePassword, hashPassword } from '#src/lib/access/passwords/passwords.ts'
import type { Role } from '#src/lib/permissions.ts'

export interface NewUser {
  email: string
  firstName: string
  lastName: string
  role: Role
  passwordIsTemporary?: boolean
  isDisabled?: boolean
}

/** Inserts a tenant and makes it the transaction's own, so that row-level security lets its rows in. */
export async function insertTenant(client: pg.ClientBase, name: string, timeZone: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'insert into tenants (name, time_zone) values ($1, $2) returning id',
    [name, timeZone],
  )
  const { id } = rows[0]!
  await client.query(`select set_config('app.tenant_id', $1, true)`, [id])
  return id
}

/** Inserts users with a password of their own each, which only the answer tells; in the given order. */
export async function insertUsers(
  client: pg.ClientBase,
  tenantId: string,
  users: NewUser[],
  hash = hashPassword,
): Promise<{ id: string; password: string }[]> {
  const passwords = users.map(() => generatePassword())
  const hashes = await Promise.all(passwords.map(hash))
  const inserted = []
  for (const [index, user] of users.entries()) {
    const { rows } = await client.query<{ id: string }>(insertUser, [
      tenantId,
      user.email,
      user.firstName,
      user.lastName,
      user.role,
      hashes[index],
      user.passwordIsTemporary ?? false,
      user.isDisabled ?? false,
    ])
    inserted.push({ id: rows[0]!.id, password: passwords[index]! })
  }
  return inserted
}

const insertUser = `
  insert into users (tenant_id, email, first_name, last_name, role, password_hash, password_is_temporary, disabled_at)
  values ($1, $2, $3, $4, $5, $6, $7, case when $8 then now() end) returning id`
