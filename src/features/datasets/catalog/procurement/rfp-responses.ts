import { rfpResponseStatuses } from '#src/lib/db/schema/company/sourcing.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { numberRange, timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const offered = `(select count(*)::integer from rfp_response_lines l
  where l.tenant_id = a.tenant_id and l.response_id = a.id)`

/** Amounts and notes come through functions of the database that show nothing before the deadline. */
export const rfpResponses: Dataset = {
  key: 'rfp_responses',
  label: 'RFP responses',
  description:
    'The answers of suppliers to requests for proposal. Amounts and notes are empty until a request is closed.',
  permission: 'datasets.rfp_responses.read',
  canBeHandedOn: true,
  from: `rfp_responses a
    join rfps r on r.tenant_id = a.tenant_id and r.id = a.rfp_id
    join suppliers p on p.tenant_id = a.tenant_id and p.id = a.supplier_id`,
  primaryKey: ['a.id'],
  columns: [
    { key: 'rfp_no', label: 'RFP no.', type: 'text', sql: 'r.rfp_no' },
    { key: 'title', label: 'Title', type: 'text', sql: 'r.title' },
    { key: 'rfp_status', label: 'RFP status', type: 'text', sql: 'r.status' },
    { key: 'deadline', label: 'Deadline', type: 'timestamp', sql: 'r.deadline' },
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 'p.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 'p.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 'a.status' },
    { key: 'lines', label: 'Lines offered', type: 'integer', sql: offered },
    { key: 'amount', label: 'Amount', type: 'money', scale: 2, sql: 'opened_amount(a.id)', addsUp: false },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'r.currency' },
    {
      key: 'lead_time_days',
      label: 'Lead time in days',
      type: 'integer',
      sql: 'a.lead_time_days',
      addsUp: false,
    },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'opened_notes(a.id)' },
    { key: 'submitted_at', label: 'Submitted', type: 'timestamp', sql: 'a.submitted_at' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'a.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'a.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'a.id' },
  ],
  filters: [
    searchFilter(
      [{ columns: ['r.rfp_no', 'r.title', 'p.supplier_no', 'p.name'] }],
      'RFP no., title or supplier',
    ),
    choiceFilter('status', 'Status', 'a.status', rfpResponseStatuses),
    ...timestampRange('Created', 'a.created_at'),
    ...numberRange('lead_time', 'Lead time in days', 'a.lead_time_days'),
    valuesFilter('rfp_no', 'RFP no.', 'r.rfp_no'),
    valuesFilter('supplier_no', 'Supplier no.', 'p.supplier_no'),
    idsFilter('a.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
