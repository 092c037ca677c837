import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { permissions, permissionsOf, roles } from '#src/lib/permissions.ts'
import type { DatasetColumn } from '../definition/definition.ts'
import { companyDatasets, datasets, findDataset } from './index.ts'

describe('the registry of datasets', () => {
  it('has every key once and finds it', () => {
    expect(new Set(datasets.map(({ key }) => key)).size).toBe(datasets.length)
    for (const dataset of datasets) expect(findDataset(dataset.key)).toBe(dataset)
    expect(findDataset('no such dataset')).toBeUndefined()
  })

  it('offers the company’s datasets, in their order', () => {
    expect(companyDatasets.map(({ key }) => key)).toEqual(
      (
        'sales inventory customers staff financial marketing attendance payroll suppliers supplier_contacts ' +
        'supplier_items services clients purchase_orders purchase_order_lines deliveries delivery_lines ' +
        'supplier_scorecards sow client_sow rfp rfp_responses locations stock_movements reservations ' +
        'stock_counts'
      ).split(' '),
    )
  })

  it('says how fresh rows are by a date or time that everybody sees who may read them', () => {
    for (const { key, columns, freshness } of datasets) {
      if (!freshness) continue
      const column = columns.find((one) => one.key === freshness.column)
      expect(['date', 'timestamp'], key).toContain(column?.type)
      expect(column?.sensitive, key).toBeUndefined()
    }
  })

  it('keeps the files of people and money with those who have the right to them', () => {
    const kept = datasets.filter(({ canBeHandedOn }) => !canBeHandedOn).map(({ key }) => key)
    expect(kept).toEqual([
      'customers',
      'staff',
      'financial',
      'attendance',
      'payroll',
      'suppliers',
      'supplier_contacts',
      'query_stats',
      'index_advice',
      'health_history',
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
  })

  it('adds up what has a total, and no rate, running number, version or term', () => {
    const isNumber = ({ type }: DatasetColumn) => ['integer', 'decimal', 'money'].includes(type)
    const totals = datasets.map(({ key, columns }): [string, string[]] => [
      key,
      columns.filter((column) => isNumber(column) && column.addsUp !== false).map((column) => column.key),
    ])
    expect(Object.fromEntries(totals.filter(([, columns]) => columns.length > 0))).toEqual({
      sales: ['quantity', 'amount', 'profit'],
      inventory: ['on_hand', 'reserved', 'available', 'stock_value'],
      customers: ['credit_limit'],
      staff: ['salary'],
      financial: ['debit', 'credit'],
      marketing: ['budget', 'spent', 'impressions', 'clicks', 'orders', 'revenue'],
      attendance: ['hours'],
      payroll: ['gross', 'tax', 'net'],
      services: ['scopes'],
      clients: ['accepted'],
      purchase_orders: ['total', 'lines', 'ordered', 'received', 'rejected'],
      purchase_order_lines: ['quantity', 'amount', 'received', 'rejected', 'open', 'accepted_in_time'],
      deliveries: ['lines', 'pieces', 'rejected'],
      delivery_lines: ['quantity', 'rejected', 'accepted'],
      supplier_scorecards: [
        'deliveries',
        'lines_judged',
        'lines_in_full',
        'pieces',
        'rejected',
        'orders_confirmed',
      ],
      reorder_suggestions: ['quantity', 'available', 'on_order', 'planned', 'demand_p50'],
      client_sow: ['price'],
      rfp: ['invited', 'answers'],
      rfp_responses: ['lines'],
      stock_movements: ['quantity'],
      reservations: ['quantity', 'open_quantity'],
      stock_counts: ['lines', 'counted', 'differing'],
      query_stats: ['calls', 'total_ms', 'rows'],
      trades: ['amount', 'reserved', 'settled'],
      trade_decisions: ['amount'],
      spending_ledger: ['held', 'owed'],
      flows: ['steps', 'journeys', 'completed'],
      journeys: ['completed', 'skipped'],
      decisions: ['reward'],
      experiment_results: ['recommended_count', 'held_out_count'],
    })
  })

  it('has the seven labels of scopes of work, in their order', () => {
    expect(findDataset('sow')!.columns.map(({ label }) => label)).toEqual([
      'Services',
      'Scope Of Work Name',
      'Uploaded By',
      'Uploaded Date',
      'Updated By',
      'Updated Date',
      'Status',
    ])
  })
})

describe.each(datasets)('dataset $key', (dataset) => {
  it('has a permission that exists and a primary key', () => {
    expect(permissions).toContain(dataset.permission)
    expect(dataset.primaryKey.length).toBeGreaterThan(0)
  })

  it('gives every column a key and a label of its own', () => {
    const { columns } = dataset
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length)
    expect(new Set(columns.map(({ label }) => label.toLowerCase())).size).toBe(columns.length)
    for (const { key } of columns) expect(key).toMatch(/^[a-z][a-z0-9_]*$/)
  })

  it('says how many decimal places its decimals have, and no other column does', () => {
    for (const { key, type, scale } of dataset.columns) {
      const isDecimal = type === 'decimal' || type === 'money'
      expect(scale !== undefined, key).toBe(isDecimal)
    }
  })

  it('sorts by columns that every reader sees', () => {
    expect(dataset.defaultSort.length).toBeGreaterThan(0)
    for (const { column } of dataset.defaultSort) {
      const found = dataset.columns.find(({ key }) => key === column)
      expect(found, column).toBeDefined()
      expect(found?.sensitive, column).toBeUndefined()
    }
  })

  it('never shows a lower role more than a higher one', () => {
    const openness = { shown: 2, masked: 1, omitted: 0 }
    for (const { key, sensitive } of dataset.columns) {
      if (!sensitive) continue
      const seen = roles.map((role) => openness[sensitive[role] ?? 'omitted'])
      expect(seen, key).toEqual(seen.toSorted((a, b) => b - a))
    }
  })

  it('describes every filter once, by a JSON Schema with a title', () => {
    const keys = dataset.filters.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(expect.arrayContaining(['search', 'ids']))
    for (const { label, input } of dataset.filters) {
      const schema = z.toJSONSchema(input, { io: 'input' })
      expect(schema.title).toBe(label)
      expect(schema.description).toBeTruthy()
    }
  })

  it('does not search in or filter by what some of its readers may not see', () => {
    const readers = roles.filter((role) => permissionsOf(role).has(dataset.permission))
    const isHidden = ({ sensitive }: DatasetColumn) =>
      sensitive !== undefined && readers.some((role) => sensitive[role] !== 'shown')
    const where = dataset.filters
      .map((filter) => ('where' in filter ? filter.where(filter.key === 'ids' ? [] : 'x', () => '$1') : ''))
      .join(' ')
    for (const { sql } of dataset.columns.filter(isHidden)) expect(where).not.toContain(sql)
  })

  it('has relative filters that stand for filters it has', () => {
    const keys = dataset.filters.map(({ key }) => key)
    for (const filter of dataset.filters)
      if ('sets' in filter) expect(keys).toEqual(expect.arrayContaining(filter.sets))
  })

  it('lets its files be handed on only where every role sees the same', () => {
    const isSensitive = dataset.columns.some(({ sensitive }) => sensitive)
    const isForManagers = permissionsOf('manager').has(dataset.permission)
    if (isSensitive || !isForManagers) expect(dataset.canBeHandedOn).toBe(false)
  })
})
