/** The zone of the tenant whose rows are filtered: far from UTC, so that days are told apart. */
export const timeZone = 'Pacific/Auckland'

/** For every filter of a dataset a value, which rows it means in SQL written by hand, and when it is asked. */
export interface Oracle {
  from: string
  filters: Record<string, [value: unknown, where: string, at?: string]>
}

export const inZone = (column: string) => `(${column} at time zone '${timeZone}')::date`
export const found = (...columns: string[]) =>
  `(${columns.map((column) => `${column} ilike '%a%'`).join(' or ')})`
export const year = (day: string) => `${day} between '2023-01-01' and '2023-12-31'`
