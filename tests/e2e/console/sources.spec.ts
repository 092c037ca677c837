import { expect, test } from '@playwright/test'
import { addTenants, readStack } from '../stack.ts'
import { signIn, watchConsole } from './console.ts'
import { expectShownUsable, expectUsable, looks } from './usable.ts'

/** A database that can be read: here that of the instance itself, as its owner. */
function connection(): string {
  const url = new URL(readStack().ownerUrl)
  url.searchParams.set('sslmode', 'disable')
  return url.toString()
}

test('an admin connects a database, picks a table and exports the first file', async ({ page }) => {
  const [tenant] = await addTenants(1, 3)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/data/sources')
  await page.getByRole('link', { name: 'Connect a database' }).click()

  const wrong = new URL(connection())
  wrong.password = 'wrong'
  await page.getByLabel('Connection string').fill(wrong.toString())
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByText('refuses the user')).toBeVisible()
  await page.getByLabel('Connection string').fill(connection())
  await page.getByRole('button', { name: 'Connect' }).click()

  await page.getByRole('textbox', { name: 'Search' }).fill('schema_migr')
  await page.getByRole('button', { name: 'Pick public.schema_migrations' }).click()
  await expect(page.getByRole('region', { name: 'First rows' })).toContainText('0049_onboarding_models.sql')
  await expectShownUsable(page, '/data/sources/new')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Create dataset' }).click()
  await page.getByRole('link', { name: 'Export the first file' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')
  await page.goto(`${readStack().baseUrl}/data/own_schema_migrations`)
  await expect(page.getByRole('main')).toContainText('0049_onboarding_models.sql')
  expect(complaints).toEqual([])
})

for (const { colorScheme, width } of looks) {
  test(`sources can be used in ${colorScheme} at ${width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    const [tenant] = await addTenants(1, 3)
    await signIn(page, tenant!, 'admin')
    await expectUsable(page, '/data/sources')
    await expectUsable(page, '/data/sources/new')
    await page.getByLabel('Connection string').fill(connection())
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect(page.getByRole('region', { name: 'Tables' })).toBeVisible()
    await expectShownUsable(page, '/data/sources/pick')
    await page.goto(`${readStack().baseUrl}/data/sources`)
    await page.getByRole('link', { name: /on 127.0.0.1/ }).click()
    await expect(page.getByText('This user could also write')).toBeVisible()
    await expectShownUsable(page, '/data/sources/one')
  })
}
