import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import type { FieldError } from '#src/lib/errors.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { planRows } from '../rows/plan.ts'
import { setTimeZone } from '../rows/repository.ts'
import { compileQuery } from '../rows/sql.ts'
import { companyDatasets, findDataset } from './index.ts'

const rows = 120
const timeZone = 'Pacific/Auckland'
const midYear = '2023-06-15T12:00:00Z'
const id = '01980000-0000-7000-8000-000000000001'

/** For every filter of a dataset a value, which rows it means in SQL written by hand, and when it is asked. */
interface Oracle {
  from: string
  filters: Record<string, [value: unknown, where: string, at?: string]>
}

const people = 'join staff e on e.id = t.staff_id'
const inZone = (column: string) => `(${column} at time zone '${timeZone}')::date`
const found = (...columns: string[]) => `(${columns.map((column) => `${column} ilike '%a%'`).join(' or ')})`
const year = (day: string) => `${day} between '2023-01-01' and '2023-12-31'`

const oracles: Record<string, Oracle> = {
  sales: {
    from: 'sales t join customers c on c.id = t.customer_id join products p on p.id = t.product_id',
    filters: {
      search: ['KÖLN', `t.city = 'Köln'`],
      status: [['shipped', 'returned'], `t.status in ('shipped', 'returned')`],
      period: ['previous_quarter', `t.order_date between '2023-01-01' and '2023-03-31'`],
      date_from: ['2023-01-01', `t.order_date >= '2023-01-01'`],
      date_to: ['2023-01-01', `t.order_date <= '2023-01-01'`],
      amount_min: ['5000.5', 't.amount >= 5000.5'],
      amount_max: [5000.5, 't.amount <= 5000.5'],
      ship_mode: ['Same Day', `t.ship_mode = 'Same Day'`],
      segment: [['Consumer', 'Corporate'], `c.segment in ('Consumer', 'Corporate')`],
      region: ['West', `t.region = 'West'`],
      state: ['Idaho', `t.state = 'Idaho'`],
      category: ['Möbel', `p.category = 'Möbel'`],
      sub_category: ['Büro, allgemein', `p.sub_category = 'Büro, allgemein'`],
      customer_no: ['C-0000007', `c.customer_no = 'C-0000007'`],
      sku: ['SKU-0000003', `p.sku = 'SKU-0000003'`],
    },
  },
  inventory: {
    from: 'inventory_items t join products p on p.id = t.product_id',
    filters: {
      search: ['hall north', `t.warehouse = 'Hall 1, North'`],
      status: ['out_of_stock', 't.on_hand - t.reserved <= 0'],
      period: ['previous_year', `extract(year from t.last_counted_at at time zone '${timeZone}') = 2022`],
      date_from: ['2022-01-01', `${inZone('t.last_counted_at')} >= '2022-01-01'`],
      date_to: ['2022-01-01', `${inZone('t.last_counted_at')} <= '2022-01-01'`],
      amount_min: ['1000', 't.on_hand * t.unit_cost >= 1000'],
      amount_max: ['1000', 't.on_hand * t.unit_cost <= 1000'],
      needs_reorder: [true, 't.on_hand - t.reserved <= t.reorder_point'],
      warehouse: [['Depot "B"', '東京'], `t.warehouse in ('Depot "B"', '東京')`],
      category: ['Technology', `p.category = 'Technology'`],
      sub_category: ['Paper', `p.sub_category = 'Paper'`],
      sku: ['SKU-0000003', `p.sku = 'SKU-0000003'`],
    },
  },
  customers: {
    from: 'customers t',
    filters: {
      search: ['a', found('t.customer_no', 't.name', 't.city', 't.state')],
      status: ['inactive', 'not t.is_active'],
      period: ['previous_year', `extract(year from t.first_order_date) = 2022`],
      date_from: ['2022-01-01', `t.first_order_date >= '2022-01-01'`],
      date_to: ['2022-01-01', `t.first_order_date <= '2022-01-01'`],
      amount_min: ['5000', 't.credit_limit >= 5000'],
      amount_max: ['5000', 't.credit_limit <= 5000'],
      segment: ['Consumer', `t.segment = 'Consumer'`],
      country: ['Japan', `t.country = 'Japan'`],
      region: ['South', `t.region = 'South'`],
      state: ['SP', `t.state = 'SP'`],
      city: ["Coeur d'Alene", `t.city = 'Coeur d''Alene'`],
      customer_no: [['C-0000001', 'C-0000002'], `t.customer_no in ('C-0000001', 'C-0000002')`],
    },
  },
  staff: {
    from: 'staff t',
    filters: {
      search: ['a', found('t.employee_no', 't.first_name', 't.last_name', 't.job_title')],
      status: ['left', 't.left_on is not null'],
      period: ['this_year', year('t.hired_on')],
      date_from: ['2020-06-01', `t.hired_on >= '2020-06-01'`],
      date_to: ['2020-06-01', `t.hired_on <= '2020-06-01'`],
      employment_type: ['contract', `t.employment_type = 'contract'`],
      department: ['Отдел кадров', `t.department = 'Отдел кадров'`],
      job_title: ['経理', `t.job_title = '経理'`],
      employee_no: ['E-0000004', `t.employee_no = 'E-0000004'`],
    },
  },
  financial: {
    from: 'ledger_entries t join ledger_accounts a on a.id = t.account_id',
    filters: {
      search: ['wages', `a.name = 'Wages & salaries'`],
      source: ['payroll', `t.source = 'payroll'`],
      period: ['this_year', year('t.posted_on')],
      date_from: ['2023-01-01', `t.posted_on >= '2023-01-01'`],
      date_to: ['2023-01-01', `t.posted_on <= '2023-01-01'`],
      amount_min: ['500000', 'greatest(t.debit, t.credit) >= 500000'],
      amount_max: ['500000', 'greatest(t.debit, t.credit) <= 500000'],
      account_type: ['revenue', `a.type = 'revenue'`],
      account_no: ['1000', `a.account_no = '1000'`],
      journal_no: ['J-0000005', `t.journal_no = 'J-0000005'`],
      reference: ['SO-0000006', `t.reference = 'SO-0000006'`],
      currency: ['USD', `t.currency = 'USD'`],
    },
  },
  marketing: {
    from: 'campaigns t',
    filters: {
      search: ['south', `(t.region = 'South' or t.name ilike '%south%')`],
      status: ['planned', `t.status = 'planned'`],
      period: ['this_year', year('t.starts_on')],
      date_from: ['2023-01-01', `t.starts_on >= '2023-01-01'`],
      date_to: ['2023-01-01', `t.starts_on <= '2023-01-01'`],
      amount_min: ['10000', 't.spent >= 10000'],
      amount_max: ['10000', 't.spent <= 10000'],
      channel: ['event', `t.channel = 'event'`],
      category: ['Möbel', `t.category = 'Möbel'`],
      region: ['West', `t.region = 'West'`],
      currency: ['JPY', `t.currency = 'JPY'`],
      campaign_no: ['M-0000003', `t.campaign_no = 'M-0000003'`],
    },
  },
  attendance: {
    from: `attendance t ${people}`,
    filters: {
      search: ['a', found('e.employee_no', 'e.first_name', 'e.last_name')],
      status: ['sick', `t.status = 'sick'`],
      period: ['this_month', `extract(month from t.day) = 2`, '2024-02-29T12:00:00+13:00'],
      date_from: ['2024-02-01', `t.day >= '2024-02-01'`],
      date_to: ['2024-02-01', `t.day <= '2024-02-01'`],
      hours_min: [8, 't.hours >= 8'],
      hours_max: ['8', 't.hours <= 8'],
      department: ['Sales', `e.department = 'Sales'`],
      employee_no: ['E-0000002', `e.employee_no = 'E-0000002'`],
    },
  },
  payroll: {
    from: `payroll t ${people}`,
    filters: {
      search: ['E-0000002', `e.employee_no = 'E-0000002'`],
      status: ['paid', `t.status = 'paid'`],
      period: ['previous_year', `extract(year from t.period_start) = 2024`, '2025-06-15T12:00:00Z'],
      date_from: ['2024-06-01', `t.period_start >= '2024-06-01'`],
      date_to: ['2024-06-01', `t.period_start <= '2024-06-01'`],
      amount_min: ['3000', 't.net >= 3000'],
      amount_max: ['3000', 't.net <= 3000'],
      department: ['Sales', `e.department = 'Sales'`],
      employee_no: ['E-0000002', `e.employee_no = 'E-0000002'`],
      currency: ['EUR', `t.currency = 'EUR'`],
    },
  },
  suppliers: {
    from: 'suppliers t',
    filters: {
      search: ['a', found('t.supplier_no', 't.name', 't.category')],
      status: ['suspended', `t.status = 'suspended'`],
      tier: ['strategic', `t.tier = 'strategic'`],
      period: ['this_year', year(inZone('t.created_at'))],
      date_from: ['2023-01-01', `${inZone('t.created_at')} >= '2023-01-01'`],
      date_to: ['2023-01-01', `${inZone('t.created_at')} <= '2023-01-01'`],
      rating_min: ['2.5', 't.rating >= 2.5'],
      rating_max: ['2.5', 't.rating <= 2.5'],
      lead_time_min: [20, 't.lead_time_days >= 20'],
      lead_time_max: [20, 't.lead_time_days <= 20'],
      category: ['Papier, Büro', `t.category = 'Papier, Büro'`],
      tag: [['grün', 'other'], `t.tags @> array['grün']`],
      country: ['日本', `t.country = '日本'`],
      currency: ['USD', `t.currency = 'USD'`],
      supplier_no: ['V-0000003', `t.supplier_no = 'V-0000003'`],
    },
  },
  sow: {
    from: `scopes_of_work t join services v on v.id = t.service_id
      join scope_versions n on n.scope_id = t.id and n.number = t.current_version
      join users u on u.id = n.created_by join users m on m.id = n.modified_by`,
    filters: {
      search: ['gmbh', `(t.scope_name ilike '%gmbh%' or v.services_name ilike '%gmbh%')`],
      status: ['active', `t.scope_of_work_status = 'active'`],
      period: ['this_year', year(inZone('n.created_at'))],
      date_from: ['2023-01-01', `${inZone('n.created_at')} >= '2023-01-01'`],
      date_to: ['2023-01-01', `${inZone('n.created_at')} <= '2023-01-01'`],
      services: ['Müller & Söhne GmbH 1', `v.services_name = 'Müller & Söhne GmbH 1'`],
      uploaded_by: ['admin filters', `u.first_name = 'admin'`],
      updated_by: ['manager filters', `m.first_name = 'manager'`],
    },
  },
  client_sow: {
    from: `client_scopes t join clients c on c.id = t.client_id join scopes_of_work s on s.id = t.scope_id
      join services v on v.id = s.service_id`,
    filters: {
      search: ['K-0000002', `c.client_no = 'K-0000002'`],
      status: ['ended', `t.status = 'ended'`],
      period: ['this_year', year('t.starts_on')],
      date_from: ['2023-01-01', `t.starts_on >= '2023-01-01'`],
      date_to: ['2023-01-01', `t.starts_on <= '2023-01-01'`],
      amount_min: ['40000', 't.price >= 40000'],
      amount_max: ['40000', 't.price <= 40000'],
      has_current: [false, 't.scope_version < s.current_version'],
      client_no: ['K-0000002', `c.client_no = 'K-0000002'`],
      services: ['Müller & Söhne GmbH 1', `v.services_name = 'Müller & Söhne GmbH 1'`],
      currency: ['USD', `t.currency = 'USD'`],
    },
  },
  rfp: {
    from: 'rfps t left join scopes_of_work s on s.id = t.scope_id left join services v on v.id = s.service_id',
    filters: {
      search: ['gmbh', `(t.title ilike '%gmbh%' or s.scope_name ilike '%gmbh%')`],
      status: ['awarded', `t.status = 'awarded'`],
      period: ['this_year', year(inZone('t.deadline'))],
      date_from: ['2024-01-01', `${inZone('t.deadline')} >= '2024-01-01'`],
      date_to: ['2024-01-01', `${inZone('t.deadline')} <= '2024-01-01'`],
      answers_min: [
        2,
        `t.id in (select rfp_id from rfp_responses where submitted_at is not null
        and status <> 'withdrawn' group by rfp_id having count(*) >= 2)`,
      ],
      answers_max: [
        0,
        `t.id not in (select rfp_id from rfp_responses where submitted_at is not null
        and status <> 'withdrawn')`,
      ],
      supplier_no: [
        'V-0000003',
        `t.id in (select i.rfp_id from rfp_invitations i
        join suppliers p on p.id = i.supplier_id where p.supplier_no = 'V-0000003')`,
      ],
      services: ['Müller & Söhne GmbH 1', `v.services_name = 'Müller & Söhne GmbH 1'`],
      rfp_no: ['RFP-0000003', `t.rfp_no = 'RFP-0000003'`],
    },
  },
}

let context: Context

beforeAll(async () => {
  const tenant = await createTenant(rows, { seed: 3, timeZone })
  await ownerRows(`update users set last_name = 'filters' where tenant_id = $1`, [tenant.id])
  await createTenant(rows, { seed: 3 })
  context = await contextOf(tenant, 'admin')
})

/** The primary keys of the rows that the planned query reads. */
async function read(key: string, filters: Record<string, unknown>, at = midYear): Promise<unknown[]> {
  const problems: FieldError[] = []
  const request = { filters, sort: [], at: new Date(at) }
  const plan = planRows(context.principal, findDataset(key)!, request, problems)
  expect(problems).toEqual([])
  const { text, values } = compileQuery({ ...plan, columns: [] })
  return transaction(context.principal.tenantId, 'read only', async (tx) => {
    await setTimeZone(tx, plan.timeZone)
    return (await tx.$client.query<unknown[]>({ text, values, rowMode: 'array' })).rows.map(([id]) => id)
  })
}

const cases = Object.entries(oracles).flatMap(([key, { from, filters }]) =>
  Object.entries(filters).map(([filter, [value, where, at]]) => ({ key, filter, value, where, at, from })),
)

describe('filters', () => {
  it.each(cases)('$key: $filter $value finds the rows that plain SQL counts', async (one) => {
    const { key, filter, value, where, at, from } = one
    const expected = await ownerRows<{ id: string }>(
      `select t.id from ${from} where t.tenant_id = $1 and ${where}`,
      [context.principal.tenantId],
    )
    const found = await read(key, { [filter]: value }, at)
    expect(found.toSorted()).toEqual(expected.map((row) => row.id).toSorted())
    // A filter that takes everything or nothing proves nothing.
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(rows)
  })

  it.each(companyDatasets)(
    'of $key are all tried, and chosen ids give those rows',
    async ({ key, filters }) => {
      const keys = filters.map((filter) => filter.key).filter((filter) => filter !== 'ids')
      expect(Object.keys(oracles[key]!.filters).sort()).toEqual(keys.sort())
      const some = (await read(key, {})).slice(3, 8)
      expect(await read(key, { ids: some })).toEqual(some)
      expect(await read(key, { ids: [id] })).toEqual([])
    },
  )
})
