import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { addPastOrders } from '../../support/past-orders.ts'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Two suppliers with a year and more of deliveries: one on time, the other mostly late. */
async function addHistory(owner: pg.Pool, tenantId: string) {
  const { rows } = await owner.query<Record<'good' | 'bad' | 'item' | 'place', string>>(
    `with g as (insert into suppliers (tenant_id, supplier_no, name, currency, status)
         values ($1, 'V-GOOD', 'Punctual Paper', 'EUR', 'active') returning id),
       b as (insert into suppliers (tenant_id, supplier_no, name, currency, status)
         values ($1, 'V-BAD', 'Tardy Tools', 'EUR', 'active') returning id),
       p as (insert into products (tenant_id, sku, name, unit_price, unit_cost)
         values ($1, 'DRILL', 'Drill', 40, 30) returning id),
       l as (insert into locations (tenant_id, code, name, kind) values ($1, '0-W', 'Tool hall', 'warehouse') returning id)
     select g.id as good, b.id as bad, p.id as item, l.id as place from g, b, p, l`,
    [tenantId],
  )
  const { good, bad, item, place } = rows[0]!
  const ids = { tenantId, itemId: item, locationId: place }
  const span = { from: 500, to: 15 }
  await addPastOrders(
    owner,
    { ...ids, supplierId: good },
    { prefix: 'G-', count: 240, lateOfTen: 1, ...span },
  )
  await addPastOrders(owner, { ...ids, supplierId: bad }, { prefix: 'B-', count: 140, lateOfTen: 8, ...span })
  return { bad, item, place }
}

async function confirm(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: label }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Reads the page again until a worker has done what it shows. */
async function untilShown(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 120_000 })
}

test('a line at risk is seen with reasons, its outcome is on the card, and a new model is refused or promoted', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const [tenant] = await addTenants(1, 20)
  const owner = new pg.Pool({ connectionString: readStack().ownerUrl, max: 1 })
  const { bad, item, place } = await addHistory(owner, tenant!.id)
  const order = await api(tenant!, 'manager', '/purchase-orders', {
    ...{ supplier_id: bad, location_id: place },
    lines: [{ item_id: item, quantity: 40, price: '30', due_on: inDays(4) }],
  })
  const address = `/purchase-orders/${order.id}`
  await api(tenant!, 'manager', `${address}/submit`, {})
  await api(tenant!, 'admin', `${address}/approve`, {})
  await api(tenant!, 'manager', `${address}/send`, {})

  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin')
  await open(page, '/insights/suppliers')
  await confirm(page, 'Predict again')
  await open(page, '/insights/models')
  await untilShown(page, 'In use')
  await open(page, '/insights/suppliers')
  await untilShown(page, 'From the model in use.')
  const line = page.getByRole('article', { name: `${order.order_no} line 1: Drill` })
  await expect(line.getByText(/^Likely late: \d+ %$/)).toBeVisible()
  await expect(line.getByText(/of the last 20 lines .*from Tardy Tools/).first()).toBeVisible()
  await expect(line.getByRole('link', { name: /^B-\d+ line 1$/ }).first()).toBeVisible()
  await open(page, '/')
  await expect(page.getByRole('heading', { name: 'Deliveries at risk' })).toBeVisible()

  await page.getByRole('link', { name: `${order.order_no} line 1: Drill` }).click()
  await expect(page.getByRole('heading', { name: 'Risk of late delivery' })).toBeVisible()
  await page.getByRole('button', { name: 'Receive' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Post delivery' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Received/ })).toBeVisible()
  await open(page, '/insights/models')
  await page.getByRole('link', { name: 'Late deliveries, model 1' }).click()
  await page.waitForURL(/\/insights\/models\/[0-9a-f-]{36}/)
  await untilShown(page, /^1 of the lines that it predicted have come or are overdue\./)
  const card = new URL(page.url()).pathname

  await open(page, '/insights/models')
  await confirm(page, 'Retrain')
  await untilShown(page, /Too few lines became known since model 1 was trained/)
  await expect(page.getByText('Refused', { exact: true })).toBeVisible()
  // As if the model in use had been trained before the last lines became known.
  await owner.query(
    `update models set as_of = current_date - 150 where tenant_id = $1 and status = 'active'`,
    [tenant!.id],
  )
  await owner.end()
  await confirm(page, 'Retrain')
  await untilShown(page, /Not worse than model 1: Brier score/)
  await confirm(page, 'Promote')
  const promoted = page.getByRole('article', { name: 'Model 3' })
  await expect(promoted.getByText('In use', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Roll back to it' })).toBeVisible()
  expect(complaints).toEqual([])

  const paths = [
    '/',
    '/insights/suppliers',
    '/insights/models',
    card,
    `/orders/${order.id}`,
    `/suppliers/${bad}`,
  ]
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    for (const path of paths) await expectUsable(page, path)
  }
  await context.close()
})
