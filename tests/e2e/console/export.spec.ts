import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import Papa from 'papaparse'
import pg from 'pg'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn, signInByHand, watchConsole } from './console.ts'
import { expectUsable } from './usable.ts'

test('a person asks for a table, follows the work, fetches the file and has it proved', async ({ page }) => {
  const [tenant] = await addTenants(1, 500)
  const complaints = watchConsole(page)
  await signInByHand(page, tenant!, 'manager')
  await page.getByRole('link', { name: 'New export' }).first().click()
  await open(page, '/exports/new?type=sales')
  await expect(page.getByRole('region', { name: 'Summary' }).getByText('500', { exact: true })).toBeVisible()

  // A wrong filter is told at its field, and nothing typed is lost.
  await page.getByLabel('Amount at least').fill('abc')
  await page.getByLabel('Name', { exact: true }).fill('Sales above ten')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Amount at least')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Amount at least').fill('10.5')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/exports\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')

  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(page.getByText('The stored file was read again')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Verify', exact: true })).toBeFocused()

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Download \(/ }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('Sales above ten.csv')
  const text = await readFile((await download.path())!, 'utf8')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  expect(data.map((row) => row.ID)).toEqual(await idsInOrder(tenant!.id))
  await expect(page.getByText('Downloaded by')).toBeVisible()
  expect(complaints).toEqual([])
})

test('another format and a request that reuses rows have the same snapshot, running it again has its own', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 30)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'manager', '/exports/new?type=sales&export_name=Sales')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const first = await snapshotOfNext(page, '/exports/new')
  expect(first.snapshotAt).toBeGreaterThan(0)

  await page.getByRole('button', { name: 'More ways to run it again' }).click()
  await page.getByRole('menuitem', { name: 'Other format' }).click()
  await page.getByRole('menuitem', { name: /^Excel/ }).click()
  const workbook = await snapshotOfNext(page, first.path)
  expect(workbook.snapshotAt).toBe(first.snapshotAt)

  await page.getByRole('button', { name: 'Run again', exact: true }).click()
  const again = await snapshotOfNext(page, workbook.path)
  expect(again.snapshotAt).toBeGreaterThan(first.snapshotAt)

  await open(page, '/exports/new?type=sales&export_name=Sales')
  await page.getByRole('combobox', { name: 'Reuse rows' }).click()
  await page.getByRole('option', { name: 'If read in the last hour' }).click()
  await page.getByRole('combobox', { name: 'Language of the headings' }).click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const reused = await snapshotOfNext(page, '/exports/new')
  expect(reused.snapshotAt).toBe(again.snapshotAt)
  expect(reused.headings).toContain('Auftragsdatum')
  await expect(page.getByRole('region', { name: 'What is inside' })).toContainText(
    'as another export of the same rows read them',
  )

  await open(page, '/exports/new?type=sales&export_name=Doubled')
  await page.getByRole('button', { name: 'Add a computed column' }).click()
  const computed = page.getByRole('group', { name: /^Computed column/ })
  await computed.getByLabel('Expression').fill('quantity * 2 +')
  await expect(computed).toContainText('At character 15: Expected a column')
  await computed.getByLabel('Expression').fill('quantity * 2')
  await expect(computed).toContainText('Gives a number.')
  await computed.getByLabel('Heading').fill('Twice as many')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  expect((await snapshotOfNext(page, '/exports/new')).headings.at(-1)).toBe('Twice as many')
  expect(complaints).toEqual([])
})

test('what changed between two exports is shown row by row', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'manager', '/exports/new?type=customers&export_name=Before')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await snapshotOfNext(page, '/exports/new')
  const client = new pg.Client({ connectionString: readStack().ownerUrl })
  await client.connect()
  try {
    await client.query(
      `update customers set city = 'Moved' where id = (select min(id::text)::uuid from customers where tenant_id = $1)`,
      [tenant!.id],
    )
  } finally {
    await client.end()
  }
  await open(page, '/exports/new?type=customers&export_name=After')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await snapshotOfNext(page, '/exports/new')

  await page.getByRole('link', { name: 'Compare with another export' }).click()
  await page.getByRole('combobox', { name: 'Compare with the rows of' }).click()
  await page.getByRole('option', { name: /^Before/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: /^Changed/ })).toContainText('1')
  await expect(page.getByRole('listitem').filter({ hasText: /^Unchanged/ })).toContainText('19')
  const changed = page.getByRole('region', { name: 'Changed rows' })
  await expect(changed.locator('ins').filter({ hasText: 'Moved' })).toHaveCount(1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('After what changed.csv')
  expect(await readFile(await download.path(), 'utf8')).toMatch(/\nchanged,[0-9a-f]{16},City,.*,Moved,/)
  await expectUsable(page, page.url().replace(readStack().baseUrl, ''))
  expect(complaints).toEqual([])
})

/** The page of the export that follows another page, once its file is there. */
async function snapshotOfNext(page: Page, before: string) {
  await page.waitForURL(({ pathname }) => pathname !== before && /exports\/[0-9a-f-]{36}$/.test(pathname))
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')
  const path = new URL(page.url()).pathname
  const answer = await page.request.get(`${readStack().baseUrl}/api/v1${path}/manifest`)
  const { data } = await answer.json()
  const headings = data.columns.map(({ label }: { label: string }) => label)
  return { path, headings, snapshotAt: Date.parse(data.snapshot_at) }
}

test('an export made elsewhere announces itself, runs before the eyes, and can be cancelled and deleted', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 50)
  await signIn(page, tenant!, 'admin')
  await api(tenant!, 'admin', '/exports', {
    export_name: 'Made elsewhere',
    export_type: 'customers',
    format: 'csv',
  })
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const row = page.getByRole('row', { name: /Made elsewhere/ })
  await expect(row).toContainText('Completed')

  await row.getByRole('button', { name: /Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toHaveCount(1)
  await row.getByRole('button', { name: /Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  // Leaving the page does not save it.
  await page.goto('about:blank')
  await expect.poll(async () => (await api(tenant!, 'admin', '/exports')).length).toBe(0)
  await open(page, '/exports')
  await expect(row).toHaveCount(0)
})

test('several exports are deleted at once, with one notice and one way back', async ({ page }) => {
  const [tenant] = await addTenants(1, 5)
  for (const name of ['First', 'Second'])
    await api(tenant!, 'admin', '/exports', { export_name: name, export_type: 'customers', format: 'csv' })
  await signIn(page, tenant!, 'admin')
  const rows = page.getByRole('row', { name: /First|Second/ })
  await expect(rows.getByText('Completed')).toHaveCount(2)
  const all = page.getByRole('checkbox', { name: 'Select all exports on this page' })
  await all.check()
  const fetching = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download 2 as ZIP' }).click()
  expect((await fetching).suggestedFilename()).toMatch(/^exports-.*\.zip$/)
  await page.getByRole('button', { name: 'Delete 2' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '2 exports' })).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(2)
  await all.check()
  await page.getByRole('button', { name: 'Delete 2' }).click()
  await page.goto('about:blank')
  await expect.poll(async () => (await api(tenant!, 'admin', '/exports')).length).toBe(0)
})

test('filters stand in the address, so that a view can be sent to somebody', async ({ page }) => {
  const [tenant] = await addTenants(1, 10)
  await signIn(page, tenant!, 'admin')
  await page.getByRole('button', { name: 'Status' }).first().click()
  await page.getByRole('menuitemradio', { name: 'Failed' }).click()
  await page.waitForURL(/status=failed/)
  await expect(page.getByText('Failed').first()).toBeVisible()
})

/** The same question in SQL of our own: the file's default order with its tie-breaker. */
async function idsInOrder(tenantId: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: readStack().ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      'select id from sales where tenant_id = $1 and amount >= 10.5 order by order_date desc, id',
      [tenantId],
    )
    return rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}
