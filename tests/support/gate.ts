import pg from 'pg'
import { onTestFinished } from 'vitest'
import { ownerRows } from './owner.ts'
import { until } from './until.ts'

/** A place in the product's work where whoever comes along waits until the test opens the gate. */
export interface Gate {
  /** Whether somebody stands before it. */
  isReached: () => Promise<boolean>
  /** Resolves when somebody does. */
  reached: () => Promise<void>
  open: () => Promise<void>
}

let gates = 0

interface Change {
  table: string
  on: 'insert' | 'update'
  /** SQL over `new` and, for updates, `old`. */
  when?: string
  /** Waits while the change commits instead of before it is made. */
  atCommit?: boolean
}

/** Holds a change of a row, as the test's own lock and a trigger: the product knows nothing of it. */
export function closeGate({ table, on, when = 'true', atCommit = false }: Change): Promise<Gate> {
  return standAt(async (client, name, wait) => {
    await client.query(
      `create function ${name}() returns trigger language plpgsql as $$ begin ${wait} return new; end $$`,
    )
    const trigger = atCommit
      ? `create constraint trigger ${name} after ${on} on ${table} deferrable initially deferred`
      : `create trigger ${name} before ${on} on ${table}`
    await client.query(`${trigger} for each row when (${when}) execute function ${name}()`)
    return `drop trigger ${name} on ${table}`
  })
}

/** Holds whoever reads the row of the table that comes in the middle of that order. */
export async function closeMiddle(table: string, tenantId: string, order: string): Promise<Gate> {
  const query = `select id from ${table} where tenant_id = $1 order by ${order}, id
    offset (select count(*) / 2 from ${table} where tenant_id = $1) limit 1`
  const [middle] = await ownerRows<{ id: string }>(query, [tenantId])
  return closeRowGate(table, `id = '${middle!.id}'`)
}

/** Holds whoever reads a row of the table for which the SQL condition is true. */
function closeRowGate(table: string, condition: string): Promise<Gate> {
  return standAt(async (client, name, wait) => {
    await client.query(`create function ${name}(is_held boolean) returns boolean language plpgsql as
      $$ begin if is_held then ${wait} end if; return true; end $$`)
    await client.query(
      `create policy ${name} on ${table} as restrictive for select to waybill_app using (${name}(${condition}))`,
    )
    return `drop policy ${name} on ${table}`
  })
}

/** Keeps everyone else from even planning a query on the table. */
export async function lockTable(table: string): Promise<Gate> {
  const client = await connect()
  await client.query(`begin; lock table ${table} in access exclusive mode`)
  return gateOf(client, `relation = '${table}'::regclass`, () => client.query('rollback'))
}

async function standAt(
  build: (client: pg.Client, name: string, wait: string) => Promise<string>,
): Promise<Gate> {
  gates += 1
  const key = 5_000_000 + gates
  const client = await connect()
  await client.query(`select pg_advisory_lock(${key})`)
  const remove = await build(client, `gate_${key}`, `perform pg_advisory_xact_lock_shared(${key});`)
  const unlock = () => client.query(`select pg_advisory_unlock(${key})`)
  return gateOf(client, `locktype = 'advisory' and objid = ${key}`, unlock, remove)
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.OWNER_URL! })
  client.on('error', () => {})
  await client.connect()
  return client
}

function gateOf(client: pg.Client, lock: string, unlock: () => Promise<unknown>, remove = ''): Gate {
  // Other test files have databases of their own in the same server, with the same tables and the same keys.
  const waiting = `select 1 from pg_locks where ${lock} and not granted
    and database = (select oid from pg_database where datname = current_database())`
  let isOpen = false
  const open = async () => {
    if (!isOpen) await unlock()
    isOpen = true
  }
  onTestFinished(async () => {
    await open()
    // An open gate is in nobody's way; removing it would be, while a transaction that passed it goes on.
    await client.query(`set lock_timeout = '1s'; ${remove}`).catch(() => {})
    await client.end()
  })
  const isReached = async () => (await client.query(waiting)).rows.length > 0
  return {
    open,
    isReached,
    async reached() {
      await until('somebody waits at the gate', isReached)
    },
  }
}
