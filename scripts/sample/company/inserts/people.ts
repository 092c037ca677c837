import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import type { AttendanceDay } from '../attendance.ts'
import type { Payment } from '../payroll.ts'
import type { Person } from '../people.ts'

export async function insertStaff(client: pg.ClientBase, tenantId: string, staff: Person[]): Promise<Ids> {
  const types = {
    employeeNo: 'text',
    firstName: 'text',
    lastName: 'text',
    department: 'text',
    jobTitle: 'text',
    employmentType: 'text',
    personalEmail: 'text',
    hiredOn: 'date',
    leftOn: 'date',
    salary: 'numeric',
    currency: 'text',
    iban: 'text',
    ...timestamps,
  }
  const rows = staff.map(({ pay, ...row }) => row)
  const ids = await insertRows(client, 'staff', tenantId, types, rows)
  return new Map(staff.map((person, index) => [person.employeeNo, ids[index]!]))
}

export async function insertPayroll(
  client: pg.ClientBase,
  tenantId: string,
  payroll: Payment[],
  staffIds: Ids,
): Promise<void> {
  const types = {
    staffId: 'uuid',
    periodStart: 'date',
    periodEnd: 'date',
    paidOn: 'date',
    gross: 'numeric',
    tax: 'numeric',
    net: 'numeric',
    currency: 'text',
    iban: 'text',
    status: 'text',
    ...timestamps,
  }
  const rows = payroll.map(({ employeeNo, ...row }) => ({ ...row, staffId: staffIds.get(employeeNo)! }))
  await insertRows(client, 'payroll', tenantId, types, rows)
}

export async function insertAttendance(
  client: pg.ClientBase,
  tenantId: string,
  attendance: AttendanceDay[],
  staffIds: Ids,
): Promise<void> {
  const types = {
    staffId: 'uuid',
    day: 'date',
    status: 'text',
    checkedInAt: 'timestamptz',
    checkedOutAt: 'timestamptz',
    hours: 'numeric',
    notes: 'text',
    ...timestamps,
  }
  const rows = attendance.map(({ employeeNo, ...row }) => ({ ...row, staffId: staffIds.get(employeeNo)! }))
  await insertRows(client, 'attendance', tenantId, types, rows)
}
