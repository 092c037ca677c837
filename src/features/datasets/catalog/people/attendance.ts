import { attendanceStatuses } from '#src/lib/db/schema/company/staff.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange, numberRange } from '../../definition/ranges.ts'
import { columnsBehind, searchFilter } from '../../definition/search.ts'

export const attendance: Dataset = {
  key: 'attendance',
  label: 'Attendance',
  description: 'Every working day of every employee: present, remote or away, times in and out, and hours.',
  permission: 'datasets.attendance.read',
  canBeHandedOn: false,
  from: 'attendance a left join staff e on e.id = a.staff_id',
  primaryKey: ['a.id'],
  columns: [
    { key: 'employee_no', label: 'Employee no.', type: 'text', sql: 'e.employee_no' },
    { key: 'first_name', label: 'First name', type: 'text', sql: 'e.first_name' },
    { key: 'last_name', label: 'Last name', type: 'text', sql: 'e.last_name' },
    { key: 'department', label: 'Department', type: 'text', sql: 'e.department' },
    { key: 'day', label: 'Day', type: 'date', sql: 'a.day' },
    { key: 'status', label: 'Status', type: 'text', sql: 'a.status' },
    { key: 'checked_in_at', label: 'Checked in', type: 'timestamp', sql: 'a.checked_in_at' },
    { key: 'checked_out_at', label: 'Checked out', type: 'timestamp', sql: 'a.checked_out_at' },
    { key: 'hours', label: 'Hours', type: 'decimal', scale: 2, sql: 'a.hours' },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'a.notes' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'a.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'a.id' },
  ],
  filters: [
    searchFilter(
      [
        columnsBehind('a.staff_id', { from: 'staff e', id: 'e.id' }, [
          'e.employee_no',
          'e.first_name',
          'e.last_name',
        ]),
      ],
      'Employee no. or name',
    ),
    choiceFilter('status', 'Status', 'a.status', attendanceStatuses),
    ...dateRange('Day', 'a.day'),
    ...numberRange('hours', 'Hours', 'a.hours'),
    valuesFilter('department', 'Department', 'e.department'),
    valuesFilter('employee_no', 'Employee no.', 'e.employee_no'),
    idsFilter('a.id'),
  ],
  defaultSort: [
    { column: 'day', direction: 'desc' },
    { column: 'employee_no', direction: 'asc' },
  ],
  freshness: { column: 'day', means: 'newest' },
}
