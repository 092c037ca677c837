import { expect, test } from '@playwright/test'
import pg from 'pg'
import { addMonthlySales } from '../../support/monthly-sales.ts'
import { addAnomaly } from '../api/rights/insights.ts'
import { addTenants, readStack } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

test('an admin starts a forecast, reads why and how sure it is, and decides on an anomaly', async ({
  browser,
}) => {
  const [tenant] = await addTenants(1, 20)
  const owner = new pg.Pool({ connectionString: readStack().ownerUrl, max: 1 })
  const demand = Array.from({ length: 39 }, (_, month) => 40 + month + (month % 12 > 9 ? 30 : 0))
  await addMonthlySales(owner, tenant!.id, '2023-01-01', [demand])
  await addAnomaly(owner, tenant!.id)
  await addAnomaly(owner, tenant!.id)
  await owner.end()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin')
  await open(page, '/insights/forecasts')
  await expect(page.getByRole('heading', { name: 'No forecasts yet' })).toBeVisible()
  await page.getByRole('link', { name: 'New forecast' }).first().click()

  await page.getByRole('combobox', { name: 'What to forecast' }).click()
  await page.getByRole('option', { name: 'Sales', exact: true }).click()
  await page.getByLabel('Periods ahead').fill('25')
  await page.getByRole('textbox', { name: 'As of' }).fill('2026-03-15')
  await page.getByRole('button', { name: 'Start forecast' }).click()
  await expect(page.getByText('It must be from 1 to 24 for the grain month')).toBeVisible()
  await page.getByLabel('Periods ahead').fill('6')
  await page.getByRole('button', { name: 'Start forecast' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Sales by item' })).toBeVisible()
  await expect(page.getByText('Completed')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: 'SKU-0000001' }).click()
  await expect(page.getByRole('heading', { name: 'Why this forecast' })).toBeVisible()
  await expect(page.getByRole('figure').locator('svg').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Periods' }).getByRole('row')).toHaveCount(7)
  const series = new URL(page.url()).pathname

  await open(page, '/insights/anomalies')
  const found = page.getByRole('button', { name: /^Acknowledge: SKU-1/ })
  await found.first().click()
  await expect(found).toHaveCount(1)
  await page.getByText('Acknowledged', { exact: true }).click()
  await expect(page.getByText('Odd price 100 %')).toBeVisible()
  expect(complaints).toEqual([])

  const run = series.slice(0, series.lastIndexOf('/'))
  const paths = ['/insights/forecasts', '/insights/forecasts/new', run, series, '/insights/anomalies']
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    for (const path of paths) await expectUsable(page, path)
  }
  await context.close()
})
