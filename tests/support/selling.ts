interface Owner {
  query: (text: string, values: unknown[]) => Promise<{ rows: { id: string }[] }>
}

/**
 * Items that cost 3 euros, sell two a day for 5, and have so many pieces left; nothing is ordered of them. Resolves to
 * their IDs.
 */
export async function addSelling(owner: Owner, tenantId: string, left: number[]): Promise<string[]> {
  const ids: string[] = []
  for (const [index, pieces] of left.entries()) {
    const { rows } = await owner.query(
      `insert into products (tenant_id, sku, name, unit_price, unit_cost) values ($1, $2, $2, 5, 3) returning id`,
      [tenantId, `Selling ${index + 1}`],
    )
    const id = rows[0]!.id
    ids.push(id)
    await owner.query(
      `insert into sales (tenant_id, line_no, order_no, order_date, ship_mode, status, customer_id, product_id, quantity,
         unit_price, amount, profit)
       select $1, (select coalesce(max(line_no), 0) + 1 from sales where tenant_id = $1), 'S-' || $2::uuid, current_date - 10,
         'Same Day', 'delivered', (select id from customers where tenant_id = $1 order by id limit 1), $2::uuid, 180, 5, 900, 0`,
      [tenantId, id],
    )
    await owner.query(
      `insert into stock_movements (tenant_id, product_id, location_id, quantity, kind)
       select $1, $2, (select id from locations where tenant_id = $1 order by id limit 1), $3, 'receipt'`,
      [tenantId, id, pieces],
    )
  }
  return ids
}
