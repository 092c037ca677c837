import { createDestination } from '#src/features/exports/destinations/commands/create.ts'
import { sendTest } from '#src/features/exports/schedules/commands/send-test.ts'
import type { Context } from '#src/lib/context.ts'
import { finishedExport } from './finished-export.ts'
import { asOwner } from './owner.ts'
import { schedule } from './schedules.ts'
import { requestOf } from './spend.ts'

/** Gives a company with sample data a row in every other table that holds rows of companies. */
export async function fillEveryTable(context: Context): Promise<void> {
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
      `insert into error_groups (tenant_id, fingerprint, place, name, message, last_request_id) values ($1, 'f', 'p', 'n', 'm', 'r')`,
      [tenantId],
    )
    await client.query(`insert into request_nonces (tenant_id, key_id, nonce) values ($1, 'k', 'n')`, [
      tenantId,
    ])
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
      `with s as (insert into sources (tenant_id, name, settings, sealed_secret, created_by)
         values ($1, 's', '{}', 'x', $2) returning id)
       insert into custom_datasets (tenant_id, key, source_id, relation_schema, relation_name, definition, readers, created_by)
       select $1, 'own_d', s.id, 'public', 'd', '{}', '{admin}', $2 from s`,
      [tenantId, userId],
    )
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
    await client.query(
      `with q as (insert into query_stats (tenant_id, fingerprint, query, counters) values ($1, '1', 'select', '{}')),
         s as (insert into query_samples (tenant_id, step, at, fingerprint) values ($1, 'hour', now(), '1')),
         p as (insert into query_plans (tenant_id, fingerprint, shape, plan, cost) values ($1, '1', 's', '{}', 1)),
         d as (insert into database_samples (tenant_id, step, at, connections, max_connections, active,
             idle_in_transaction, waiting_for_locks, counters) values ($1, 'hour', now(), 1, 1, 1, 0, 0, '{}')),
         t as (insert into table_samples (tenant_id, at, name) values ($1, now(), 't')),
         i as (insert into index_samples (tenant_id, day, name, table_name, is_valid) values ($1, now(), 'i', 't', true))
       insert into index_advice (tenant_id, kind, subject, reason, evidence, basis, fingerprint)
       values ($1, 'unused', 't', 'r', '{}', 'counters', 'f')`,
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
    await client.query(
      `with text as (insert into content_items (tenant_id, kind, title) values ($1, 'tip', 't') returning *),
         flow as (insert into flows (tenant_id, name) values ($1, 'f') returning *),
         step as (insert into steps (tenant_id, flow_id, flow_version, step_key, position, content_item_id)
           select $1, flow.id, 1, 's', 1, text.id from flow, text returning *),
         journey as (insert into journeys (tenant_id, flow_id, flow_version, learner)
           select $1, id, 1, 'l' from flow returning *),
         event as (insert into step_events (tenant_id, journey_id, step_id, kind)
           select $1, journey.id, step.id, 'viewed' from journey, step),
         choice as (insert into learner_choices (tenant_id, learner, is_personalised) values ($1, 'l', true)),
         model as (insert into onboarding_models (tenant_id, flow_id, number, trained_on, features, arms, validation)
           select $1, id, 1, 1, '{}', '{}', '{}' from flow)
       insert into decisions (tenant_id, journey_id, step_id, policy, propensity, context, eligible, reason)
       select $1, journey.id, step.id, 'thompson', 1, '{}', '{}', 'r' from journey, step`,
      [tenantId],
    )
    for (const table of ['export_approvals', 'export_alerts']) {
      await client.query(`insert into ${table} (tenant_id, export_id, reasons) values ($1, $2, '{rows}')`, [
        tenantId,
        id,
      ])
    }
  })
}
