import { expect, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { api, open, signIn, watchConsole } from './console.ts'

test('the form shows the first rows as the file will have them, how large it will be, and what will not fit', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 60)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'manager')
  await open(page, '/exports/new?type=sales')
  const summary = page.getByRole('region', { name: 'Summary' })
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(summary).toContainText(
    /60\s*rows with \d+ columns as CSV, about \d+(\.\d)? kB, under a second/,
  )
  await expect(preview.getByRole('row')).toHaveCount(21)
  await expect(preview).toContainText('The first 20 rows, as the file will have them.')

  // What grows above the preview takes its room from it, so that the button stays where it is.
  const place = async () => {
    const button = await page.getByRole('button', { name: 'Export', exact: true }).boundingBox()
    return button!.y - (await summary.boundingBox())!.y
  }
  const before = await place()
  await page.getByRole('radio', { name: /^PDF/ }).click()
  await expect(summary.getByText(/do not fit on one A4 page/)).toBeVisible()
  expect(await place()).toBeCloseTo(before)
  await expect(preview.getByRole('button', { name: 'Download a sample' })).toBeVisible()

  await page.getByRole('radio', { name: /^CSV/ }).click()
  await preview.getByText('File', { exact: true }).click()
  await expect(preview.getByRole('region', { name: 'First rows' })).toContainText('Line,Order,')
  await page.getByRole('button', { name: 'None', exact: true }).click()
  await expect(summary).toContainText('Choose at least one column')
  expect(complaints).toEqual([])
})

test('what is on screen in a list becomes a template or a schedule with the same filters', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 60)
  await signIn(page, tenant!, 'admin')
  const seen = 'filters=%7B%22status%22%3A%5B%22shipped%22%5D%7D&sort=amount:desc&columns=order_no,amount'
  await open(page, `/data/sales?${seen}`)
  const menu = page.getByRole('button', { name: /^Export \d+ rows?/ })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Save as template' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Shipped')
  await dialog.getByRole('combobox', { name: 'Format' }).click()
  await page.getByRole('option', { name: 'Excel' }).click()
  await dialog.getByRole('button', { name: 'Save template' }).click()
  await expect(dialog).toHaveCount(0)
  const [template] = await api(tenant!, 'admin', '/exports/templates?search=Shipped')
  expect(template).toMatchObject({
    ...{ format: 'excel', columns: ['order_no', 'amount'] },
    ...{ filters: { status: ['shipped'] }, sort: [{ column: 'amount', direction: 'desc' }] },
  })

  await menu.click()
  await page.getByRole('menuitem', { name: 'Schedule' }).click()
  await page.waitForURL(/schedules\/new/)
  await page.getByRole('button', { name: 'Create schedule' }).click()
  await page.waitForURL(/schedules\/[0-9a-f-]{36}$/)
  const [schedule] = await api(tenant!, 'admin', '/exports/schedules')
  expect(schedule).toMatchObject({
    ...{ export_type: 'sales', columns: ['order_no', 'amount'], filters: { status: ['shipped'] } },
    sort: [{ column: 'amount', direction: 'desc' }],
  })
})

test('the audit trail is exported like any list', async ({ page }) => {
  const [tenant] = await addTenants(1, 5)
  await api(tenant!, 'manager', '/exports', { export_name: 'x', export_type: 'sales', format: 'csv' })
  await signIn(page, tenant!, 'admin')
  await open(page, '/settings/audit?action=export.created')
  await page.getByRole('button', { name: 'Export 1 row as you see it' }).click()
  const fetching = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^CSV/ }).click()
  page
    .getByRole('link', { name: 'Download', exact: true })
    .click({ timeout: 100_000 })
    .catch(() => {})
  expect((await fetching).suggestedFilename()).toMatch(/^Audit trail.*\.csv$/)
})
