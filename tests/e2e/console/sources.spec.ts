import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import pg from 'pg'
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
  await expect(page.getByRole('region', { name: 'First rows' })).toContainText(/\d{4}_\w+\.sql/)
  await expectShownUsable(page, '/data/sources/new')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Create dataset' }).click()
  await page.getByRole('link', { name: 'Export the first file' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')
  await page.goto(`${readStack().baseUrl}/data/own_schema_migrations`)
  await expect(page.getByRole('main')).toContainText(/\d{4}_\w+\.sql/)
  expect(complaints).toEqual([])
})

test('a definition is changed, repaired after its table has changed, and removed with its source', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 3)
  const shop = new pg.Client({ connectionString: readStack().ownerUrl })
  await shop.connect()
  const schema = `shop_${randomUUID().slice(0, 8)}`
  await shop.query(`create schema ${schema};
    create table ${schema}.buyers (id int primary key, name text);
    create table ${schema}.web_orders (id int primary key, title text, gone int, email text,
      buyer_id int constraint ordered_by references ${schema}.buyers, deleted_at date);
    insert into ${schema}.buyers values (1, 'Ada');
    insert into ${schema}.web_orders values (1, 'Tea', 7, 'ann@example.com', 1, null), (2, 'Coffee', 8, null, null, null),
      (3, 'Void', 9, null, 1, '2026-01-01')`)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/data/sources/new')
  await page.getByLabel('Connection string').fill(connection())
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('textbox', { name: 'Search' }).fill(schema)
  await page.getByRole('button', { name: `Pick ${schema}.web_orders` }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Create dataset' }).click()
  await page.getByRole('link', { name: 'Look at its rows' }).click()
  await page.getByRole('link', { name: 'Edit definition' }).click()

  await page.getByLabel('Label of title').fill('Drink')
  await page.getByRole('button', { name: 'Move title up' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Sort by', { exact: true }).selectOption({ label: 'Drink' })
  await page.getByLabel('Find columns').fill('email')
  await page.getByRole('button', { name: 'Leave these out' }).click()
  await page.getByLabel('Find columns').fill('')
  for (const name of ['buyer_id', 'deleted_at'])
    await page.getByRole('checkbox', { name, exact: true }).uncheck()
  await page.getByRole('checkbox', { name: 'ordered_by → name' }).check()
  await page.getByRole('button', { name: 'Only some rows' }).click()
  await page.getByRole('menuitem', { name: 'Deleted at is empty' }).click()
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
  const preview = page.getByRole('region', { name: 'First rows' })
  await expect(preview.getByRole('columnheader')).toHaveText(['Drink', 'ID', 'Gone', 'Buyer: Name'])
  await expect(preview.getByRole('row')).toHaveText([/Drink/, /Tea.*Ada/, /Coffee/])
  await expectShownUsable(page, '/data/own/definition')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('This is version 2.')).toBeVisible()

  await shop.query(
    `alter table ${schema}.web_orders drop column gone; alter table ${schema}.web_orders rename title to drink`,
  )
  await page.reload()
  await expect(page.getByText('The column “gone” is no longer in')).toBeVisible()
  await page.getByRole('checkbox', { name: /“title” was renamed to “drink”/ }).check()
  await expectShownUsable(page, '/data/own/drift')
  await page.getByRole('button', { name: 'Repair' }).click()
  await expect(page.getByText('This is version 3.')).toBeVisible()
  await expect(preview.getByRole('columnheader')).toHaveText(['Drink', 'ID', 'Buyer: Name'])
  await page.getByRole('link', { name: 'Web orders', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('Coffee')

  await page.goto(`${readStack().baseUrl}/data/sources`)
  await page.getByRole('link', { name: /on 127.0.0.1/ }).click()
  const settings = page.getByRole('region', { name: 'Change this source' })
  await settings.getByLabel('Name').fill('Drinks')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Drinks' })).toBeVisible()
  await settings.getByRole('button', { name: 'Remove source' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove source' }).click()
  await expect(page.getByRole('dialog')).toContainText('It is read by own_web_orders')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('link', { name: 'Web orders', exact: true }).click()
  await page.getByRole('button', { name: 'Delete dataset' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete dataset' }).click()
  await expect(page.getByText('None yet. Pick a table below')).toBeVisible()
  await settings.getByRole('button', { name: 'Remove source' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove source' }).click()
  await expect(page.getByText('No sources yet')).toBeVisible()
  await shop.query(`drop schema ${schema} cascade`)
  await shop.end()
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
