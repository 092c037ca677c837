/** The zone of the tenant whose rows are filtered: far from UTC, so that days are told apart. */
export const timeZone = 'Pacific/Auckland'

/** For every filter of a dataset a value, which rows it means in SQL written by hand, and when it is asked. */
interface Oracle {
  from: string
  filters: Record<string, [value: unknown, where: string, at?: string]>
}

const people = 'join staff e on e.id = t.staff_id'
const inZone = (column: string) => `(${column} at time zone '${timeZone}')::date`
const found = (...columns: string[]) => `(${columns.map((column) => `${column} ilike '%a%'`).join(' or ')})`
const year = (day: string) => `${day} between '2023-01-01' and '2023-12-31'`

export const oracles: Record<string, Oracle> = {
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
    from: 'inventory_items t join products p on p.id = t.product_id join locations l on l.id = t.location_id',
    filters: {
      search: ['hall north', `l.name = 'Hall 1, North'`],
      status: ['out_of_stock', 't.on_hand - t.reserved <= 0'],
      period: ['previous_year', `extract(year from t.last_counted_at at time zone '${timeZone}') = 2022`],
      date_from: ['2022-01-01', `${inZone('t.last_counted_at')} >= '2022-01-01'`],
      date_to: ['2022-01-01', `${inZone('t.last_counted_at')} <= '2022-01-01'`],
      amount_min: ['1000', 't.on_hand * t.unit_cost >= 1000'],
      amount_max: ['1000', 't.on_hand * t.unit_cost <= 1000'],
      needs_reorder: [true, 't.on_hand - t.reserved <= t.reorder_point'],
      warehouse: [['Depot "B"', '東京'], `l.name in ('Depot "B"', '東京')`],
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
  supplier_contacts: {
    from: 'supplier_contacts t join suppliers s on s.id = t.supplier_id',
    filters: {
      search: ['a', found('s.supplier_no', 's.name', 't.name', 't.role')],
      supplier_status: ['suspended', `s.status = 'suspended'`],
      period: ['this_year', year(inZone('t.updated_at'))],
      date_from: ['2024-01-01', `${inZone('t.updated_at')} >= '2024-01-01'`],
      date_to: ['2024-01-01', `${inZone('t.updated_at')} <= '2024-01-01'`],
      is_primary: [false, 'not t.is_primary'],
      role: ['Buchhaltung', `t.role = 'Buchhaltung'`],
      supplier_no: ['V-0000003', `s.supplier_no = 'V-0000003'`],
    },
  },
  supplier_items: {
    from: `supplier_items t join suppliers s on s.id = t.supplier_id join products p on p.id = t.product_id`,
    filters: {
      search: ['X-3', `(t.supplier_sku ilike '%x-3%' or p.name ilike '%x-3%')`],
      validity: ['past', 't.valid_until is not null'],
      supplier_status: ['active', `s.status = 'active'`],
      period: ['this_year', year('t.valid_from')],
      date_from: ['2023-01-01', `t.valid_from >= '2023-01-01'`],
      date_to: ['2023-01-01', `t.valid_from <= '2023-01-01'`],
      amount_min: ['5000', 't.price >= 5000'],
      amount_max: ['5000', 't.price <= 5000'],
      lead_time_min: [20, 'coalesce(t.lead_time_days, s.lead_time_days) >= 20'],
      lead_time_max: [20, 'coalesce(t.lead_time_days, s.lead_time_days) <= 20'],
      category: ['Technology', `p.category = 'Technology'`],
      sku: ['SKU-0000003', `p.sku = 'SKU-0000003'`],
      supplier_no: ['V-0000004', `s.supplier_no = 'V-0000004'`],
      currency: ['USD', `t.currency = 'USD'`],
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
  locations: {
    from: 'locations t',
    filters: {
      search: ['hall north', `t.name = 'Hall 1, North'`],
      kind: [['shop', 'transit'], `t.kind in ('shop', 'transit')`],
      allows_negative: [true, 't.allows_negative'],
      code: ['L-0000003', `t.code = 'L-0000003'`],
    },
  },
  stock_movements: {
    from: 'stock_movements t join products p on p.id = t.product_id join locations l on l.id = t.location_id',
    filters: {
      search: ['sku-0000003', `p.sku = 'SKU-0000003'`],
      kind: [['receipt', 'issue'], `t.kind in ('receipt', 'issue')`],
      period: ['this_year', year(inZone('t.posted_at'))],
      date_from: ['2023-06-01', `${inZone('t.posted_at')} >= '2023-06-01'`],
      date_to: ['2023-06-01', `${inZone('t.posted_at')} <= '2023-06-01'`],
      quantity_min: [0, 't.quantity >= 0'],
      quantity_max: [100, 't.quantity <= 100'],
      location: ['Köln', `l.name = 'Köln'`],
      sku: ['SKU-0000003', `p.sku = 'SKU-0000003'`],
      reference: ['PO-0000007', `t.reference = 'PO-0000007'`],
    },
  },
  reservations: {
    from: 'stock_reservations t join products p on p.id = t.product_id join locations l on l.id = t.location_id',
    filters: {
      search: ['sku-0000003', `p.sku = 'SKU-0000003'`],
      status: ['active', `t.status = 'active'`],
      period: [
        'this_year',
        `extract(year from t.created_at at time zone '${timeZone}') = 2021`,
        '2021-06-15T12:00:00Z',
      ],
      date_from: ['2022-01-01', `${inZone('t.created_at')} >= '2022-01-01'`],
      date_to: ['2022-01-01', `${inZone('t.created_at')} <= '2022-01-01'`],
      location: ['Köln', `l.name = 'Köln'`],
      sku: ['SKU-0000003', `p.sku = 'SKU-0000003'`],
      reference: ['SO-0000007', `t.reference = 'SO-0000007'`],
    },
  },
}
