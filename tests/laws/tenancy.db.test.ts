import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDestination } from '#src/features/exports/destinations/commands/create.ts'
import { sendTest } from '#src/features/exports/schedules/commands/send-test.ts'
import type { Context } from '#src/lib/context.ts'
import { query } from '#src/lib/db/index.ts'
import { refusePrivilegedRole } from '#src/lib/db/role-check.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { finishedExport } from '../support/finished-export.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { schedule } from '../support/schedules.ts'
import { requestOf } from '../support/spend.ts'

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
  const destination = await createDestination.execute(context, {
    name: 'Outside',
    kind: 'webhook',
    settings: { url: 'https://example.com' },
  })
  const { id } = await finishedExport(context, {
    recipients: [context.principal.email],
    destinations: [destination.id],
  })
  await sendTest.execute(context, { id: (await schedule(context)).id })
  const { tenantId, userId } = context.principal
  await asOwner(async (client) => {
    await client.query(
      `insert into idempotency_keys (tenant_id, principal_id, route, key, request_hash) values ($1, $2, 'POST /', 'k', 'h')`,
      [tenantId, userId],
    )
    await client.query(
      `insert into saved_views (tenant_id, user_id, screen, name, parameters) values ($1, $2, 'exports', 'v', '{}')`,
      [tenantId, userId],
    )
    await client.query(
      `insert into export_download_logs (tenant_id, export_id, file_name, user_id) values ($1, $2, 'f', $3)`,
      [tenantId, id, userId],
    )
    await client.query(
      `insert into export_guest_codes (tenant_id, export_id, email, code_hash, expires_at) values ($1, $2, 'g', 'h', now())`,
      [tenantId, id],
    )
    await client.query(
      `insert into export_templates (tenant_id, template_name, export_type, format, created_by)
       values ($1, 'T', 'sales', 'csv', $2)`,
      [tenantId, userId],
    )
    await client.query(
      `insert into export_deltas (tenant_id, export_id, schedule_id, sequence, kind, fingerprint, rows, upserts,
         deletes, state_sha256)
       values ($1, $2, gen_random_uuid(), 1, 'full', 'f', 0, 0, 0, 's')`,
      [tenantId, id],
    )
    await client.query('insert into export_governance (tenant_id) values ($1)', [tenantId])
    await client.query(
      `insert into stock_transfers (tenant_id, product_id, from_location_id, to_location_id, quantity, status)
       select i.tenant_id, product_id, location_id, l.id, 1, 'draft' from inventory_items i
       join locations l on l.tenant_id = i.tenant_id and l.id <> location_id where i.tenant_id = $1 limit 1`,
      [tenantId],
    )
    await client.query(
      `insert into stock_differences (tenant_id, product_id, location_id, field, recorded, recounted)
       select tenant_id, product_id, location_id, 'on_hand', 1, 2 from inventory_items where tenant_id = $1 limit 1`,
      [tenantId],
    )
    await client.query(
      `insert into budget_limits (tenant_id, scope, currency, time_zone, daily_cap) values ($1, 'tenant', 'EUR', 'UTC', 10)`,
      [tenantId],
    )
    await client.query('select spend_decide($1, $2)', [tenantId, JSON.stringify([requestOf(context, 10)])])
    await client.query(
      `with made as (insert into strategies (tenant_id, name, created_by) values ($1, 's', $2) returning *),
         version as (insert into strategy_versions (tenant_id, strategy_id, number, rules, created_by)
           select tenant_id, id, 1, '{}', created_by from made returning *),
         tried as (insert into strategy_backtests (tenant_id, strategy_id, strategy_version_id, against_version_id,
             from_day, until_day, time_zone, created_by, request_id)
           select tenant_id, strategy_id, id, id, '2026-01-01', '2026-01-01', 'UTC', created_by, 'r' from version)
       insert into opportunities (tenant_id, kind, instrument_kind, instrument_id, title, quantity, amount, currency,
         facts, score, reasons, valid_until, strategy_version_id)
       select tenant_id, 'offer', 'k', 'i', 't', 1, 1, 'EUR', '{}', 0, '[]', now(), id from version`,
      [tenantId, userId],
    )
    await client.query(
      `with proof as (insert into ledger_proofs (tenant_id, currency, entry_no, hash, proved_at) values ($1, 'EUR', 1, 'h', now())),
         state as (insert into trading_state (tenant_id, state, reason, changed_at) values ($1, 'HALTED', 'r', now()))
       insert into emergency_stops (tenant_id, event, state, version, reason, request_id, happened_at)
       values ($1, 'stopped', 'HALTED', 1, 'r', 'r', now())`,
      [tenantId],
    )
    await client.query(
      `with run as (
         insert into forecast_runs (tenant_id, name, dataset, measure, keys, grain, horizon, series_limit, seed, time_zone,
           as_of, request_id)
         values ($1, 'F', 'sales', 'amount', '{}', 'month', 1, 1, 1, 'UTC', '2026-01-31', 'r') returning *),
       series as (
         insert into forecast_series (tenant_id, run_id, position, label, key_values, history_from, history, method, why,
           scale)
         select tenant_id, id, 1, 'S', '{}', '2025-12-01', '{1}', 'mean', 'w', 1 from run returning *)
       insert into forecast_points (tenant_id, series_id, step, starts_on, mean, lower_80, upper_80, lower_95, upper_95,
         lower_99, upper_99)
       select tenant_id, id, 1, '2026-01-01', 1, 1, 1, 1, 1, 1, 1 from series`,
      [tenantId],
    )
    await client.query(
      `insert into anomalies (tenant_id, kind, dataset, subject, occurred_on, score, reason, evidence, fingerprint)
       values ($1, 'price', 'sales', 'S', '2026-01-01', 1, 'r', '[]', 'f')`,
      [tenantId],
    )
    await client.query(
      `with m as (
         insert into models (tenant_id, kind, number, status, trigger, request_id, as_of, seed, code_version)
         values ($1, 'lateness', 1, 'active', 'first', 'r', '2026-01-31', 1, 'v') returning tenant_id, id)
       insert into late_predictions (tenant_id, order_line_id, order_id, supplier_id, promised_on, as_of, basis, model_id,
         probability, reasons, is_first)
       select m.tenant_id, l.id, l.order_id, o.supplier_id, '2026-01-31', '2026-01-01', 'model', m.id, 0.5, '[]', true
       from m join purchase_order_lines l using (tenant_id) join purchase_orders o on o.id = l.order_id limit 1`,
      [tenantId],
    )
    await client.query('insert into lateness_upkeep (tenant_id) values ($1)', [tenantId])
    await client.query('insert into purchasing_settings (tenant_id) values ($1)', [tenantId])
    await client.query(
      `insert into item_outlooks (tenant_id, product_id, method, lead_time_days, lead_time_from, available, on_order,
         planned, quantity, computed_at)
       select tenant_id, id, 'reorder_point', 14, 'assumed', 0, 0, 0, 1, now() from products where tenant_id = $1 limit 1`,
      [tenantId],
    )
    await client.query('insert into outlook_passes (tenant_id, finished_at) values ($1, now())', [tenantId])
    await client.query(
      `with i as (insert into imports (tenant_id, file_name, file_key, file_bytes, file_sha256, created_by, actor_id,
           request_id) values ($1, 'f', 'k', 1, 'h', $2, $2, 'r') returning tenant_id, id),
         e as (insert into import_errors (tenant_id, import_id, seq, "row", "column", value, expected)
           select tenant_id, id, 1, 2, 'c', 'v', 'e' from i)
       insert into import_changes (tenant_id, import_id, "row", subject, product_id, state_after)
       select tenant_id, id, 2, 'item', gen_random_uuid(), 1 from i`,
      [tenantId, userId],
    )
    for (const table of ['export_approvals', 'export_alerts']) {
      await client.query(`insert into ${table} (tenant_id, export_id, reasons) values ($1, $2, '{rows}')`, [
        tenantId,
        id,
      ])
    }
  })
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
