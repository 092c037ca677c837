import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { query } from '#src/lib/db/index.ts'
import { refusePrivilegedRole } from '#src/lib/db/role-check.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { fillEveryTable } from '../support/every-table.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../support/owner.ts'

interface Table {
  name: string
  is_enabled: boolean
  policies: string[]
  is_indexed: boolean
}

const guard = (column: string) =>
  `(${column} = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))`

/** Every table of ours that holds tenants' rows, with how it is protected. */
async function protectedTables(client: Pick<pg.Client, 'query'>): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select t.relname as name, t.relrowsecurity as is_enabled,
      array(
        select format('%s for %s to %s using %s%s', p.polname, p.polcmd,
          (select string_agg(rolname, '+') from pg_roles where oid = any(p.polroles)),
          pg_get_expr(p.polqual, p.polrelid), case when p.polpermissive then '' else ' restrictive' end)
        from pg_policy p where p.polrelid = t.oid order by p.polname
      ) as policies,
      exists (
        select from pg_index i where i.indrelid = t.oid and i.indkey[0] = a.attnum and i.indpred is null
      ) as is_indexed
    from pg_class t join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and not a.attisdropped
      and a.attname = case t.relname when 'tenants' then 'id' else 'tenant_id' end
    where t.relkind in ('r', 'p') and n.nspname = 'public'
    order by t.relname`)
  return rows
}

function faultsOf({ name, is_enabled, policies, is_indexed }: Table): string[] {
  const column = name === 'tenants' ? 'id' : 'tenant_id'
  const expected = [
    'system for * to waybill_system using true',
    `tenant for * to waybill_app using ${guard(column)}`,
  ]
  return [
    ...(is_enabled ? [] : [`${name} has no row-level security`]),
    ...(policies.join('; ') === expected.join('; ')
      ? []
      : [`${name} has other policies: ${policies.join('; ')}`]),
    ...(is_indexed ? [] : [`${name} has no index led by ${column}`]),
  ]
}

let tables: Table[]
let context: Context
let stranger: Context

beforeAll(async () => {
  tables = await asOwner(protectedTables)
  context = await contextOf(await createTenant(3), 'admin')
  stranger = await contextOf(await createTenant(3), 'admin')
  await fillEveryTable(context)
})

describe('tables with rows of tenants', () => {
  it('have row-level security, exactly the two policies, and an index that begins with the tenant', () => {
    expect(tables.length).toBeGreaterThan(12)
    expect(tables.flatMap(faultsOf)).toEqual([])
  })

  it('are found by this law when somebody forgets to protect them', async () => {
    const faults = await asOwner(async (client) => {
      await client.query('begin')
      await client.query('create table planted (tenant_id uuid references tenants, note text)')
      await client.query('create table half_planted (tenant_id uuid primary key)')
      await client.query('alter table half_planted enable row level security')
      await client.query('create policy tenant on half_planted to waybill_app using (true)')
      const found = await protectedTables(client)
      await client.query('rollback')
      return found.flatMap(faultsOf)
    })
    expect(faults).toEqual([
      'half_planted has other policies: tenant for * to waybill_app using true',
      'planted has no row-level security',
      'planted has other policies: ',
      'planted has no index led by tenant_id',
    ])
  })

  it('show no row to the application without a tenant, though they have some', async () => {
    for (const { name } of tables) {
      const [owned] = await ownerRows<{ count: number }>(`select count(*)::int as count from ${name}`)
      const { rows } = await query<{ count: number }>(`select count(*)::int as count from ${name}`)
      expect([name, owned!.count > 0, rows[0]!.count]).toEqual([name, true, 0])
    }
  })

  it('show a tenant its own rows alone', async () => {
    const countOf = (name: string, where: string) => `select count(*)::int as count from ${name} ${where}`
    for (const { name } of tables) {
      const column = name === 'tenants' ? 'id' : 'tenant_id'
      const own = await ownerRows(countOf(name, `where ${column} = $1`), [context.principal.tenantId])
      const seen = await transaction(context.principal.tenantId, 'read only', (tx) =>
        tx.$client.query(countOf(name, '')),
      )
      expect([name, seen.rows]).toEqual([name, own])
    }
  })

  it("take no row for another tenant, and let none be changed or moved into another's hands", async () => {
    const as = (run: (tx: Tx) => Promise<unknown>) =>
      transaction(stranger.principal.tenantId, 'read write', run)
    const theirs = context.principal.tenantId
    const insert = `insert into customers (tenant_id, customer_no, name) values ('${theirs}', 'x', 'x')`
    await expect(as((tx) => tx.$client.query(insert))).rejects.toThrow(/row-level security/)
    const move = `update customers set tenant_id = '${theirs}'`
    await expect(as((tx) => tx.$client.query(move))).rejects.toThrow(/row-level security/)
    const change = `update customers set name = 'x' where tenant_id = '${theirs}'`
    expect(await as(async (tx) => (await tx.$client.query(change)).rowCount)).toBe(0)
    const remove = `delete from data_exports where tenant_id = '${theirs}'`
    expect(await as(async (tx) => (await tx.$client.query(remove)).rowCount)).toBe(0)
  })

  it('keep the audit trail as it was written', async () => {
    for (const statement of [`update audit_entries set action = 'x.y'`, 'delete from audit_entries']) {
      await expect(
        transaction(context.principal.tenantId, 'read write', (tx) => tx.$client.query(statement)),
      ).rejects.toThrow(/permission denied/)
    }
  })
})

describe('the role of the application', () => {
  it('owns nothing, is no superuser, and bypasses no policy', async () => {
    const { rows } = await query(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (select count(*)::int from pg_class where relowner = r.oid) as relations,
        (select count(*)::int from pg_proc where proowner = r.oid) as functions,
        (select count(*)::int from pg_namespace where nspowner = r.oid) as schemas
      from pg_roles r where rolname = current_user`)
    expect(rows[0]).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      relations: 0,
      functions: 0,
      schemas: 0,
    })
  })

  it('inherits the rights of the application, and steps into the system role only by name', async () => {
    const { rows } = await query(`
      select g.rolname as name, m.inherit_option as inherits, m.set_option as steps, m.admin_option as grants
      from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles u on u.oid = m.member
      where u.rolname = current_user order by 1`)
    expect(rows).toEqual([
      { name: 'waybill_app', inherits: true, steps: true, grants: false },
      { name: 'waybill_system', inherits: false, steps: true, grants: false },
    ])
  })

  it('is refused at start when it is the owner, or anyone whom policies do not bind', async () => {
    await expect(refusePrivilegedRole(query)).resolves.toBeUndefined()
    await asOwner(async (client) => {
      await expect(refusePrivilegedRole((text) => client.query(text))).rejects.toThrow(/owns tables/)
    })
    const superuser = async () => ({ rows: [{ name: 'postgres', bypasses: true, owned: 0 }] })
    await expect(refusePrivilegedRole(superuser)).rejects.toThrow(/bypasses row-level security/)
  })
})
