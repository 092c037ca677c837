import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { passDeadlineSql } from '../../support/pass-deadline.ts'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

test('version 2 of a scope stands beside a client on version 1', async ({ page }) => {
  const [tenant] = await addTenants(1, 0)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/scopes/services')
  await page.getByRole('button', { name: 'Add service' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Cleaning')
  await page.getByRole('dialog').getByRole('button', { name: 'Add service' }).click()
  await expect(page.getByRole('cell', { name: 'Cleaning', exact: true })).toBeVisible()

  await open(page, '/data/sow')
  await page.getByRole('link', { name: 'New scope of work' }).click()
  await page.getByRole('combobox', { name: 'Service' }).fill('clean')
  await page.getByRole('option', { name: 'Cleaning' }).click()
  await page.getByLabel('Name').fill('Daily cleaning')
  await page.getByLabel('Text of version 1').fill('Sweep the floor\nMop the floor\nLock the door')
  await page.getByRole('button', { name: 'Add scope of work' }).click()
  await expect(page.getByRole('heading', { name: /^Daily cleaning/, level: 1 })).toContainText('Draft')
  await confirm(page, 'Send to review')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('In review')
  await confirm(page, 'Publish version 1')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Active')
  const scope = page.url()

  await open(page, '/data/clients')
  await page.getByRole('link', { name: 'New client' }).click()
  await page.getByLabel('Name').fill('Alder Hotels')
  await page.getByLabel('Client no.').fill('K-1')
  await page.getByRole('button', { name: 'Add client' }).click()
  await expect(page.getByRole('heading', { name: /^Alder Hotels/, level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Offer a scope' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Scope of work' }).fill('daily')
  await page.getByRole('option', { name: 'Daily cleaning (version 1)' }).click()
  await dialog.getByLabel('Price').fill('1250')
  await dialog.getByLabel('Currency').fill('eur')
  await dialog.getByRole('textbox', { name: 'Starts on' }).fill('2026-01-01')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Propose' }).click()
  await page.getByRole('link', { name: 'Daily cleaning' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Proposed')
  await confirm(page, 'Accept')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Accepted')
  const agreement = new URL(page.url()).pathname

  await open(page, new URL(scope).pathname)
  await confirm(page, 'New version')
  await page
    .getByLabel('Text')
    .fill('Sweep the floor\nMop the floor twice\nLock the door\nSwitch off the light')
  // What is not saved cannot be published, and stays when somebody else changes the scope meanwhile.
  await expect(page.getByRole('button', { name: 'Publish version 2' })).toBeDisabled()
  const scopeId = new URL(scope).pathname.split('/').at(-1)
  await api(tenant!, 'admin', `/scopes-of-work/${scopeId}`, { scope_name: 'Daily cleaning' }, 'PATCH')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('What you wrote is still here')).toBeVisible()
  await expect(page.getByLabel('Text')).toHaveValue(/Switch off the light$/)
  await expect(async () => {
    await page.getByRole('button', { name: 'Save draft' }).click({ timeout: 2_000 })
    await expect(page.getByText('1 changed, 1 added, 0 removed')).toBeVisible({ timeout: 3_000 })
  }).toPass()
  const sides = page.getByRole('region', { name: 'Lines of both versions' })
  const changed = sides.getByRole('row', { name: /Mop the floor twice/ })
  await expect(changed).toContainText('Mop the floor')
  await confirm(page, 'Publish version 2')
  await expect(page.getByText(/· version 2$/)).toBeVisible()
  await expect(page.getByRole('row', { name: /Alder Hotels/ })).toContainText('1 (now 2)')

  // The client keeps what it agreed to, and the page says that there is a newer version.
  await open(page, agreement)
  await expect(page.getByText('Alder Hotels keeps version 1.')).toBeVisible()
  await expect(page.getByText('Mop the floor', { exact: false })).not.toContainText('twice')
  await page.getByRole('link', { name: 'Compare the two' }).click()
  await expect(page.getByRole('region', { name: 'Lines of both versions' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('a request for proposal is answered under seal and its lines are split between two suppliers', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 20)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/data/rfp')
  const [chair, table] = await activeItems(tenant!.id)
  await page.getByRole('link', { name: 'New request' }).click()
  await page.getByLabel('Number').fill('RFP-1')
  await page.getByLabel('Title').fill('Chairs and tables')
  await page.getByLabel('Currency').fill('eur')
  await page.getByRole('textbox', { name: 'Last day for responses' }).fill('2099-01-31')
  await page.keyboard.press('Tab')
  await page.getByRole('textbox', { name: 'Line 1' }).fill('Chair')
  await page.getByRole('button', { name: 'Add line' }).click()
  await page.getByRole('textbox', { name: 'Line 2' }).fill('Table')
  for (const [index, sku] of [chair!, table!].entries()) {
    await page.getByRole('combobox', { name: `Item of line ${index + 1}` }).fill(sku)
    await page.getByRole('option', { name: sku }).click()
  }
  for (const number of ['V-0000001', 'V-0000005']) {
    await page.getByRole('combobox', { name: 'Add a supplier' }).fill(number)
    await page.getByRole('option', { name: new RegExp(number) }).click()
  }
  await page.getByRole('button', { name: 'Add request' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Draft')
  await confirm(page, 'Publish')
  await expect(page.getByText('Prices are sealed')).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1)!

  await respond(page, ['12.5', '90'])
  await respond(page, ['11.75', ''])
  const lines = page.getByRole('region', { name: 'Lines and what suppliers ask for them' })
  await expect(lines.getByRole('row', { name: /Chair/ })).toContainText('Sealed')
  await expect(page.locator('main')).not.toContainText('12.5')
  await letPass(id)
  // A worker may have closed it first.
  await api(tenant!, 'admin', `/rfps/${id}/close`, {})
  await page.reload()
  await expect(lines.getByRole('row', { name: /Chair/ })).toContainText('11.7500 EUR')
  await expect(lines.getByRole('row', { name: /Table/ })).toContainText('Not offered')

  await page.getByRole('button', { name: 'Score' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Price (weight 60)').fill('80')
  await dialog.getByLabel('Quality (weight 40)').fill('50')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('cell', { name: '68', exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Award' }).click()
  await dialog.getByRole('combobox', { name: '1. Chair' }).click()
  await page.getByRole('option', { name: /11.7500 EUR/ }).click()
  await dialog.getByRole('combobox', { name: '2. Table' }).click()
  await page.getByRole('option', { name: /90.0000 EUR/ }).click()
  await dialog.getByRole('button', { name: 'Award' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Awarded')
  await expect(lines.getByText('Awarded')).toHaveCount(2)
  const orders = page.getByRole('region', { name: 'Orders' })
  await expect(orders.getByRole('link')).toHaveCount(2)
  const invitation = await page
    .getByRole('link', { name: /^Invitation of/ })
    .first()
    .getAttribute('href')
  const pdf = await page.request.get(readStack().baseUrl + invitation)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await orders.getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: /Draft/ })).toBeVisible()
  await expect(page.getByText(/· 11\.75 EUR$/)).toBeVisible()
  await page.getByRole('link', { name: 'RFP-1', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Awarded')
  expect(complaints).toEqual([])
})

for (const { colorScheme, width } of looks)
  test(`pages of scopes are usable by everybody, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
    const [tenant] = await addTenants(1, 20)
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    const page = await context.newPage()
    await signIn(page, tenant!, 'admin', '/scopes/services')
    const first = async (path: string) => (await api(tenant!, 'admin', path))[0].id
    const paths = [
      '/scopes/services',
      '/scopes/new',
      `/scopes/${await first('/scopes-of-work?status=active')}`,
      '/clients/new',
      `/clients/${await first('/clients')}`,
      `/client-scopes/${await first('/client-scopes?has_current=false')}`,
      '/rfps/new',
      `/rfps/${await first('/rfps?status=closed')}`,
    ]
    for (const path of paths) await expectUsable(page, path)
    await context.close()
  })

async function confirm(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('dialog').getByRole('button', { name: label }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** Enters and submits the response of the next supplier; an empty price leaves its line out. */
async function respond(page: Page, prices: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Enter a response' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^1\. Chair/).fill(prices[0]!)
  await dialog.getByLabel(/^2\. Table/).fill(prices[1]!)
  await dialog.getByRole('button', { name: 'Save as draft' }).click()
  await expect(dialog).toBeHidden()
  await confirm(page, 'Submit')
}

/** SKUs of two items that can be ordered. */
async function activeItems(tenantId: string): Promise<string[]> {
  const owner = new pg.Client({ connectionString: readStack().ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ sku: string }>(
    `select sku from products where tenant_id = $1 and status = 'active' order by sku limit 2`,
    [tenantId],
  )
  await owner.end()
  return rows.map(({ sku }) => sku)
}

/** Lets the deadline of a request pass, which nothing in the product can. */
async function letPass(id: string): Promise<void> {
  const owner = new pg.Client({ connectionString: readStack().ownerUrl })
  await owner.connect()
  await owner.query(passDeadlineSql(id))
  await owner.end()
}
