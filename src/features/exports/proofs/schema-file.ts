import { findFormat } from '#src/encoding/formats.ts'
import type { UnsignedManifest } from './manifest.ts'

/**
 * The `.schema.json` beside a CSV or JSON file: what a reader needs to load it, as pretty JSON. The same
 * manifest gives the same bytes.
 */
export function schemaFile(manifest: UnsignedManifest): string {
  const nulls = new Map(manifest.control_totals.map((total) => [total.key, total.nulls]))
  const description = {
    export_id: manifest.export_id,
    dataset: manifest.dataset,
    filters: manifest.filters_in_words,
    sort: manifest.sort,
    time_zone: manifest.time_zone,
    snapshot_at: manifest.snapshot_at,
    requested_by: manifest.requested_by,
    rows: manifest.rows_written,
    files: manifest.files.map(({ name, media_type, rows }) => ({ name, media_type, rows })),
    dialect: manifest.dialect,
    notes: findFormat(manifest.dialect.format)?.notes?.(manifest.dialect.options) ?? [],
    encoding: 'utf-8',
    ...(manifest.language ? { language: manifest.language } : {}),
    columns: manifest.columns.map((column) => ({ ...column, nulls: nulls.get(column.key) ?? 0 })),
    omitted_columns: manifest.omitted_columns,
  }
  return `${JSON.stringify(description, null, 2)}\n`
}
