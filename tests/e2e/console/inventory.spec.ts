import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option, exact: false }).first().click()
}

test('an item gets stock, promises some of it, moves some, and tells all of it in its ledger', async ({
  page,
}) => {
  const complaints = watchConsole(page)
  const [tenant] = await addTenants(1, 8)
  await signIn(page, tenant!, 'admin')
  await open(page, '/inventory/locations')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add location' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Code').fill('NEW')
  await dialog.getByLabel('Name').fill('New hall')
  await dialog.getByRole('button', { name: 'Add location' }).click()
  await expect(page.getByRole('cell', { name: 'New hall' })).toBeVisible()

  await open(page, '/inventory')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'SKU-0000002' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Ledger' })).toBeVisible()
  await expectAccessible(page)
  const level = page.getByRole('region', { name: 'Stock by location' }).getByRole('row', { name: /New hall/ })
  const ledger = page.getByRole('region', { name: 'Movements' }).getByRole('row')

  await page.getByRole('button', { name: 'Post a movement' }).click()
  await choose(page, 'Location', 'New hall')
  await dialog.getByRole('button', { name: 'Post' }).click()
  await expect(dialog.getByText('Enter how many')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Quantity (piece)').fill('40')
  await dialog.getByLabel('Reason').fill('First delivery')
  await dialog.getByRole('button', { name: 'Post' }).click()
  await expect(level).toContainText('40')
  await expect(ledger.nth(1)).toContainText('First delivery')

  await page.getByRole('button', { name: 'Reserve' }).click()
  await choose(page, 'Location', 'New hall')
  await dialog.getByLabel('Quantity (piece)').fill('41')
  await dialog.getByRole('button', { name: 'Reserve' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Only 40 available')
  await dialog.getByLabel('Quantity (piece)').fill('15')
  await dialog.getByLabel('Reference').fill('Order 7')
  await dialog.getByRole('button', { name: 'Reserve' }).click()
  await expect(page.getByText('15 reserved at New hall for Order 7')).toBeVisible()

  await page.getByRole('button', { name: 'Transfer' }).click()
  await choose(page, 'From', 'New hall')
  await choose(page, 'To', 'Köln')
  await dialog.getByLabel('Quantity (piece)').fill('5')
  await dialog.getByRole('button', { name: 'Transfer' }).click()
  await expect(level).toContainText('35')

  const promise = page
    .getByRole('region', { name: 'Promised and on its way' })
    .getByText('15 reserved at New hall')
  await promise.locator('..').getByRole('button', { name: 'Release' }).click()
  await expect(promise).toHaveCount(0)

  await ledger.filter({ hasText: 'First delivery' }).getByRole('button', { name: 'Reverse' }).click()
  await dialog.getByLabel('Reason').fill('Typed twice')
  await dialog.getByRole('button', { name: 'Reverse' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Only 35 available')
  expect(complaints).toEqual([])
})

test('the pages fit a phone and the dark scheme', async ({ page }) => {
  const [tenant] = await addTenants(1, 8)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 380, height: 800 })
  await signIn(page, tenant!, 'manager')
  for (const path of ['/inventory', '/inventory/locations']) {
    await open(page, path)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380)
  }
  await open(page, '/inventory')
  await page.getByRole('link', { name: 'SKU-0000001' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Ledger' })).toBeVisible()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380)
  await expect(page.getByRole('button', { name: 'Add location' })).toHaveCount(0)
})
