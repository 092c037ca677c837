import { supplierStatuses, supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { numberRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

// Under five deliveries no figure is drawn, as on the scorecard itself.
const enough = (value: string) => `(case when f.deliveries >= 5 then ${value} end)`
const share = (part: string, of: string) => enough(`round(100.0 * ${part} / nullif(${of}, 0), 1)`)

export const supplierScorecards: Dataset = {
  key: 'supplier_scorecards',
  label: 'Supplier scorecards',
  description:
    'How each supplier delivered in the last twelve months; figures need at least five deliveries.',
  permission: 'datasets.supplier_scorecards.read',
  canBeHandedOn: true,
  from: `suppliers s
    cross join lateral supplier_performance(s.id, (current_date - interval '1 year')::date + 1, current_date) f`,
  primaryKey: ['s.id'],
  columns: [
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'name', label: 'Name', type: 'text', sql: 's.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 's.status' },
    { key: 'tier', label: 'Tier', type: 'text', sql: 's.tier' },
    { key: 'deliveries', label: 'Deliveries', type: 'integer', sql: 'f.deliveries' },
    { key: 'lines_judged', label: 'Lines judged', type: 'integer', sql: 'f.lines_judged' },
    { key: 'lines_in_full', label: 'Lines on time in full', type: 'integer', sql: 'f.lines_in_full' },
    {
      ...{ key: 'on_time_in_full', label: 'On time in full, %', type: 'decimal', scale: 1, addsUp: false },
      sql: share('f.lines_in_full', 'f.lines_judged'),
    },
    {
      ...{ key: 'days_late_p50', label: 'Days late, median', type: 'integer', addsUp: false },
      sql: enough('f.days_late_p50'),
    },
    {
      ...{ key: 'days_late_p90', label: 'Days late, nine of ten', type: 'integer', addsUp: false },
      sql: enough('f.days_late_p90'),
    },
    { key: 'pieces', label: 'Pieces', type: 'integer', sql: 'f.pieces' },
    { key: 'rejected', label: 'Pieces rejected', type: 'integer', sql: 'f.rejected' },
    {
      ...{ key: 'reject_rate', label: 'Rejected, %', type: 'decimal', scale: 1, addsUp: false },
      sql: share('f.rejected', 'f.pieces'),
    },
    { key: 'orders_confirmed', label: 'Orders confirmed', type: 'integer', sql: 'f.orders_confirmed' },
    {
      ...{ key: 'response_days', label: 'Days to confirm', type: 'decimal', scale: 1, addsUp: false },
      sql: enough('f.response_days'),
    },
    { key: 'id', label: 'ID', type: 'text', sql: 's.id' },
  ],
  filters: [
    searchFilter([{ columns: ['s.supplier_no', 's.name'] }], 'Supplier no. or name'),
    choiceFilter('status', 'Status', 's.status', supplierStatuses),
    choiceFilter('tier', 'Tier', 's.tier', supplierTiers),
    ...numberRange('deliveries', 'Deliveries', 'f.deliveries'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    idsFilter('s.id'),
  ],
  defaultSort: [{ column: 'name', direction: 'asc' }],
}
