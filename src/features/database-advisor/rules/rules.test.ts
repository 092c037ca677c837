import { expect, it } from 'vitest'
import type { IndexFacts } from './repository.ts'
import { duplicates, foreignKeysWithoutIndex, invalid, quoted, regressions, unused } from './rules.ts'

const index = (name: string, columns: string[], changes: Partial<IndexFacts> = {}): IndexFacts => ({
  ...{ name, table: 'sales', method: 'btree', keys: columns, columns, included: [], predicate: null },
  ...{ isUnique: false, isConstraint: false, isReplicaIdentity: false, isValid: true, isBeingBuilt: false },
  ...{ definition: `CREATE INDEX ${name} ON public.sales USING btree (${columns.join(', ')})`, bytes: 8192 },
  ...changes,
})
const names = (found: { indexName: string | null }[]) => found.map(({ indexName }) => indexName)

it('an index is a duplicate where another one begins with its keys, under the same condition', () => {
  const long = index('long', ['tenant_id', 'order_date', 'id'])
  expect(names(duplicates([long, index('short', ['tenant_id', 'order_date'])]))).toEqual(['short'])
  expect(names(duplicates([index('a', ['x']), index('b', ['x'])])), 'one of two equal ones stays').toEqual([
    'b',
  ])
  const others = [
    index('order', ['order_date']),
    index('descending', ['tenant_id desc']),
    index('partial', ['tenant_id'], { predicate: 'quantity > 0' }),
    index('hash', ['tenant_id'], { method: 'hash' }),
    index('unique', ['tenant_id'], { isUnique: true }),
    index('identity', ['tenant_id'], { isReplicaIdentity: true }),
    index('elsewhere', ['tenant_id'], { table: 'orders' }),
    index('covering', ['tenant_id'], { included: ['amount'] }),
  ]
  expect(names(duplicates([long, ...others]))).toEqual([])
  const [advice] = duplicates([long, index('short', ['tenant_id'])])
  expect(advice!.statement).toBe('drop index concurrently if exists short')
  expect(advice!.undoStatement).toBe(
    'CREATE INDEX CONCURRENTLY short ON public.sales USING btree (tenant_id)',
  )
})

it('an index is unused after 30 observed days without a scan, and unseen replicas are named', () => {
  const known = [index('idle', ['a']), index('young', ['b']), index('used', ['c'])]
  const key = index('key', ['d'], { isUnique: true })
  const uses = [
    { name: 'idle', days: 30, scans: 0 },
    { name: 'young', days: 29, scans: 0 },
    { name: 'used', days: 90, scans: 1 },
    { name: 'key', days: 90, scans: 0 },
  ]
  expect(names(unused([...known, key], uses, []))).toEqual(['idle'])
  expect(unused(known, uses, ['replica-2'])[0]!.reason).toContain('replica-2')
})

it('a foreign key of a larger table wants an index that begins with its columns, in any order', () => {
  const key = {
    name: 'fk',
    table: 'sales',
    columns: ['tenant_id', 'product_id'],
    referenced: 'products',
    rows: 5_000,
  }
  const [advice] = foreignKeysWithoutIndex([key], [index('other', ['tenant_id', 'order_date'])])
  expect(advice!.statement).toBe(
    'create index concurrently sales_product_id_fkey_idx on sales (tenant_id, product_id)',
  )
  expect(foreignKeysWithoutIndex([key], [index('swapped', ['product_id', 'tenant_id', 'id'])])).toEqual([])
  const partial = index('partial', ['tenant_id', 'product_id'], { predicate: 'a > 0' })
  expect(foreignKeysWithoutIndex([key], [partial])).toHaveLength(1)
  expect(foreignKeysWithoutIndex([{ ...key, rows: 10 }], [])).toEqual([])
  const same = foreignKeysWithoutIndex([key, { ...key, table: 'orders' }], [])
  expect(new Set(same.map(({ fingerprint }) => fingerprint)).size, 'of the same name in two tables').toBe(2)
})

it('an invalid index is a leftover unless somebody builds it', () => {
  const left = index('left', ['a'], { isValid: false })
  expect(names(invalid([left, index('building', ['a'], { isValid: false, isBeingBuilt: true })]))).toEqual([
    'left',
  ])
})

it('a statement became slower where it takes over twice its median and 1 % of all time', () => {
  const one = { fingerprint: '1', query: 'select 1', meanMs: 21, medianMs: 10, share: 0.01 }
  expect(regressions([one])).toHaveLength(1)
  expect(regressions([{ ...one, meanMs: 20 }])).toEqual([])
  expect(regressions([{ ...one, share: 0.009 }])).toEqual([])
})

it('a name is quoted where SQL would take it for something else', () => {
  expect(['sales', 'order', 'Mixed', 'a"b', 'verbose', 'count'].map(quoted)).toEqual([
    'sales',
    '"order"',
    '"Mixed"',
    '"a""b"',
    '"verbose"',
    'count',
  ])
})
