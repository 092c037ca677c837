import { employmentTypes } from '#src/lib/db/schema/company/staff.ts'
import type { Dataset, DatasetColumn } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const pay: DatasetColumn['sensitive'] = { super_admin: 'shown', admin: 'shown' }
const bankAndContact: DatasetColumn['sensitive'] = { super_admin: 'shown', admin: 'masked' }

const status = `(case when e.left_on < current_date then 'left' else 'employed' end)`

export const staff: Dataset = {
  key: 'staff',
  label: 'Staff',
  description:
    'Everyone who works or has worked here, with department, job and dates; pay and bank account for admins.',
  permission: 'datasets.staff.read',
  canBeHandedOn: false,
  from: 'staff e',
  primaryKey: ['e.id'],
  columns: [
    { key: 'employee_no', label: 'Employee no.', type: 'text', sql: 'e.employee_no' },
    { key: 'first_name', label: 'First name', type: 'text', sql: 'e.first_name' },
    { key: 'last_name', label: 'Last name', type: 'text', sql: 'e.last_name' },
    { key: 'department', label: 'Department', type: 'text', sql: 'e.department' },
    { key: 'job_title', label: 'Job title', type: 'text', sql: 'e.job_title' },
    { key: 'employment_type', label: 'Employment', type: 'text', sql: 'e.employment_type' },
    { key: 'status', label: 'Status', type: 'text', sql: status },
    { key: 'hired_on', label: 'Hired on', type: 'date', sql: 'e.hired_on' },
    { key: 'left_on', label: 'Left on', type: 'date', sql: 'e.left_on' },
    {
      key: 'email',
      label: 'Personal email',
      type: 'text',
      sql: 'e.personal_email',
      sensitive: bankAndContact,
    },
    { key: 'salary', label: 'Annual salary', type: 'money', scale: 2, sql: 'e.salary', sensitive: pay },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'e.currency', sensitive: pay },
    { key: 'iban', label: 'IBAN', type: 'text', sql: 'e.iban', sensitive: bankAndContact },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'e.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'e.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'e.id' },
  ],
  filters: [
    searchFilter(
      [{ columns: ['e.employee_no', 'e.first_name', 'e.last_name', 'e.job_title'] }],
      'Employee no., name or job title',
    ),
    choiceFilter('status', 'Status', status, ['employed', 'left']),
    ...dateRange('Hired', 'e.hired_on'),
    choiceFilter('employment_type', 'Employment', 'e.employment_type', employmentTypes),
    valuesFilter('department', 'Department', 'e.department'),
    valuesFilter('job_title', 'Job title', 'e.job_title'),
    valuesFilter('employee_no', 'Employee no.', 'e.employee_no'),
    idsFilter('e.id'),
  ],
  defaultSort: [{ column: 'employee_no', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
}
