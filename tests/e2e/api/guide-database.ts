import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { generateApiKey } from '#src/lib/access/api-keys.ts'
import { addAdvice } from './rights/insights.ts'

interface Owned {
  owner: pg.Pool
}

/** The company that runs the installation: the first one. */
export async function findOperator({ owner }: Owned): Promise<string> {
  const { rows } = await owner.query('select operator_tenant(null) as id')
  return rows[0].id
}

/** The header of a key of a new super admin of it. */
async function operatorAuth(world: Owned): Promise<string> {
  const { key, prefix, secretHash } = generateApiKey()
  await world.owner.query(
    `with admin as (
       insert into users (tenant_id, email, first_name, last_name, role, password_hash)
       values ($1, $4, 'Olga', 'Operator', 'super_admin', 'none') returning tenant_id, id)
     insert into api_keys (tenant_id, user_id, name, prefix, secret_hash, access)
     select tenant_id, id, 'Guide', $2, $3, 'everything' from admin`,
    [await findOperator(world), prefix, secretHash, `${randomUUID()}@example.org`],
  )
  return `Authorization: Bearer ${key}`
}

async function addStatement(world: Owned): Promise<string> {
  const { rows } = await world.owner.query(
    `insert into query_stats (tenant_id, fingerprint, query, counters) values ($1, '42', 'select $1', '{}')
     on conflict (tenant_id, fingerprint) do update set query = excluded.query returning fingerprint`,
    [await findOperator(world)],
  )
  return rows[0].fingerprint
}

/** What the examples of the database advisor name. */
export const databaseMakers = {
  OPERATOR_AUTH: operatorAuth,
  QUERY_FINGERPRINT: addStatement,
  ADVICE_ID: async (world: Owned) => addAdvice(world.owner, await findOperator(world)),
}
