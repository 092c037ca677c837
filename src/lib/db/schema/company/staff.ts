import { sql } from 'drizzle-orm'
import { check, date, index, numeric, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'

export const employmentTypes = ['full_time', 'part_time', 'contract'] as const

export const staff = companyTable(
  'staff',
  {
    employeeNo: text().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    department: text(),
    jobTitle: text(),
    employmentType: text().notNull().default('full_time'),
    /** Personal data, as are pay and bank account below. */
    personalEmail: text(),
    hiredOn: date().notNull(),
    leftOn: date(),
    /** Gross, a year. */
    salary: numeric({ precision: 12, scale: 2 }).notNull(),
    currency: text().notNull(),
    iban: text(),
  },
  (table) => [
    unique('staff_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('staff_employee_no_key').on(table.tenantId, table.employeeNo),
    index('staff_department_idx').on(table.tenantId, table.department),
    index('staff_hired_on_idx').on(table.tenantId, table.hiredOn, table.id),
    check('staff_employment_type_check', oneOf('employment_type', employmentTypes)),
    check('staff_left_on_check', sql`left_on >= hired_on`),
  ],
)

export const payrollStatuses = ['draft', 'approved', 'paid', 'failed'] as const

/** What one person was paid for one period. */
export const payroll = companyTable(
  'payroll',
  {
    staffId: uuid().notNull(),
    periodStart: date().notNull(),
    periodEnd: date().notNull(),
    paidOn: date(),
    gross: numeric({ precision: 12, scale: 2 }).notNull(),
    tax: numeric({ precision: 12, scale: 2 }).notNull(),
    net: numeric({ precision: 12, scale: 2 }).notNull(),
    currency: text().notNull(),
    /** The account it went to: the person's own may have changed since. */
    iban: text(),
    status: text().notNull().default('draft'),
    notes: text(),
  },
  (table) => [
    keyTo(staff, 'payroll_staff_fk', [table.tenantId, table.staffId]),
    uniqueIndex('payroll_staff_period_key').on(table.tenantId, table.staffId, table.periodStart),
    index('payroll_period_start_idx').on(table.tenantId, table.periodStart, table.id),
    check('payroll_status_check', oneOf('status', payrollStatuses)),
    check('payroll_period_check', sql`period_end >= period_start`),
    check('payroll_net_check', sql`net = gross - tax`),
  ],
)

export const attendanceStatuses = ['present', 'remote', 'vacation', 'sick', 'unpaid_leave'] as const

/** One working day of one person. */
export const attendance = companyTable(
  'attendance',
  {
    staffId: uuid().notNull(),
    day: date().notNull(),
    status: text().notNull(),
    checkedInAt: instant(),
    checkedOutAt: instant(),
    /** Worked, without breaks. */
    hours: numeric({ precision: 4, scale: 2 }).notNull().default('0'),
    notes: text(),
  },
  (table) => [
    keyTo(staff, 'attendance_staff_fk', [table.tenantId, table.staffId]),
    uniqueIndex('attendance_staff_day_key').on(table.tenantId, table.staffId, table.day),
    index('attendance_day_idx').on(table.tenantId, table.day, table.id),
    index('attendance_status_idx').on(table.tenantId, table.status),
    check('attendance_status_check', oneOf('status', attendanceStatuses)),
    check('attendance_hours_check', sql`hours between 0 and 24`),
    check('attendance_checked_out_at_check', sql`checked_out_at >= checked_in_at`),
  ],
)
