import { expect, type Page, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'
import { expectUsable } from './usable.ts'

/** Scans, or types, a code and how many are there, as a scanner does: with Enter after each. */
async function count(page: Page, code: string, quantity: number): Promise<void> {
  await page.getByLabel('SKU or barcode').fill(code)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(/^Quantity/)).toBeFocused()
  await page.keyboard.type(String(quantity))
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${code}: ${quantity} counted.`)).toBeVisible()
  await expect(page.getByLabel('SKU or barcode')).toBeFocused()
}

test('a stock-take on a phone: drawn up, counted blind with a scanner, reviewed, counted again and posted', async ({
  page,
}) => {
  const complaints = watchConsole(page)
  const [tenant] = await addTenants(1, 8)
  await page.setViewportSize({ width: 380, height: 800 })
  await signIn(page, tenant!, 'manager')
  await expectUsable(page, '/inventory/counts')
  await expectUsable(page, '/inventory/counts/new')
  await page.getByRole('combobox', { name: 'Location' }).click()
  await page.getByRole('option', { name: /Köln/ }).click()
  await page.getByLabel('Note').fill('Monday morning')
  await page.getByRole('button', { name: 'Create count' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^SC-/ })).toBeVisible()
  await page.getByRole('button', { name: 'Start counting' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start counting' }).click()
  await expect(page.getByText('0 of 2 lines counted')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Expected' })).toHaveCount(0)
  const path = new URL(page.url()).pathname

  await page.getByLabel('SKU or barcode').fill('no such code')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByLabel(/^Quantity/).fill('1')
  await page.getByRole('button', { name: 'Save' }).click()
  const unknown = page.getByRole('alert').filter({ hasText: 'no such code is the SKU or barcode of no item' })
  await expect(unknown).toBeVisible()
  await page.getByRole('button', { name: 'Skip' }).click()
  await count(page, 'SKU-0000001', 100_000)
  await expect(page.getByText('1 of 2 lines counted')).toBeVisible()
  await expectUsable(page, path)

  await page.getByRole('button', { name: 'End counting' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('1 of 2 lines are not counted.')).toBeVisible()
  await dialog.getByRole('button', { name: 'End counting' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Differences' })).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectUsable(page, path)

  await page.getByRole('button', { name: 'Count SKU-0000001 again' }).click()
  await expect(page.getByText(/Counted before: 100000/)).toBeVisible()
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await expect(page.getByText('SKU-0000001: 7 counted.')).toBeVisible()
  await page.getByRole('button', { name: 'Post count' }).click()
  await dialog.getByRole('button', { name: 'Post count' }).click()
  await expect(page.getByText('Posted', { exact: true })).toBeVisible()

  await open(page, '/data/stock_movements')
  await expect(page.getByRole('row', { name: /SKU-0000001.*Count/i }).first()).toContainText('Counted')
  expect(complaints).toEqual([])
})
