import type { Param } from '../definition/definition.ts'
import type { OrderKey } from './sql.ts'

/** The values of one row that an order compares, as PostgreSQL writes them; the last are the primary key's. */
export type Position = (string | null)[]

type Condition = (param: Param) => string

/** The same rows from the other end. */
export function reversed(order: OrderKey[]): OrderKey[] {
  return order.map(({ sql, direction }) => ({ sql, direction: direction === 'asc' ? 'desc' : 'asc' }))
}

/**
 * The rows after a position, in one or two parts that follow each other. Each part bounds the first key by
 * itself, so that its index can be entered there; nulls, which come last or first, are a part of their own.
 */
export function partsAfter(order: OrderKey[], position: Position): Condition[] {
  const [first, ...rest] = order as [OrderKey, ...OrderKey[]]
  const [value = null, ...values] = position
  const { sql, direction } = first
  if (value === null) {
    const ties: Condition = (param) => both(`${sql} is null`, after(rest, values, param))
    return direction === 'asc' ? [ties] : [ties, () => `${sql} is not null`]
  }
  const [reaches, passes] = direction === 'asc' ? ['>=', '>'] : ['<=', '<']
  const valued: Condition = (param) => {
    const place = param(value)
    const tie = after(rest, values, param)
    return tie
      ? `${sql} ${reaches} ${place} and (${sql} ${passes} ${place} or ${tie})`
      : `${sql} ${passes} ${place}`
  }
  return direction === 'asc' && rest.length > 0 ? [valued, () => `${sql} is null`] : [valued]
}

/** Rows that come after by these keys alone; undefined when none can. */
function after(order: OrderKey[], position: Position, param: Param): string | undefined {
  const [first, ...rest] = order
  if (!first) return undefined
  const [value = null, ...values] = position
  const { sql, direction } = first
  if (value === null) {
    const ties = after(rest, values, param)
    const tied = ties && both(`${sql} is null`, ties)
    return either(direction === 'desc' ? `${sql} is not null` : undefined, tied)
  }
  const place = param(value)
  const ties = after(rest, values, param)
  const passed = direction === 'asc' ? `${sql} > ${place} or ${sql} is null` : `${sql} < ${place}`
  return either(passed, ties && both(`${sql} = ${place}`, ties))
}

function both(one: string, other: string | undefined): string {
  return other ? `${one} and ${other}` : 'false'
}

function either(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return `(${one} or ${other})`
}
