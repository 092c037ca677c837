import { beforeAll, expect, it } from 'vitest'
import { getManifest } from '#src/features/exports/proofs/service.ts'
import type { Context } from '#src/lib/context.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { connectShop, refusal, type Shop } from '../../../../tests/support/shop.ts'
import { listRows } from '../queries/list-rows.ts'
import { listValues } from '../queries/list-values.ts'
import { sumRows } from '../queries/sum-rows.ts'
import { createDataset } from './commands/create.ts'
import { repairDataset } from './commands/repair.ts'
import { updateDataset } from './commands/update.ts'
import { getDrift } from './queries/get-drift.ts'
import { getRelation } from './queries/get-relation.ts'

let shop: Shop
let admin: Context

const sales = { schema: 'public', name: 'sales' }

beforeAll(async () => {
  shop = await connectShop()
  // Keys that lead nowhere, to one row from many, to the same table twice, to itself, and over two columns.
  await shop.database.run(`
    create table public.customers (id int primary key, name text not null, email text, password_hash text);
    create table public.old_customers () inherits (public.customers);
    create table public.rates (country text, kind text, rate numeric(4, 2), primary key (country, kind));
    create table public.sales (
      id int primary key, customer_id int, payer_id int references public.customers, parent int references public.sales,
      country text, kind text, note text, deleted_at timestamptz,
      constraint "to $1 customer" foreign key (customer_id) references public.customers,
      foreign key (country, kind) references public.rates
    );
    insert into public.customers select g, 'Customer ' || g, g || '@example.com', 'x' from generate_series(1, 3) g;
    insert into public.old_customers values (1, 'A namesake of 1', null, null);
    insert into public.rates values ('DE', 'full', 19), ('DE', 'low', 7);
    insert into public.sales select g, nullif(g % 4, 0), nullif(g % 3, 0), nullif(g / 2, 0), 'DE',
        case g % 3 when 0 then 'full' when 1 then 'low' end, E'it''s \\\\ $1 ' || g % 2, case g % 5 when 0 then now() end
      from generate_series(1, 60) g;
    grant select on all tables in schema public to public`)
  admin = await shop.admin()
})

const joined = [
  { name: 'id' },
  { name: 'note' },
  { name: 'name', via: 'to $1 customer' },
  { name: 'name', via: 'sales_payer_id_fkey' },
  { name: 'note', via: 'sales_parent_fkey', key: 'parent_note' },
  { name: 'rate', via: 'sales_country_kind_fkey' },
]

async function refresh(): Promise<void> {
  admin = await shop.admin()
}

it('columns of other tables come over foreign keys, with no row lost or doubled', async () => {
  const { source_id } = shop
  const { joins } = await getRelation.execute(admin, { id: source_id, ...sales })
  expect(joins.map(({ via, label_columns }) => [via, ...label_columns])).toEqual([
    ['sales_country_kind_fkey', 'country'],
    ['sales_parent_fkey', 'country'],
    ['sales_payer_id_fkey', 'name'],
    ['to $1 customer', 'name'],
  ])
  const offered = joins.find(({ via }) => via === 'to $1 customer')!.columns
  expect(offered.map(({ key, label, shown }) => `${key}, ${label}, ${shown}`)).toEqual([
    ...['customer_id, Customer: ID, everyone', 'customer_name, Customer: Name, everyone'],
    'customer_email, Customer: Email, admins',
  ])
  const { key } = await createDataset.execute(admin, {
    source_id,
    ...sales,
    key: 'own_joined',
    columns: joined,
  })
  await refresh()
  const done = await finishedExport(admin, { export_type: key })
  expect(done).toMatchObject({ status: 'completed', record_count: 60, error: null })
  const { rows } = await listRows.execute(admin, { key, limit: 100, sort: 'id' })
  const { rows: right } = await shop.database.run(`
    select s.id, s.note, c.name as customer_name, p.name as payer_name, parent.note as parent_note, r.rate
    from sales s left join only customers c on c.id = s.customer_id left join only customers p on p.id = s.payer_id
    left join sales parent on parent.id = s.parent left join rates r on (r.country, r.kind) = (s.country, s.kind)
    order by s.id`)
  const texts = (values: object) =>
    Object.values(values).map((value) => (value === null ? null : String(value)))
  expect(rows.map(({ values }) => texts(values))).toEqual(right.map(texts))
  const filters = JSON.stringify({ payer_name: ['Customer 2'], customer_name_empty: true })
  const counted = await sumRows.execute(admin, { key, filters })
  expect(counted.rows).toBe(
    right.filter((row) => row.payer_name === 'Customer 2' && !row.customer_name).length,
  )

  const { message } = await refusal(
    createDataset.execute(admin, { source_id, ...sales, columns: [{ name: 'name', via: 'nothing' }] }),
  )
  expect(message).toContain('columns.0.via: must be one of: sales_country_kind_fkey')
  await shop.database.run('alter table public.sales drop constraint sales_payer_id_fkey')
  expect((await finishedExport(admin, { export_type: key })).error).toMatchObject({
    code: 'request_outdated',
  })
  expect((await getDrift.execute(admin, { key })).problems).toMatchObject([{ kind: 'join_gone' }])
  const repaired = await repairDataset.execute(admin, { key })
  expect(repaired.columns.map((column) => column.key)).toEqual([
    ...['id', 'note', 'customer_name', 'parent_note', 'rates_rate'],
  ])
})

it('fixed filters hold for every reader, and files say so', async () => {
  const { source_id } = shop
  const { key, fixed_in_words } = await createDataset.execute(admin, {
    ...{
      source_id,
      ...sales,
      key: 'own_fixed',
      columns: [{ name: 'id' }, { name: 'name', via: 'to $1 customer' }],
    },
    fixed_filters: { deleted_at_empty: true, note: [`it's \\ $1 1`], id_max: 50 },
  })
  expect(fixed_in_words).toEqual(['ID at most 50', `Note is it's \\ $1 1`, 'Deleted at is empty'])
  await refresh()
  const { rows: right } = await shop.database.run(
    `select count(*)::int as rows, max(customer_id) from sales where deleted_at is null and note like '%1' and id <= 50`,
  )
  const done = await finishedExport(admin, { export_type: key, filters: { id_min: 3 } })
  expect(done).toMatchObject({ status: 'completed', record_count: right[0].rows - 1, error: null })
  const { filters_in_words } = await getManifest.execute(admin, { id: done.id })
  expect(filters_in_words).toEqual([...fixed_in_words, 'ID at least 3'])
  expect((await sumRows.execute(admin, { key })).rows).toBe(right[0].rows)
  // Even rows are all left out, and theirs alone is this name.
  const { values } = await listValues.execute(admin, { key, filter: 'customer_name' })
  expect(values).toEqual(['Customer 1', 'Customer 3'])

  const wrong = updateDataset.execute(admin, { key, fixed_filters: { deleted: true, id_max: 'x' } })
  await expect(wrong).rejects.toMatchObject({
    details: { errors: [{ path: 'fixed_filters.id_max' }, { path: 'fixed_filters.deleted' }] },
  })
  expect(await updateDataset.execute(admin, { key, label: 'Kept' })).toMatchObject({ fixed_in_words })
  // Without the column more rows would come in, so nobody repairs that with one click.
  await shop.database.run('alter table public.sales drop column deleted_at')
  expect(await refusal(repairDataset.execute(admin, { key }))).toMatchObject({
    message: expect.stringContaining('fixed_filters.deleted_at_empty'),
  })
})
