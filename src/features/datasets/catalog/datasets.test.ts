import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { permissions, roles } from '#src/lib/permissions.ts'
import { datasets, findDataset } from './index.ts'

describe('the registry of datasets', () => {
  it('has every key once and finds it', () => {
    expect(new Set(datasets.map(({ key }) => key)).size).toBe(datasets.length)
    for (const dataset of datasets) expect(findDataset(dataset.key)).toBe(dataset)
    expect(findDataset('no such dataset')).toBeUndefined()
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
    expect(keys).toEqual(
      expect.arrayContaining(['search', 'status', 'date_from', 'date_to', 'amount_min', 'amount_max', 'ids']),
    )
    for (const { label, input } of dataset.filters) {
      const schema = z.toJSONSchema(input, { io: 'input' })
      expect(schema.title).toBe(label)
      expect(schema.description).toBeTruthy()
    }
  })

  it('does not search in or filter by what some of its readers may not see', () => {
    const hidden = dataset.columns.filter(({ sensitive }) => sensitive && sensitive.admin !== 'shown')
    const where = dataset.filters
      .map(({ key, where }) => where(key === 'ids' ? [] : 'x', () => '$1'))
      .join(' ')
    for (const { sql } of hidden) expect(where).not.toContain(sql)
  })
})
