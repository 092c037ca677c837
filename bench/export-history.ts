/**
 * Gives a tenant ($1) as many ended exports ($2) of its person ($3) over the last 30 days: a tenth of the files
 * are still stored, and half of those were fetched.
 */
export const insertHistory = `
  with made as (
    insert into data_exports (tenant_id, export_name, export_type, format, status, time_zone, created_by, request_id,
      attempt, created_at, queued_at, started_at, completed_at, file_path, file_name, file_size, record_count, error_code)
    select $1, 'Export ' || n, (array['sales', 'customers', 'inventory', 'payroll'])[1 + n % 4],
      (array['csv', 'excel', 'pdf', 'json', 'ndjson'])[1 + n / 4 % 5],
      case when n % 50 = 0 then 'failed' when n % 51 = 0 then 'cancelled' else 'completed' end, 'UTC', $3, 'bench', 1,
      at, at, at + interval '40 ms', at + interval '500 ms',
      case when n % 10 = 1 then 'bench/' || n end, 'export.csv', n * 100, n,
      case when n % 50 = 0 then (array['query_failed', 'storage_full', 'worker_lost'])[1 + n / 50 % 3] end
    from (select n, now() - n * interval '30 days' / $2::int as at from generate_series(1, $2::int) n) moments
    returning *),
  counted as (
    insert into export_statistics (tenant_id, export_id, export_type, format, created_by, success, error_message,
      wait_ms, duration_ms, file_size, record_count, worker_node, created_at)
    select tenant_id, id, export_type, format, created_by, status = 'completed',
      case when status <> 'completed' then coalesce(error_code, status) end,
      record_count * 7919 % 1000, record_count * 104729 % 60000, file_size, record_count,
      'node-' || record_count % 3 || ':' || record_count % 40, completed_at
    from made)
  insert into export_download_logs (tenant_id, export_id, file_name, user_id, downloaded_at)
  select tenant_id, id, file_name, created_by, completed_at from made where record_count % 20 = 1`
