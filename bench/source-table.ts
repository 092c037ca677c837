import pg from 'pg'
import type { FileColumn } from '#src/encoding/rows/column.ts'

/** The columns of the table as the product's formats see them. */
export const columns: FileColumn[] = [
  { key: 'id', label: 'ID', type: 'text', masked: false },
  { key: 'created_at', label: 'Created', type: 'timestamp', masked: false },
  { key: 'customer', label: 'Customer', type: 'text', masked: false },
  { key: 'sku', label: 'SKU', type: 'text', masked: false },
  { key: 'quantity', label: 'Quantity', type: 'integer', masked: false },
  { key: 'unit_price', label: 'Unit price', type: 'money', scale: 2, masked: false },
  { key: 'amount', label: 'Amount', type: 'money', scale: 2, masked: false },
  { key: 'status', label: 'Status', type: 'text', masked: false },
  { key: 'is_returned', label: 'Returned', type: 'boolean', masked: false },
  { key: 'note', label: 'Note', type: 'text', masked: false },
]

/** Reads that many rows in one order, by itself or with the primary key at the end, as exports do. On one line for psql. */
export function selectRows(rows: number, { withKey = false } = {}): string {
  const names = [...columns.map(({ key }) => key), ...(withKey ? ['n'] : [])]
  return `select ${names.join(', ')} from source_rows where n <= ${rows} order by n`
}

const database = 'waybill_bench'

const customers = [
  ...[
    'Müller & Söhne GmbH',
    'Brød, Ost & Øl A/S',
    'Škoda Plzeň, a.s.',
    'Łódź Textil "Nowa"',
    'Café Été, S.A.',
  ],
  ...['株式会社山田製作所', '上海贸易有限公司', '삼성물산', 'ООО «Ромашка», Москва', 'Київські Зорі'],
  ...[
    'O\'Brien "Quick" Ltd',
    'Smith, Jones & Co.',
    'Ångström Bygg AB',
    'Naïve Designs, Inc.',
    'Peña Hermanos',
  ],
  'Plain Trading',
]
const notes = [
  ...['🚚 delivered, signed "Kim"', 'call before 9:00, ring "Office"', '🎁 wrap & add a card'],
  ...[
    'fragile ❄️ keep cool',
    'Zweite Lieferung, Rest folgt',
    '緊急 "express"',
    'paid in full 👍🏽',
    'see line 2',
  ],
]
const statuses = ['pending', 'shipped', 'delivered', 'returned', 'cancelled']

/** Makes the table in a database of its own on that server and returns the database's connection string. */
export async function createSource(ownerUrl: string, rows: number): Promise<string> {
  await connected(ownerUrl, (client) => client.query(`create database ${database}`))
  const url = new URL(ownerUrl)
  url.pathname = `/${database}`
  await connected(url.href, async (client) => {
    await client.query(`create table source_rows (n integer primary key, id uuid not null,
      created_at timestamptz not null, customer text not null, sku text not null, quantity integer not null,
      unit_price numeric(12,2) not null, amount numeric(14,2) not null, status text not null,
      is_returned boolean not null, note text)`)
    await client.query(insertRows, [rows, customers, notes, statuses])
    await client.query('vacuum analyze source_rows')
  })
  return url.href
}

/** Every value comes out of the digits of md5(n): the same rows on every machine. */
const insertRows = `
  insert into source_rows
  select n, digest::uuid, timestamptz '2024-01-01 00:00:00Z' + make_interval(secs => a * 5 + b % 1000 / 1000.0),
    ($2::text[])[1 + a % cardinality($2::text[])] || ' ' || b % 5000, 'SKU-' || lpad((b % 1000000)::text, 6, '0'),
    1 + a % 500, (b % 1000000) / 100.0, (1 + a % 500) * ((b % 1000000) / 100.0),
    ($4::text[])[1 + c % cardinality($4::text[])], c % 20 = 0,
    case when c % 10 >= 7 then ($3::text[])[1 + b % cardinality($3::text[])] || ' #' || a % 100000 end
  from (
    select n, digest, ('x' || substr(digest, 1, 6))::bit(24)::integer as a,
      ('x' || substr(digest, 7, 6))::bit(24)::integer as b, ('x' || substr(digest, 13, 6))::bit(24)::integer as c
    from (select n, md5(n::text) as digest from generate_series(1, $1::integer) n) digests
  ) digits
  order by n`

/** What psql and pg read to find the database. */
export function connectionVariables(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    ...{ PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: decodeURIComponent(password) },
    ...{ PGDATABASE: pathname.slice(1), PGTZ: 'UTC' },
  }
}

async function connected(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}
