import { createSource } from '#src/features/sources/commands/create.ts'
import type { Context } from '#src/lib/context.ts'
import { contextOf, createTenant } from './owner.ts'
import { createSourceDatabase, type SourceDatabase } from './source-database.ts'

/** A table with every type and with names of every kind, one as shops have, views, partitions and 300 columns. */
const shop = `
  create schema "Sales ""2026"" 🚚";
  create type mood as enum ('so so', 'glad', 'it''s "fine"');
  create domain percent as numeric(5, 2) check (value between 0 and 100);
  create domain small_percent as percent;
  create type place as (street text, no int);
  create table "Sales ""2026"" 🚚"."every ""type"" 🧾" (
    "the id" bigint generated always as identity primary key,
    "😀" text, small smallint, whole integer, exact numeric, price numeric(12, 3), rounded numeric(6, -2),
    real4 real, real8 double precision, cash money, yes boolean, "char" "char", fixed char(8), varying varchar(40), named name,
    bytes bytea, day date, clock time, zoned_clock timetz, local timestamp, at timestamptz, span interval,
    network inet, block cidr, mac macaddr, bits bit(4), more_bits varbit, words tsvector, query tsquery, id uuid,
    doc json, docb jsonb, path jsonpath, tree xml, numbers int[], names text[], grid numeric[][], feeling mood, share small_percent,
    home place, range int4range, ranges nummultirange, spot point, line lseg, area polygon, ring circle, lsn pg_lsn, object oid,
    twice integer generated always as (small * 2) stored, password_hash text, email text
  );
  insert into "Sales ""2026"" 🚚"."every ""type"" 🧾"
    ("😀", small, whole, exact, price, rounded, real4, real8, cash, yes, "char", fixed, varying, named, bytes, day, clock,
     zoned_clock, local, at, span, network, block, mac, bits, more_bits, words, query, id, doc, docb, path, tree, numbers, names,
     grid, feeling, share, home, range, ranges, spot, line, area, ring, lsn, object, password_hash, email)
  values
    (E'a "quoted", text\\nin two lines', -32768, 2147483647, 12345678901234567890.123456789, -1.5, 1200, 1.5e-7, 0.1, 12.5, true,
     'x', 'ab', '=1+1', 'n', '\\xdeadbeef00', '2024-02-29', '23:59:59.999999', '10:00+05:30', '2026-03-29 02:30:00',
     '2026-03-29 02:30:00.25+02', '1 year 2 mons 3 days 04:05:06.7', '10.1.2.3', '10.0.0.0/8', '08:00:2b:01:02:03', '1010', '11',
     'a fat cat', 'fat & cat', '0198c0de-0000-7000-8000-000000000001', '{"b": 1, "a": [1.50]}', '{"b": 1.50, "a": null}', '$.a',
     '<a>1</a>', '{1,null,3}', '{"x, y","\\"z\\""}', '{{1,2},{3,4}}', 'it''s "fine"', 99.5, row('Main "St", 1', 5), '[1,5)',
     '{[1,2),[4,5)}', '(1,2)', '[(0,0),(1,1)]', '((0,0),(1,1),(1,0))', '<(0,0),2>', '16/B374D848', 1259, 'x', 'ann@example.com'),
    (null, null, null, 'NaN', null, null, 'Infinity', '-Infinity', null, false, null, '', '', '', '', 'infinity', '24:00', null,
     '-infinity', 'infinity', '-00:00:01', '::1/64', '::/0', null, null, '', '', null, null, 'null', '[]', null, null, '{}', '{}',
     null, 'glad', 0, null, 'empty', '{}', null, null, null, null, '0/0', 0, null, null),
    ('', 0, 0, 0.000000000000000000001, 0, 0, 3.4028235e38, 1.7976931348623157e308, -0.01, null, ' ', '  pad ', E'\\t tab', 'Ünïcode',
     '\\x0a0d', '0044-03-15 BC', '00:00', null, '0044-03-15 12:00:00 BC', '0001-01-01 00:00:00+00', '0', null, null, null, null, null,
     null, null, null, '"a\\u0041"', '1e400', null, null, null, null, null, 'so so', null, null, '(,)', null, null, null, null, null,
     null, null, null, null);
  create table public.orders (
    order_no text not null, line int not null, placed_on date not null, customer text, amount numeric(10, 2), is_paid boolean,
    salary numeric(8, 2), primary key (order_no, line)
  );
  comment on table public.orders is 'What customers have ordered.';
  comment on column public.orders.amount is 'Amount in EUR';
  insert into public.orders select 'A' || (g / 3), g % 3, date '2026-01-01' + g % 200, 'Customer ' || g % 7, g * 1.25, g % 2 = 0, g
    from generate_series(1, 500) g;
  create view public.doubled as select customer, amount from public.orders union all select customer, amount from public.orders;
  create materialized view public.kept as select * from public.orders;
  create table public.measured (at timestamptz not null, value real) partition by range (at);
  create table public.measured_2025 partition of public.measured for values from ('2025-01-01') to ('2026-01-01');
  create table public.measured_2026 partition of public.measured for values from ('2026-01-01') to ('2027-01-01');
  insert into public.measured select timestamptz '2025-06-01' + g * interval '1 day', g / 7.0 from generate_series(1, 400) g;
  create table public.nothing (id int primary key);
  create table public.wide (id int primary key);
  do $$ begin
    execute (select 'alter table public.wide ' || string_agg(format('add column c%s int default %s', g, g), ', ') from generate_series(1, 299) g);
  end $$;
  insert into public.wide (id) values (1);
  analyze;
`

export const everyType = { schema: 'Sales "2026" 🚚', name: 'every "type" 🧾' }
export const orders = { schema: 'public', name: 'orders' }

export interface Shop {
  database: SourceDatabase
  source_id: string
  /** As they are at this request: it reads which datasets the company has. */
  admin: () => Promise<Context>
  manager: () => Promise<Context>
  stranger: Context
}

/** A company that has connected a database of its own. */
export async function connectShop(): Promise<Shop> {
  const database = await createSourceDatabase(shop)
  const tenant = await createTenant(3)
  const admin = () => contextOf(tenant, 'admin')
  const { id } = await createSource.execute(await admin(), { connection: database.reader, name: 'Shop' })
  return {
    ...{ database, source_id: id, admin, manager: () => contextOf(tenant, 'manager') },
    stranger: await contextOf(await createTenant(1), 'admin'),
  }
}

/** What a call was refused with; of a wrong field its own code. */
export function refusal(call: Promise<unknown>): Promise<{ code: string; message?: string }> {
  return call.then(
    () => ({ code: 'allowed' }),
    ({ code, message, details }) => ({ code: details?.errors?.[0]?.code ?? code, message }),
  )
}
