import { expect, it } from 'vitest'
import { companyDatasets } from '#src/features/datasets/catalog/index.ts'
import { verifyPassword } from '#src/lib/access/passwords/passwords.ts'
import { readOrderLines } from '../../scripts/sample/company/order-lines.ts'
import { seedSampleCompany } from '../../scripts/seed.ts'
import { ownerRows } from '../support/owner.ts'
import { differences } from '../support/spend.ts'

it('loads every order line digit by digit, once, however many starts race for it', async () => {
  const ownerUrl = process.env.OWNER_URL!
  const answers = await Promise.all([seedSampleCompany(ownerUrl), seedSampleCompany(ownerUrl)])
  const [admin, ...others] = answers.filter((answer) => answer !== null)
  expect(others).toEqual([])
  expect(await seedSampleCompany(ownerUrl)).toBeNull()

  const [user] = await ownerRows<{ role: string; password_hash: string; password_is_temporary: boolean }>(
    'select * from users',
  )
  expect(user).toMatchObject({ email: admin?.email, role: 'super_admin', password_is_temporary: true })
  expect(await verifyPassword(admin!.password, user!.password_hash)).toBe(true)

  const stored = await ownerRows<Record<string, string>>(`
    select s.line_no::text as "Row ID", s.order_no as "Order ID", s.order_date::text as "Order Date",
      s.ship_date::text as "Ship Date", s.ship_mode as "Ship Mode", c.customer_no as "Customer ID",
      c.name as "Customer Name", c.segment as "Segment", s.country as "Country", s.city as "City",
      s.state as "State", ltrim(s.postal_code, '0') as "Postal Code", s.region as "Region",
      p.sku as "Product ID", p.category as "Category", p.sub_category as "Sub-Category",
      p.name as "Product Name", trim_scale(s.amount)::text as "Sales", s.quantity::text as "Quantity",
      trim_scale(s.discount)::text as "Discount", trim_scale(s.profit)::text as "Profit"
    from sales s join customers c on c.id = s.customer_id join products p on p.id = s.product_id
    order by s.line_no`)
  expect(stored).toEqual(await readOrderLines())

  for (const { key, from } of companyDatasets) {
    const [counted] = await ownerRows<{ rows: number }>(`select count(*)::int as rows from ${from}`)
    expect([key, counted!.rows >= 5]).toEqual([key, true])
  }
  const [spent] = await ownerRows<{ tenant_id: string; trades: number }>(
    'select tenant_id, count(*)::int as trades from trades group by tenant_id',
  )
  expect(spent!.trades).toBe(9)
  expect(await differences(spent!.tenant_id)).toEqual([])
}, 120_000)
