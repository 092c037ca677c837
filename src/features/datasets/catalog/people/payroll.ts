import { payrollStatuses } from '#src/lib/db/schema/company/staff.ts'
import type { Dataset, DatasetColumn } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, dateRange } from '../../definition/ranges.ts'
import { columnsBehind, searchFilter } from '../../definition/search.ts'

const pay: DatasetColumn['sensitive'] = { super_admin: 'shown', admin: 'shown' }
const bankAndContact: DatasetColumn['sensitive'] = { super_admin: 'shown', admin: 'masked' }

export const payroll: Dataset = {
  key: 'payroll',
  label: 'Payroll',
  description: 'What every employee was paid in each period: gross, tax, net and bank account.',
  permission: 'datasets.payroll.read',
  canBeHandedOn: false,
  from: 'payroll r left join staff e on e.id = r.staff_id',
  primaryKey: ['r.id'],
  columns: [
    { key: 'employee_no', label: 'Employee no.', type: 'text', sql: 'e.employee_no' },
    { key: 'first_name', label: 'First name', type: 'text', sql: 'e.first_name' },
    { key: 'last_name', label: 'Last name', type: 'text', sql: 'e.last_name' },
    { key: 'department', label: 'Department', type: 'text', sql: 'e.department' },
    { key: 'job_title', label: 'Job title', type: 'text', sql: 'e.job_title' },
    {
      key: 'email',
      label: 'Personal email',
      type: 'text',
      sql: 'e.personal_email',
      sensitive: bankAndContact,
    },
    { key: 'period_start', label: 'Period start', type: 'date', sql: 'r.period_start' },
    { key: 'period_end', label: 'Period end', type: 'date', sql: 'r.period_end' },
    { key: 'paid_on', label: 'Paid on', type: 'date', sql: 'r.paid_on' },
    { key: 'status', label: 'Status', type: 'text', sql: 'r.status' },
    { key: 'gross', label: 'Gross', type: 'money', scale: 2, sql: 'r.gross', sensitive: pay },
    { key: 'tax', label: 'Tax', type: 'money', scale: 2, sql: 'r.tax', sensitive: pay },
    { key: 'net', label: 'Net', type: 'money', scale: 2, sql: 'r.net', sensitive: pay },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'r.currency' },
    { key: 'iban', label: 'IBAN', type: 'text', sql: 'r.iban', sensitive: bankAndContact },
    {
      key: 'is_former',
      label: 'Has left',
      type: 'boolean',
      sql: 'coalesce(e.left_on < current_date, false)',
    },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'r.notes' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'r.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'r.id' },
  ],
  filters: [
    searchFilter(
      [
        columnsBehind('r.staff_id', { from: 'staff e', id: 'e.id' }, [
          ...['e.employee_no', 'e.first_name', 'e.last_name', 'e.job_title'],
        ]),
      ],
      'Employee no., name or job title',
    ),
    choiceFilter('status', 'Status', 'r.status', payrollStatuses),
    ...dateRange('Period start', 'r.period_start'),
    ...amountRange('Net', 'r.net'),
    valuesFilter('department', 'Department', 'e.department'),
    valuesFilter('employee_no', 'Employee no.', 'e.employee_no'),
    valuesFilter('currency', 'Currency', 'r.currency'),
    idsFilter('r.id'),
  ],
  defaultSort: [
    { column: 'period_start', direction: 'desc' },
    { column: 'employee_no', direction: 'asc' },
  ],
  freshness: { column: 'period_start', means: 'newest' },
}
