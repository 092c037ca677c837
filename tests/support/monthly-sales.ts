interface Owner {
  query: (text: string, values: unknown[]) => Promise<{ rows: { id: string }[] }>
}

/** Sales of the tenant's first items, one order line a month: `quantities` of each item from `from` on. */
export async function addMonthlySales(
  owner: Owner,
  tenantId: string,
  from: string,
  items: number[][],
): Promise<string[]> {
  const { rows: products } = await owner.query(
    'select id from products where tenant_id = $1 order by sku limit $2',
    [tenantId, items.length],
  )
  for (const [index, quantities] of items.entries())
    await owner.query(
      `insert into sales (tenant_id, line_no, order_no, order_date, ship_mode, status, customer_id, product_id, quantity,
         unit_price, amount, profit)
       select $1, (select coalesce(max(line_no), 0) from sales where tenant_id = $1) + n, 'F-' || n,
         ($3::date + (n - 1) * interval '1 month' + interval '9 days')::date, 'Same Day', 'delivered',
         (select id from customers where tenant_id = $1 order by id limit 1), $2, q, 2, 2 * q, q
       from unnest($4::integer[]) with ordinality as t(q, n)`,
      [tenantId, products[index]!.id, from, quantities],
    )
  return products.map(({ id }) => id)
}
