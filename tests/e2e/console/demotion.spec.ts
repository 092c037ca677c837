import { expect, test } from '@playwright/test'
import { addTenants, readStack } from '../stack.ts'
import { api, open, signIn } from './console.ts'

test('somebody who is demoted loses buttons, API and files at once, and is told why', async ({ page }) => {
  const [tenant] = await addTenants(1, 20)
  const { baseUrl } = readStack()
  const keyOf = (role: string) =>
    tenant!.api_keys.find((found) => found.kind === 'full' && found.role === role)!.key
  const call = (role: string, method: string, path: string, body?: object) =>
    fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${keyOf(role)}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const wanted = { export_name: 'My customers', export_type: 'customers', format: 'csv' }
  const { id } = await api(tenant!, 'manager', '/exports', wanted)
  const status = async () => (await api(tenant!, 'manager', `/exports/status/${id}`)).status
  await expect.poll(status).toBe('completed')
  const asTemplate = { template_name: 'Mine', export_type: 'customers', format: 'csv' }
  const template = await api(tenant!, 'manager', '/exports/templates', asTemplate)
  const { download_url } = await api(tenant!, 'manager', `/exports/${id}/download`)
  expect((await fetch(download_url)).status).toBe(200)

  await signIn(page, tenant!, 'manager')
  await open(page, `/exports/${id}`)
  await expect(page.getByRole('link', { name: /^Download \(/ })).toBeVisible()
  const { id: person } = tenant!.users.find(({ role }) => role === 'manager')!
  expect((await call('admin', 'PATCH', `/members/${person}`, { role: 'viewer' })).status).toBe(200)

  // The page still stands as it was; what it offers is refused.
  await page.getByRole('button', { name: 'Run again', exact: true }).click()
  await expect(page.getByText(/needs the permission exports\.create/)).toBeVisible()
  await page.getByRole('link', { name: /^Download \(/ }).click()
  await expect(page.getByText('you may not download this file')).toBeVisible()

  expect((await call('manager', 'POST', '/exports', wanted)).status).toBe(403)
  expect((await call('manager', 'GET', `/exports/${id}/download`)).status).toBe(403)
  expect((await fetch(download_url)).status).toBe(403)

  await open(page, `/exports/${id}`)
  await expect(page.getByRole('heading', { name: 'My customers', level: 1 })).toBeVisible()
  await expect(page.getByText(/you can no longer open this file/)).toBeVisible()
  for (const name of [/^Run again/, /^Save as template/, /^Delete/, /^Verify/])
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(0)
  for (const path of [`/exports/templates/${template.id}`, '/exports/schedules', '/exports/new', '/data']) {
    await page.goto(baseUrl + path)
    await expect(page.getByRole('heading', { name: 'There is nothing here' }), path).toBeVisible()
  }
  await open(page, '/exports')
  await expect(page.getByRole('link', { name: /My customers/ }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /^(New export|Download)/ })).toHaveCount(0)
})
