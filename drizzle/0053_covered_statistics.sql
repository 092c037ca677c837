-- by hand: drizzle-kit knows no columns that an index only carries
-- Percentiles read one type and format after the other, and nothing else of their rows.
create index export_statistics_speed_idx on export_statistics (tenant_id, export_type, format, created_at)
  include (success, wait_ms, duration_ms);
-- Stored files are measured without the rows of their exports, of which each takes a page or half of one.
drop index data_exports_stored_idx;
create index data_exports_stored_idx on data_exports (tenant_id, completed_at) include (id, file_size, created_by)
  where file_path is not null;
