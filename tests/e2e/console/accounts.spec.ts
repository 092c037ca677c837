import { expect, test } from '@playwright/test'
import pg from 'pg'
import { addTenants, readStack } from '../stack.ts'
import { open, signIn, signInByHand } from './console.ts'

test('a key is shown once, opens the API, and stops when it is revoked', async ({ page }) => {
  const [tenant] = await addTenants(1, 10)
  const { baseUrl } = readStack()
  await signIn(page, tenant!, 'manager', '/settings/api-keys')
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
  await signIn(page, tenant!, 'viewer', '/settings/password')
  await page.getByLabel('Current password').fill('not the one at all')
  await page.getByLabel('New password', { exact: true }).fill('correct horse battery')
  await page.getByLabel('Repeat new password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('not your current password')).toBeVisible()
  await page.getByLabel('Current password').fill(user.password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password was changed')).toBeVisible()

  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  user.password = 'correct horse battery'
  await signInByHand(page, tenant!, 'viewer')
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

test('somebody is invited, chooses a password, gets another role, and is signed out when disabled', async ({
  page,
  browser,
}) => {
  const [tenant] = await addTenants(1, 10)
  const { baseUrl, ownerUrl } = readStack()
  const email = `guest@${tenant!.users[0]!.email.split('@')[1]}`
  await signIn(page, tenant!, 'admin', '/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByLabel('First name').fill('Gina')
  await dialog.getByLabel('Last name').fill('Guest')
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  const row = page.getByRole('row', { name: /Gina Guest/ })
  await expect(row).toContainText('Invited')

  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(await linkTo(ownerUrl, baseUrl, email))
  await theirs.getByLabel('Password', { exact: true }).fill('aaaaaaaaaaaa')
  await theirs.getByLabel('Repeat password').fill('aaaaaaaaaaaa')
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.getByText('too easy to guess')).toBeVisible()
  await theirs.getByLabel('Password', { exact: true }).fill('tundra lamp violin')
  await theirs.getByLabel('Repeat password').fill('tundra lamp violin')
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.getByText('Your password is set')).toBeVisible()
  const person = { ...tenant!.users[0]!, email, password: 'tundra lamp violin', role: 'viewer' as const }
  await signInByHand(theirs, { ...tenant!, users: [person] }, 'viewer')
  await open(theirs, '/settings/api-keys')
  await expect(theirs.getByRole('heading', { name: 'API keys' })).toHaveCount(0)

  const act = async (item: string, button: string) => {
    await row.getByRole('button', { name: /Actions for/ }).click()
    await page.getByRole('menuitem', { name: item }).click()
    if (item === 'Change role') {
      await dialog.getByRole('combobox', { name: 'Role' }).click()
      await page.getByRole('option', { name: /^Manager/ }).click()
    }
    await dialog.getByRole('button', { name: button }).click()
  }
  await act('Change role', 'Change role')
  await expect(row).toContainText('Manager')
  await open(theirs, '/settings/api-keys')
  await expect(theirs.getByRole('heading', { name: 'API keys', exact: true })).toBeVisible()

  await act('Disable account', 'Disable account')
  await expect(row).toContainText('Disabled')
  await theirs.goto(`${baseUrl}/exports`)
  await theirs.waitForURL(/sign-in/)

  await open(page, '/settings/audit')
  await expect(page.getByText(/invited guest@.* as viewer/)).toBeVisible()
  await expect(page.getByText('changed a role from viewer to manager')).toBeVisible()
  await theirs.context().close()
})

test('the key that is shown once stays until it is put away on purpose', async ({ page }) => {
  const [tenant] = await addTenants(1, 0)
  await signIn(page, tenant!, 'manager', '/settings/api-keys')
  await page.getByRole('button', { name: 'New API key' }).click()
  await page.getByLabel('Name').fill('Nightly import')
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = page.getByLabel('API key', { exact: true })
  await expect(key).toBeVisible()
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(key).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(key).toHaveCount(0)
})

/** The one-time link in the newest mail to this address. */
async function linkTo(ownerUrl: string, baseUrl: string, email: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ body: string }>(
      'select body from outgoing_mails where recipient = $1 order by created_at desc limit 1',
      [email],
    )
    const [link = ''] = /http\S+\/invitation#\S+/.exec(rows[0]!.body) ?? []
    expect(link.startsWith(baseUrl)).toBe(true)
    return link
  } finally {
    await client.end()
  }
}
