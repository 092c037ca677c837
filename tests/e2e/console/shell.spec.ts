import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn } from './console.ts'

test('home says what needs the person, and the next step when nothing does', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'admin', '/')
  await expect(page.getByRole('heading', { name: 'Nothing needs your attention' })).toBeVisible()
  await api(tenant!, 'admin', '/exports', { export_name: 'Waiting', export_type: 'customers', format: 'csv' })
  await open(page, '/')
  await expect(page.getByRole('link', { name: 'Waiting', exact: true })).toBeVisible()

  const rules = { version: 0, approval_rows: 0 }
  await api(tenant!, 'super_admin', '/exports/governance', rules, 'PUT')
  await api(tenant!, 'manager', '/exports', { export_name: 'Large', export_type: 'customers', format: 'csv' })
  await open(page, '/')
  await page.getByRole('link', { name: 'Decide: Large' }).click()
  await page.getByRole('button', { name: 'Approve Large' }).click()
  await expect(page.getByText('Nothing is waiting for approval')).toBeVisible()
})

test('Ctrl-K finds pages and exports by name', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'admin')
  await api(tenant!, 'admin', '/exports', { export_name: 'Needle', export_type: 'customers', format: 'csv' })
  await page.keyboard.press('Control+k')
  const search = page.getByRole('textbox', { name: 'Go to a page or an export' })
  await search.fill('need')
  await page.getByRole('button', { name: 'Needle' }).click()
  await expect(page.getByRole('heading', { name: 'Needle', level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await search.fill('verify')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/verify$/)
})

test('a dropped file is recognised, and an altered one is not', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager')
  const { id } = await api(tenant!, 'manager', '/exports', {
    ...{ export_name: 'Sales October', export_type: 'sales', format: 'csv' },
  })
  await open(page, `/exports/${id}`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Download \(/ }).click()
  const bytes = await readFile((await (await downloading).path())!)

  await open(page, '/verify')
  const input = page.getByLabel('File to verify').locator('xpath=descendant-or-self::input[@type="file"]')
  await input.setInputFiles({ name: 'from a mail.csv', mimeType: 'text/csv', buffer: bytes })
  await expect(page.getByText('Verified: unchanged')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sales October' })).toBeVisible()
  bytes[bytes.length - 3]! ^= 1
  await input.setInputFiles({ name: 'from a mail.csv', mimeType: 'text/csv', buffer: bytes })
  await expect(page.getByText('Unknown or altered')).toBeVisible()
})

test('a lost connection is told, and goes when the server is back', async ({ page, context }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager')
  await context.setOffline(true)
  await expect(page.getByText('No connection to the server')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('No connection to the server')).toHaveCount(0)
})

test('a group of the navigation stays closed', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'manager')
  const settings = page.getByRole('navigation').getByRole('button', { name: 'Settings' })
  await settings.click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'API keys' })).toBeHidden()
  await page.reload()
  await expect(settings).toHaveAttribute('aria-expanded', 'false')
})

test('the numbers of the list lead to the exports that they count', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'admin')
  await page.getByText('Failed today').locator('xpath=..').getByRole('link').click()
  await page.waitForURL(/status=failed/)
  await expect(page.getByText('No exports match these filters')).toBeVisible()
  await page.getByRole('button', { name: /^Status/ }).click()
  await page.getByRole('menuitemradio', { name: 'Expired' }).click()
  await page.waitForURL(/status=expired/)
})

test('a download that cannot begin ends on a page with the next step', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  const { baseUrl } = readStack()
  const gone = `${baseUrl}/api/v1/exports/0199a000-0000-7000-8000-000000000000/download?redirect=1`
  await signIn(page, tenant!, 'manager')
  await page.goto(gone)
  await expect(page.getByRole('heading', { name: 'This export no longer exists' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to exports' }).click()
  await page.waitForURL(/\/exports$/)

  await page.context().clearCookies()
  await page.goto(gone)
  await page.waitForURL(/sign-in\?callbackUrl=%2Fexports%2F/)
})

// Decision 015 says what they are made of. It may only become less.
const budgetKilobytes = 355

test('no page loads more JavaScript than the budget', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  await signIn(page, tenant!, 'admin')
  const { request } = page
  const { id } = await api(tenant!, 'admin', '/exports', {
    ...{ export_name: 'One', export_type: 'customers', format: 'csv' },
  })
  const paths = [...addressedPages(), '/data/sales', `/exports/${id}`, ...(await rowPages(tenant!))]
  const scripts = new Map<string, number>()
  const sizes: [path: string, kilobytes: number][] = []
  for (const path of paths) {
    const answer = await request.get(readStack().baseUrl + path)
    expect(answer.status(), path).toBe(200)
    // Only what the page's own markup names, not what is fetched ahead for other pages.
    const named = (await answer.text()).matchAll(/<script[^>]* src="([^"]+)"/g)
    const sources = new Set(named.map(([, source]) => source!))
    expect(sources.size, path).toBeGreaterThan(0)
    for (const source of sources) {
      if (scripts.has(source)) continue
      const script = await request.get(new URL(source, readStack().baseUrl).href)
      scripts.set(source, gzipSync(await script.body()).length)
    }
    const bytes = [...sources].reduce((sum, source) => sum + scripts.get(source)!, 0)
    sizes.push([path, Math.round(bytes / 1000)])
  }
  test.info().annotations.push({ type: 'kB', description: JSON.stringify(sizes) })
  expect(sizes.filter(([, kilobytes]) => kilobytes > budgetKilobytes)).toEqual([])
})

/** Every page whose address is the same for everybody. */
function addressedPages(): string[] {
  const files = readdirSync(join(import.meta.dirname, '../../../src/app'), { recursive: true }).map(String)
  const pages = files.filter((file) => file.endsWith('page.tsx') && !file.includes('['))
  const paths = pages.map((file) => `/${dirname(file)}`.replace(/\/\([^)]*\)/g, '') || '/')
  // These are about what their address names, and the last one is for the company that runs the installation.
  const special = ['/invitation', '/unsubscribe', '/download-problem', '/insights/database']
  return paths.filter((path) => !special.includes(path))
}

/** The page of one row of every dataset whose rows have pages. */
async function rowPages(tenant: FixtureTenant): Promise<string[]> {
  const datasets: { key: string; row_page?: string }[] = await api(tenant, 'admin', '/datasets')
  const found = datasets.map(async ({ key, row_page }) => {
    if (!row_page) return []
    const { rows } = await api(tenant, 'admin', `/datasets/${key}/rows?limit=10`)
    return rows.slice(0, 1).map((row: { key: string }) => row_page + row.key)
  })
  return (await Promise.all(found)).flat()
}
