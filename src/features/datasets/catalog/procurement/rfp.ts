import { rfpStatuses } from '#src/lib/db/schema/company/sourcing.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, relatedFilter, valuesFilter } from '../../definition/filters.ts'
import { numberRange, timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const invitations = `from rfp_invitations i join suppliers p on p.id = i.supplier_id
  where i.tenant_id = r.tenant_id and i.rfp_id = r.id`

// Drafts are not answers yet, and withdrawn ones no longer are. Amounts stay out: they are sealed.
const answers = `from rfp_responses a join suppliers p on p.id = a.supplier_id
  where a.tenant_id = r.tenant_id and a.rfp_id = r.id and a.status not in ('draft', 'withdrawn')`

const answerCount = `(select count(*)::integer ${answers})`

const namesOf = (which: string) => `coalesce((select jsonb_agg(p.name order by p.name, p.id) ${which}), '[]')`

export const rfp: Dataset = {
  key: 'rfp',
  label: 'Requests for proposal',
  description:
    'Every request for proposal with its scope of work, deadline, invited and answering suppliers.',
  permission: 'datasets.rfp.read',
  canBeHandedOn: true,
  from: `rfps r
    left join scopes_of_work s on s.id = r.scope_id
    left join services v on v.id = s.service_id
    left join users u on u.id = r.created_by`,
  primaryKey: ['r.id'],
  columns: [
    { key: 'rfp_no', label: 'RFP no.', type: 'text', sql: 'r.rfp_no' },
    { key: 'title', label: 'Title', type: 'text', sql: 'r.title' },
    { key: 'description', label: 'Description', type: 'text', sql: 'r.description' },
    { key: 'status', label: 'Status', type: 'text', sql: 'r.status' },
    { key: 'services', label: 'Service', type: 'text', sql: 'v.services_name' },
    { key: 'scope_name', label: 'Scope of work', type: 'text', sql: 's.scope_name' },
    { key: 'scope_version', label: 'Scope version', type: 'integer', sql: 'r.scope_version', addsUp: false },
    { key: 'deadline', label: 'Deadline', type: 'timestamp', sql: 'r.deadline' },
    { key: 'published_at', label: 'Published', type: 'timestamp', sql: 'r.published_at' },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'r.currency' },
    { key: 'invited', label: 'Invited', type: 'integer', sql: `(select count(*)::integer ${invitations})` },
    { key: 'invited_suppliers', label: 'Invited suppliers', type: 'json', sql: namesOf(invitations) },
    { key: 'answers', label: 'Answers', type: 'integer', sql: answerCount },
    { key: 'answering_suppliers', label: 'Answering suppliers', type: 'json', sql: namesOf(answers) },
    {
      key: 'awarded_suppliers',
      label: 'Awarded to',
      type: 'json',
      sql: namesOf(`${answers} and a.status = 'awarded'`),
    },
    { key: 'created_by', label: 'Created by', type: 'text', sql: `(u.first_name || ' ' || u.last_name)` },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'r.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'r.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'r.id' },
  ],
  filters: [
    searchFilter([{ columns: ['r.rfp_no', 'r.title', 's.scope_name'] }], 'RFP no., title or scope of work'),
    choiceFilter('status', 'Status', 'r.status', rfpStatuses),
    ...timestampRange('Deadline', 'r.deadline'),
    ...numberRange('answers', 'Answers', answerCount),
    relatedFilter(
      'supplier_no',
      'Invited supplier no.',
      (values) => `exists (select ${invitations} and p.supplier_no = any(${values}))`,
    ),
    valuesFilter('services', 'Service', 'v.services_name'),
    valuesFilter('rfp_no', 'RFP no.', 'r.rfp_no'),
    idsFilter('r.id'),
  ],
  defaultSort: [{ column: 'deadline', direction: 'desc' }],
  freshness: { column: 'updated_at', means: 'changed' },
  pages: {
    row: '/rfps/',
    add: { href: '/rfps/new', label: 'New request', permission: 'rfps.write' },
  },
}
