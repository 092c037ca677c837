import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'

test('a supplier is added, activated, given a contact and a price, and found again', async ({ page }) => {
  const [tenant] = await addTenants(1, 40)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin')
  await page.getByRole('link', { name: 'Suppliers', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Suppliers', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'New supplier' }).click()

  // What is wrong is told at its field, and what was typed stays.
  await page.getByLabel('Name').fill('Northern Paper')
  await page.getByLabel('Supplier no.').fill('NP-1')
  await page.getByLabel('Currency').fill('eur')
  await page.getByLabel('IBAN').fill('DE00 3704 0044 0532 0130 00')
  await page.getByLabel('Lead time in days').fill('4')
  await page.getByRole('button', { name: 'Add supplier' }).click()
  await expect(page.getByText(/^It is not an IBAN/)).toBeVisible()
  await page.getByLabel('IBAN').fill('DE89 3704 0044 0532 0130 00')
  await page.getByRole('button', { name: 'Add supplier' }).click()
  await expect(page.getByRole('heading', { name: /^Northern Paper/, level: 1 })).toContainText('Pending')

  await page.getByRole('button', { name: 'Activate' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Active')

  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Ana Novak')
  await page.getByRole('dialog').getByLabel('Email').fill('ana@paper.example')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: 'ana@paper.example' })).toBeVisible()

  await addPrice(page, '2026-01-01')
  await expect(page.getByRole('region', { name: 'Prices' }).getByRole('row')).toHaveCount(2)
  // The same item has no second price on the same day.
  await addPrice(page, '2026-02-01')
  await expect(page.getByText(/^It overlaps with/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('link', { name: 'Find a supplier' }).click()
  await chooseItem(page)
  await page.getByLabel('Quantity').fill('12')
  await page.getByRole('button', { name: 'Find suppliers' }).click()
  const found = page.getByRole('region', { name: 'Suppliers found' })
  await expect(found.getByRole('link', { name: 'Northern Paper' })).toBeVisible()
  await expect(found.getByText('No deliveries are recorded yet.').first()).toBeVisible()
  await found.getByRole('link', { name: 'Northern Paper' }).click()
  await expect(page.getByRole('heading', { name: /^Northern Paper/, level: 1 })).toBeVisible()
  expect(complaints).toEqual([])
})

test('what somebody else changed meanwhile is not overwritten', async ({ page, browser }) => {
  const [tenant] = await addTenants(1, 5)
  await signIn(page, tenant!, 'manager')
  await open(page, '/data/suppliers')
  await page.locator('[data-row]').first().getByRole('link').click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByRole('heading', { name: /^Edit / })).toBeVisible()

  const other = await browser.newPage()
  await signIn(other, tenant!, 'admin')
  await open(other, new URL(page.url()).pathname)
  await other.getByLabel('Country').fill('Norway')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Norway')).toBeVisible()

  await page.getByLabel('Country').fill('Sweden')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert', { name: 'Not saved' })).toContainText('Someone else has changed this')
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByLabel('Country')).toHaveValue('Norway')
})

for (const { colorScheme, width } of [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 380 },
] as const) {
  test(`supplier pages are usable by everybody, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
    const [tenant] = await addTenants(1, 40)
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    const page = await context.newPage()
    await signIn(page, tenant!, 'manager')
    await open(page, '/data/suppliers?filters=%7B%22search%22%3A%22V-0000004%22%7D')
    const supplier = await page.locator('[data-row]').first().getAttribute('data-row')
    const paths = [
      '/data/suppliers',
      '/suppliers/new',
      `/suppliers/${supplier}`,
      `/suppliers/${supplier}/edit`,
    ]
    for (const path of [...paths, '/suppliers/overview', '/suppliers/discover']) {
      await open(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      if (path === '/suppliers/discover') await findByWords(page)
      if (process.env.SHOTS) {
        const name = path.replace(supplier!, 'one').replace(/\W/g, '-')
        await page.screenshot({
          path: `${process.env.SHOTS}/${name}-${colorScheme}-${width}.png`,
          fullPage: true,
        })
      }
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      )
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
    }
    await context.close()
  })
}

async function addPrice(page: Page, from: string): Promise<void> {
  await page.getByRole('button', { name: 'Add price' }).click()
  const dialog = page.getByRole('dialog')
  await chooseItem(page)
  await dialog.getByLabel('Price of one unit').fill('2.5')
  await dialog.getByRole('textbox', { name: 'Valid from' }).fill(from)
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Save' }).click()
}

async function chooseItem(page: Page): Promise<void> {
  const item = page.getByRole('combobox', { name: 'Item' })
  await item.fill('SKU-0000001')
  await page.getByRole('option', { name: /SKU-0000001/ }).click()
}

async function findByWords(page: Page): Promise<void> {
  await page.getByText('In words').click()
  await page.getByRole('textbox', { name: 'What you need' }).fill('SKU')
  await page.getByRole('button', { name: 'Find suppliers' }).click()
  await expect(page.getByRole('region', { name: 'Suppliers found' })).toBeVisible()
}
