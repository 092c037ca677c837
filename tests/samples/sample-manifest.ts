import type { EncodeResult } from '../../src/encoding/process/encoder-messages.ts'
import type { FileColumn } from '../../src/encoding/rows/column.ts'
import type { UnsignedManifest } from '../../src/features/exports/proofs/manifest.ts'

/** The manifest of one encoded file, for tests. */
export function sampleManifest(
  name: string,
  encoded: EncodeResult,
  columns: FileColumn[],
  dialect: UnsignedManifest['dialect'],
): UnsignedManifest {
  return {
    version: 1,
    export_id: '0197a3c0-0000-7000-8000-000000000001',
    attempt: 1,
    tenant: { id: '0197a3c0-0000-7000-8000-000000000002', name: 'Hafen & Söhne' },
    requested_by: 'Ada Lovelace',
    requested_at: '2026-11-20T08:00:00.000Z',
    snapshot_at: '2026-11-20T08:00:01.000Z',
    completed_at: '2026-11-20T08:00:02.000Z',
    dataset: { key: 'sales', label: 'Sales' },
    filters: { status: ['paid'], amount_min: 0.1 },
    filters_in_words: ['Status is paid', 'Amount from 0.10'],
    sort: [{ column: 'c0', direction: 'asc' }],
    columns,
    omitted_columns: [{ key: 'margin', label: 'Margin', reason: 'hidden from the role viewer' }],
    time_zone: 'Europe/Berlin',
    dialect,
    rows_expected: encoded.rows,
    rows_written: encoded.rows,
    guarded_cells: encoded.guardedCells,
    cut_cells: encoded.cutCells,
    files: [
      {
        ...{ name, part: 1, media_type: 'text/csv', rows: encoded.rows },
        ...{ first_key: encoded.firstKey, last_key: encoded.lastKey },
        ...{ bytes: encoded.bytes, sha256: encoded.sha256 },
      },
    ],
    control_totals: encoded.totals,
    generator: { name: 'waybill', version: '0.1.0' },
  }
}
