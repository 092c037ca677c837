import { expect, test } from '@playwright/test'
import pg from 'pg'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn, watchConsole } from './console.ts'

test('a person saves an export as a template, and makes the same file again with one click', async ({
  page,
}) => {
  const [tenant] = await addTenants(1, 30)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'manager', '/exports/new?type=sales')
  await page.getByRole('button', { name: 'Save as template' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Sales for Ana')
  await dialog.getByLabel('Description').fill('Every Monday')
  await dialog.getByRole('button', { name: 'Save template' }).click()
  await expect(dialog).toHaveCount(0)

  await open(page, '/exports/templates')
  const card = page.getByRole('article', { name: 'Sales for Ana' })
  await expect(card).toContainText('Not used yet')
  await expect(page.getByRole('region', { name: 'Ready to use' })).toContainText('Stock to reorder')
  await card.getByRole('button', { name: 'Export Sales for Ana' }).click()
  await page.waitForURL(/exports\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')

  await open(page, '/exports/templates?search=monday')
  await expect(card).toContainText('Last used')
  await card.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sales for the team')
  await page.getByRole('switch', { name: 'Share with the team' }).check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('article', { name: 'Sales for the team' })).toContainText('Shared')
  expect(complaints).toEqual([])
})

test('a template whose column is gone says so, takes another one, and runs', async ({ page }) => {
  const [tenant] = await addTenants(1, 10)
  const { id } = await api(tenant!, 'admin', '/exports/templates', {
    ...{ template_name: 'Old', export_type: 'sales', format: 'csv', columns: ['order_no', 'amount'] },
  })
  const owner = new pg.Client({ connectionString: readStack().ownerUrl })
  await owner.connect()
  await owner.query(`update export_templates set columns = '["order_no", "turnover"]' where id = $1`, [id])
  await owner.end()

  await signIn(page, tenant!, 'admin', '/exports/templates')
  const card = page.getByRole('article', { name: 'Old' })
  await expect(card).toContainText('1 column no longer exists')
  await card.getByRole('link', { name: 'Replace them' }).click()
  await page.getByRole('combobox', { name: 'Column in place of turnover' }).click()
  await page.getByRole('option', { name: 'Profit' }).click()
  await page.getByRole('button', { name: 'Replace', exact: true }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('article', { name: 'Old' })).not.toContainText('no longer')
  const saved = await api(tenant!, 'admin', `/exports/templates/${id}`)
  expect(saved.columns).toEqual(['order_no', 'profit'])
})
