import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants, readStack } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

/** A supplier with an item in its price list that is sold out, and places for what arrives and what is turned down. */
async function addSupplier({ id }: FixtureTenant): Promise<void> {
  const owner = new pg.Pool({ connectionString: readStack().ownerUrl, max: 1 })
  await owner.query(
    `with s as (insert into suppliers (tenant_id, supplier_no, name, currency, status)
         values ($1, 'V-NEW', 'Northern Paper', 'EUR', 'active') returning id),
       p as (insert into products (tenant_id, sku, name, unit_price, unit_cost)
         values ($1, 'PAPER', 'Paper A4', 4, 3) returning id),
       l as (insert into locations (tenant_id, code, name, kind)
         values ($1, '0-W', 'Paper hall', 'warehouse'), ($1, '0-Q', 'Paper quarantine', 'quarantine')
         returning id, kind),
       i as (insert into inventory_items (tenant_id, product_id, location_id, unit_cost, reorder_point, reorder_quantity)
         select $1, p.id, l.id, 3, 10, 40 from p, l where kind = 'warehouse'),
       o as (insert into item_outlooks (tenant_id, product_id, method, lead_time_days, lead_time_from, available,
           on_order, planned, run_out_on, quantity, computed_at)
         select $1, id, 'reorder_point', 14, 'assumed', 0, 0, 0, current_date, 40, now() from p)
     insert into supplier_items (tenant_id, supplier_id, product_id, price, currency, valid_from)
     select $1, s.id, p.id, 2.5, 'EUR', '2020-01-01' from s, p`,
    [id],
  )
  await owner.end()
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

async function move(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('dialog').getByRole('button', { name: label }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('what runs out is drafted, approved by someone else, sent, and received in two deliveries', async ({
  page,
  browser,
}) => {
  const complaints = watchConsole(page)
  const [tenant] = await addTenants(1, 8)
  await addSupplier(tenant!)
  await signIn(page, tenant!, 'manager', '/')
  await page.getByRole('link', { name: 'Reorder: Paper A4 (PAPER)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Reorder' })).toBeVisible()
  await expect(page.getByLabel('How many to order of Paper A4')).toHaveValue('40')
  await page.getByRole('button', { name: 'Why these suppliers of Paper A4' }).click()
  await expect(page.getByRole('dialog')).toContainText('1. Northern Paper')
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: 'Select Paper A4' }).check()
  await page.getByRole('button', { name: 'Make draft orders (1)' }).click()
  const made = page.getByRole('status', { name: /draft was made/ })
  await expect(made).toContainText('PO-00001: Northern Paper, 1 line, 100.00 EUR')
  await expect(page.getByRole('checkbox', { name: 'Select Paper A4' })).toHaveCount(0)
  await made.getByRole('link', { name: 'PO-00001' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Draft/ })).toBeVisible()
  await expect(page.getByText('Northern Paper · 100.00 EUR')).toBeVisible()
  await move(page, 'Submit')
  await expect(page.getByRole('heading', { level: 1, name: /Waiting for approval/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)

  const other = await browser.newPage()
  await signIn(other, tenant!, 'admin')
  await open(other, new URL(page.url()).pathname)
  await move(other, 'Approve')
  await expect(other.getByRole('heading', { level: 1, name: /Approved/ })).toBeVisible()
  await other.close()

  await page.reload()
  await move(page, 'Mark as sent')
  await page.getByRole('button', { name: 'Receive' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Supplier’s note number').fill('LS-1')
  await dialog.getByLabel('Arrived').fill('30')
  await dialog.getByLabel('Of them rejected').fill('2')
  await dialog.getByRole('button', { name: 'Post delivery' }).click()
  await expect(dialog.getByText('say why they are turned down').first()).toBeVisible()
  await dialog.getByLabel('Why rejected').fill('Torn')
  await dialog.getByRole('button', { name: 'Post delivery' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Partly received/ })).toBeVisible()
  await page.getByRole('button', { name: 'Receive' }).click()
  await expect(dialog.getByLabel('Arrived')).toHaveValue('12')
  await dialog.getByRole('button', { name: 'Post delivery' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Received/ })).toBeVisible()

  const href = await page.getByRole('link', { name: 'PDF' }).getAttribute('href')
  const pdf = await page.request.get(readStack().baseUrl + href)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await pdf.body()).subarray(-6).toString()).toContain('%%EOF')

  const deliveries = page.getByRole('region', { name: 'Deliveries of this order' })
  await expect(deliveries.getByRole('row')).toHaveCount(3)
  await deliveries.getByRole('link', { name: 'DN-00001' }).click()
  await expect(page.getByRole('cell', { name: 'Torn' })).toBeVisible()
  await page.getByRole('link', { name: 'PO-00001' }).first().click()
  await page.getByRole('link', { name: 'Northern Paper (V-NEW)' }).click()
  const scorecard = page.getByRole('region', { name: 'Scorecard' })
  await expect(scorecard).toContainText('Too few deliveries to judge: 2.')
  await expect(scorecard).toContainText('2 of 42 pieces')
  await scorecard.getByRole('link', { name: /^Rejected/ }).click()
  await expect(page.getByRole('cell', { name: 'Torn' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('an order within the limit that an admin sets is approved at once', async ({ page }) => {
  const complaints = watchConsole(page)
  const [tenant] = await addTenants(1, 8)
  await addSupplier(tenant!)
  await signIn(page, tenant!, 'admin', '/settings/purchasing')
  await page.getByRole('switch', { name: 'Approve small orders at once' }).check()
  await page.getByLabel('Up to a total of').fill('a lot')
  await page.getByLabel('Currency').fill('eur')
  await page.getByLabel('Tolerance in percent').fill('5')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('It must be a decimal as text')).toBeVisible()
  await page.getByLabel('Up to a total of').fill('100')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Settings saved')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Up to a total of')).toHaveValue('100.00')
  await expect(page.getByLabel('Tolerance in percent')).toHaveValue('5')

  await open(page, '/data/purchase_orders')
  await page.getByRole('link', { name: 'New order' }).click()
  await choose(page, 'Supplier', 'Northern Paper (V-NEW)')
  await choose(page, 'Deliver to', 'Paper hall')
  await choose(page, 'Item', 'Paper A4 (PAPER)')
  await expect(page.getByLabel('Price of one unit')).toHaveValue(/^2\.5/)
  await page.getByLabel('Quantity').fill('40')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await move(page, 'Submit')
  await expect(page.getByRole('heading', { level: 1, name: /Approved/ })).toBeVisible()
  expect(complaints).toEqual([])
})

for (const { colorScheme, width } of looks) {
  test(`the pages of purchasing are usable in ${colorScheme} at ${width}`, async ({ page }) => {
    const [tenant] = await addTenants(1, 8)
    await addSupplier(tenant!)
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await signIn(page, tenant!, 'admin')
    const owner = new pg.Pool({ connectionString: readStack().ownerUrl, max: 1 })
    const { rows } = await owner.query(
      `select d.order_id, d.id, o.supplier_id from deliveries d join purchase_orders o on o.id = d.order_id
       where d.tenant_id = $1 order by d.delivery_no limit 1`,
      [tenant!.id],
    )
    const drafts = await owner.query(
      `select id from purchase_orders where tenant_id = $1 and status in ('draft', 'submitted') limit 1`,
      [tenant!.id],
    )
    await owner.end()
    const { order_id, id, supplier_id } = rows[0]
    const paths = [
      `/orders/${order_id}`,
      `/orders/${drafts.rows[0].id}/edit`,
      '/orders/new',
      '/reorder',
      '/settings/purchasing',
      `/deliveries/${id}`,
    ]
    for (const path of [...paths, `/suppliers/${supplier_id}`]) await expectUsable(page, path)
  })
}
