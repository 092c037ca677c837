import { expect, test } from '@playwright/test'
import { addTenants, readStack } from '../stack.ts'
import { open, signIn } from './console.ts'

test('a key is shown once, opens the API, and stops when it is revoked', async ({ page }) => {
  const [tenant] = await addTenants(1, 10)
  const { baseUrl } = readStack()
  await signIn(page, tenant!, 'manager')
  await open(page, '/settings/api-keys')
  await page.getByRole('button', { name: 'New API key' }).click()
  await page.getByLabel('Name').fill('Nightly import')
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = await page.getByLabel('API key', { exact: true }).inputValue()
  const list = () => fetch(`${baseUrl}/api/v1/exports`, { headers: { authorization: `Bearer ${key}` } })
  expect((await list()).status).toBe(200)

  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(key)).toHaveCount(0)
  await page.getByRole('button', { name: 'Revoke Nightly import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('no longer works')).toBeVisible()
  expect((await list()).status).toBe(401)
})

test('a person chooses another password and signs in with it', async ({ page }) => {
  const [tenant] = await addTenants(1, 10)
  const user = tenant!.users.find(({ role }) => role === 'viewer')!
  await signIn(page, tenant!, 'viewer')
  await open(page, '/settings/password')
  await page.getByLabel('Current password').fill('not the one at all')
  await page.getByLabel('New password', { exact: true }).fill('correct horse battery')
  await page.getByLabel('New password again').fill('correct horse battery')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('not your current password')).toBeVisible()
  await page.getByLabel('Current password').fill(user.password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password was changed')).toBeVisible()

  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  user.password = 'correct horse battery'
  await signIn(page, tenant!, 'viewer')
})

test('whoever is not signed in is asked to, and comes back to where they wanted to go', async ({ page }) => {
  const [tenant] = await addTenants(1, 10)
  const { baseUrl } = readStack()
  await open(page, '/settings/api-keys')
  await page.waitForURL(/sign-in\?callbackUrl=/)
  const user = tenant!.users.find(({ role }) => role === 'admin')!
  await page.getByLabel('Email').fill(user.email)
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(user.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${baseUrl}/settings/api-keys`)
})
