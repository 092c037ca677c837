import { describe, expect, it } from 'vitest'
import { readableDatasets, visibleColumns } from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'
import type { AppError, FieldError } from '#src/lib/errors.ts'
import { permissionsOf, type Role } from '#src/lib/permissions.ts'
import { planAgain, planFile } from './plan-file.ts'
import type { ExportRequest } from './request.ts'

function someone(role: Role): Principal {
  return {
    ...{ userId: 'u', tenantId: 't' as Principal['tenantId'], tenantName: 'T', timeZone: 'Europe/Berlin' },
    ...{ role, email: 'e', firstName: 'F', lastName: 'L', passwordIsTemporary: false },
    permissions: permissionsOf(role),
  }
}

const admin = someone('admin')
const sales: ExportRequest = { export_type: 'sales', format: 'csv', filters: {}, sort: [], options: {} }

function refusal(request: Partial<ExportRequest>, principal = admin): { code: string; errors: FieldError[] } {
  try {
    planFile(principal, { ...sales, ...request })
  } catch (error) {
    const { code, details } = error as AppError
    return { code, errors: details.errors ?? [] }
  }
  return expect.unreachable('was planned')
}

const paths = (request: Partial<ExportRequest>) => refusal(request).errors.map(({ path }) => path)

describe('a request', () => {
  it('is filled in: every column, the default sort, the zone and options of the format', () => {
    const plan = planFile(admin, sales)
    expect(plan.columns.map(({ key }) => key)).toEqual(plan.dataset.columns.map(({ key }) => key))
    expect(plan.sort).toEqual(plan.dataset.defaultSort)
    expect(plan.timeZone).toBe('Europe/Berlin')
    expect(plan.options).not.toEqual({})
    expect(plan.omitted).toEqual([])
  })

  it('keeps chosen columns in their order and under their new names', () => {
    const { columns } = planFile(admin, {
      ...sales,
      columns: ['amount', { key: 'order_no', label: 'Nr.' }],
    })
    expect(columns.map(({ key, label }) => [key, label])).toEqual([
      ['amount', 'Amount'],
      ['order_no', 'Nr.'],
    ])
  })

  it('says its filters in words', () => {
    const filters = { status: ['shipped', 'delivered'], date_from: '2024-02-29' }
    expect(planFile(admin, { ...sales, filters }).filtersInWords).toEqual([
      'Status is shipped or delivered',
      'Order date from 2024-02-29',
    ])
  })

  it('for what is not offered is refused with what is', () => {
    const { errors } = refusal({ export_type: 'secrets', format: 'exe' })
    expect(errors.map(({ path }) => path)).toEqual(['export_type', 'format'])
    expect(errors[0]!.message).toContain('sales, inventory, customers')
    expect(errors[1]!.message).toContain('csv')
  })

  it('names every wrong path at once', () => {
    expect(
      paths({
        columns: ['order_no', 'nothing', 'order_no', { key: 'toString', label: 'x' }],
        filters: { unknown: 1, status: 'lost', date_from: '2024-02-30', constructor: 'x' },
        sort: [{ column: 'nothing', direction: 'asc' }],
        options: { time_zone: 'Mars/Olympus', colour: 'red' },
      }).sort(),
    ).toEqual([
      ...['columns.1', 'columns.2', 'columns.3.key'],
      ...['filters.constructor', 'filters.date_from', 'filters.status', 'filters.unknown'],
      ...['options.colour', 'options.time_zone', 'sort.0.column'],
    ])
  })

  it.each(['excel', 'json', 'ndjson'])('lists what %s takes instead of formatted values', (format) => {
    const { errors } = refusal({ ...sales, format, options: { values: 'formatted' } })
    expect(errors.map(({ path }) => path)).toEqual(['options.values'])
    expect(errors[0]!.message).toMatch(/^must be one of: .+time_zone$/)
  })

  it('may not end before it begins', () => {
    expect(paths({ filters: { date_from: '2024-02-02', date_to: '2024-02-01' } })).toEqual([
      'filters.date_to',
    ])
  })

  it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+12'])(
    'takes the zone %s',
    (zone) => {
      expect(planFile(admin, { ...sales, options: { time_zone: zone } }).timeZone).toBe(zone)
    },
  )

  it.each(['', 'CET', 'EST5EDT', '+01:00', "UTC'; drop table sales", 'Europe/Nowhere', 1, null])(
    'refuses the zone %s',
    (zone) => {
      expect(paths({ options: { time_zone: zone } })).toEqual(['options.time_zone'])
    },
  )
})

describe('rights', () => {
  it('keep payroll and what was spent to admins', () => {
    const payroll = { ...sales, export_type: 'payroll' }
    expect(refusal(payroll, someone('manager')).code).toBe('forbidden')
    const offered = (role: Role) => readableDatasets(someone(role)).map(({ key }) => key)
    expect(offered('admin').filter((key) => !offered('manager').includes(key))).toEqual([
      'financial',
      'payroll',
      'trades',
      'trade_decisions',
      'spending_ledger',
      'budget_usage',
      'risk_alerts',
      'emergency_stops',
      'journeys',
      'step_events',
      'decisions',
      'audit_trail',
    ])
    expect(offered('admin')).toContain('payroll')
    expect(offered('viewer')).toEqual([])
  })

  it('mask bank and personal data for an admin, and hide what a role has no business with', () => {
    const payroll = { ...sales, export_type: 'payroll' }
    const { dataset, columns } = planFile(admin, payroll)
    const isMasked = (key: string) => columns.find((column) => column.key === key)?.masked
    expect([isMasked('iban'), isMasked('email'), isMasked('gross')]).toEqual([true, true, false])
    expect(visibleColumns(someone('super_admin'), dataset).some(({ masked }) => masked)).toBe(false)
    const seenByManager = visibleColumns(someone('manager'), dataset).map(({ key }) => key)
    for (const key of ['iban', 'email', 'gross', 'tax', 'net']) expect(seenByManager).not.toContain(key)
  })

  it('forbid sorting by what is masked: the order would tell', () => {
    expect(paths({ export_type: 'payroll', sort: [{ column: 'iban', direction: 'asc' }] })).toEqual([
      'sort.0.column',
    ])
  })
})

describe('planning again', () => {
  const asked: ExportRequest = {
    ...sales,
    export_type: 'customers',
    columns: ['customer_no', 'email'],
    sort: [{ column: 'email', direction: 'asc' }],
  }
  it('leaves out columns lost since then, and names them', () => {
    const principal = { ...someone('viewer'), permissions: permissionsOf('admin') }
    const plan = planAgain(principal, asked)
    expect(plan.columns.map(({ key }) => key)).toEqual(['customer_no'])
    expect(plan.omitted).toMatchObject([{ key: 'email', reason: 'hidden from the role viewer' }])
    expect(plan.sort).toEqual(plan.dataset.defaultSort)
    expect(() => planAgain(principal, { ...asked, columns: ['email'] })).toThrow(/None of the chosen columns/)
  })

  it('is forbidden once the dataset may not be read any more', () => {
    expect(() => planAgain(someone('viewer'), asked)).toThrow(/You may not read Customers/)
    expect(() => planAgain(admin, { ...asked, export_type: 'gone' })).toThrow(/no longer offered/)
  })
})
