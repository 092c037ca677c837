import pg from 'pg'

/** The SQL type of every value, by its column's name in camelCase. */
export type ColumnTypes<Row> = { [Key in keyof Row & string]: string }

/** What the tables' rows are known by, such as an order number, to their ids. */
export type Ids = Map<string, string>

export const timestamps = { createdAt: 'timestamptz', updatedAt: 'timestamptz' }

/** Inserts the tenant's rows in one statement, one array parameter a column; returns their ids in the same order. */
export async function insertRows<Row extends object>(
  client: pg.ClientBase,
  table: string,
  tenantId: string,
  types: ColumnTypes<Row>,
  rows: Row[],
): Promise<string[]> {
  const keys = Object.keys(types) as (keyof Row & string)[]
  const columns = keys.map((key) => pg.escapeIdentifier(snakeCase(key)))
  // An array comes as a text, for an array of arrays would be taken apart whole.
  const parameters = keys.map((key, index) => {
    const type = types[key]!
    return `$${index + 2}::${type.endsWith('[]') ? 'text' : type}[]`
  })
  const values = keys.map((key, index) => `${columns[index]}::${types[key]}`)
  const result = await client.query<{ id: string }>(
    `with given as (
       select uuidv7() as id, * from unnest(${parameters.join(', ')}) with ordinality as t (${columns}, place)
     ), inserted as (
       insert into ${pg.escapeIdentifier(table)} (id, tenant_id, ${columns})
       select id, $1::uuid, ${values} from given order by place
     )
     select id from given order by place`,
    [tenantId, ...keys.map((key) => rows.map((row) => row[key]))],
  )
  return result.rows.map((row) => row.id)
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
