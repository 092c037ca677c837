import { predictionBases } from '#src/lib/db/schema/insights/late-predictions.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange, numberRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

export const supplierRisk: Dataset = {
  key: 'supplier_risk',
  label: 'Late-delivery risk',
  description: 'Order lines that are still to come: how likely each is late, by how much, and why.',
  permission: 'datasets.supplier_risk.read',
  canBeHandedOn: true,
  from: `late_predictions p
    join purchase_order_lines l on l.tenant_id = p.tenant_id and l.id = p.order_line_id and p.is_current
    join purchase_orders o on o.tenant_id = p.tenant_id and o.id = p.order_id
    join suppliers s on s.tenant_id = p.tenant_id and s.id = p.supplier_id
    join products i on i.tenant_id = l.tenant_id and i.id = l.product_id
    left join models m on m.tenant_id = p.tenant_id and m.id = p.model_id`,
  primaryKey: ['p.id'],
  columns: [
    {
      key: 'probability',
      label: 'Probability',
      type: 'decimal',
      scale: 4,
      sql: 'round(p.probability, 4)',
      addsUp: false,
    },
    { key: 'order_no', label: 'Order no.', type: 'text', sql: 'o.order_no' },
    { key: 'line_no', label: 'Line', type: 'integer', sql: 'l.line_no', addsUp: false },
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'sku', label: 'SKU', type: 'text', sql: 'i.sku' },
    { key: 'description', label: 'Item', type: 'text', sql: 'l.description' },
    {
      key: 'open',
      label: 'Open',
      type: 'integer',
      sql: 'greatest(l.quantity - l.received, 0)',
      addsUp: false,
    },
    { key: 'promised_on', label: 'Promised', type: 'date', sql: 'p.promised_on' },
    { key: 'days_late', label: 'Days late if late', type: 'integer', sql: 'p.days_late', addsUp: false },
    { key: 'days_late_low', label: 'Days late, low', type: 'integer', sql: 'p.days_late_low', addsUp: false },
    {
      key: 'days_late_high',
      label: 'Days late, high',
      type: 'integer',
      sql: 'p.days_late_high',
      addsUp: false,
    },
    { key: 'basis', label: 'Basis', type: 'text', sql: 'p.basis' },
    { key: 'model', label: 'Model', type: 'integer', sql: 'm.number', addsUp: false },
    { key: 'as_of', label: 'As of', type: 'date', sql: 'p.as_of' },
    { key: 'reasons', label: 'Reasons', type: 'json', sql: 'p.reasons' },
    { key: 'id', label: 'ID', type: 'text', sql: 'p.id' },
  ],
  filters: [
    searchFilter([{ columns: ['o.order_no', 'l.description', 's.name'] }], 'Order, item or supplier'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    valuesFilter('order_no', 'Order no.', 'o.order_no'),
    choiceFilter('basis', 'Basis', 'p.basis', predictionBases),
    ...numberRange('probability', 'Probability', 'p.probability'),
    ...dateRange('Promised', 'p.promised_on'),
    idsFilter('p.id'),
  ],
  defaultSort: [{ column: 'probability', direction: 'desc' }],
  freshness: { column: 'as_of', means: 'newest' },
}
