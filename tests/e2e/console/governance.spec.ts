import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import Papa from 'papaparse'
import { addTenants } from '../stack.ts'
import { api, open, signIn, watchConsole } from './console.ts'

test('an export over the limit waits until another admin approves it', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/settings/governance')
  await page.getByLabel('Exports with more rows than', { exact: true }).fill('10')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved')).toBeVisible()

  const request = { export_type: 'customers', format: 'csv' }
  const first = await api(tenant!, 'manager', '/exports', { ...request, export_name: 'Everybody' })
  const second = await api(tenant!, 'manager', '/exports', { ...request, export_name: 'Everybody again' })
  await open(page, '/exports/approvals')
  await page.getByRole('button', { name: 'Approve Everybody', exact: true }).click()
  await expect(page.getByRole('article', { name: 'Everybody', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Reject Everybody again' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(dialog).toContainText('Say why')
  await dialog.getByLabel('Reason').fill('Only active customers')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(page.getByText('Nothing is waiting for approval')).toBeVisible()

  await open(page, `/exports/${first.id}`)
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')
  await expect(page.getByRole('region', { name: 'Approval' })).toContainText('Approved by')
  await open(page, `/exports/${second.id}`)
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Only active customers')
  expect(complaints).toEqual([])
})

test('an admin sees what was exported, in charts, tables and CSV, and who downloaded it', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 20)
  const complaints = watchConsole(page)
  const { id } = await api(tenant!, 'admin', '/exports', {
    ...{ export_name: 'Counted', export_type: 'customers', format: 'csv' },
  })
  await signIn(page, tenant!, 'admin', `/exports/${id}`)
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')
  const fetching = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Download \(/ }).click()
  await (await fetching).path()
  await expect(page.getByText('Downloaded by')).toBeVisible()

  await open(page, '/exports/downloads')
  await page.getByRole('textbox', { name: 'Search' }).fill('counted')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('row', { name: /Counted\.csv/ })).toContainText('Complete')

  await open(page, '/exports/statistics')
  const days = page.getByRole('region', { name: 'Exports per day' })
  await expect(days.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  await days.getByRole('button', { name: 'Show table' }).click()
  await expect(days.getByRole('row')).toHaveCount(31)
  const saving = page.waitForEvent('download')
  await days.getByRole('button', { name: 'Download CSV: Exports per day' }).click()
  const text = await readFile((await (await saving).path())!, 'utf8')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  expect(data.reduce((sum, row) => sum + Number(row.Completed), 0)).toBe(1)
  await page.getByText('7 days', { exact: true }).click()
  await page.waitForURL(/date_from=/)
  expect(complaints).toEqual([])
})
