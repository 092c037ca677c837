import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { open, signIn, watchConsole } from './console.ts'
import { expectUsable, looks } from './usable.ts'

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Getting started' })
const opener = (page: Page) => page.getByRole('button', { name: 'Getting started', exact: true })

test('the panel leads a new admin to the first proven export, by what really happens', async ({ page }) => {
  test.setTimeout(240_000)
  const [tenant] = await addTenants(1, 30)
  const { password, email } = tenant!.users.find(({ role }) => role === 'admin')!
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/')
  const panel = panelOf(page)
  const next = panel.getByRole('region', { name: 'Next step' })
  const step = (title: string) => panel.getByRole('listitem').filter({ hasText: title })
  const go = () => next.getByRole('link', { name: 'Go to the page' }).click()
  await expect(panel).toHaveCount(0)
  await opener(page).click()
  await expect(panel.getByText('Secure this installation')).toBeVisible()
  await expect(next).toContainText('Choose your own password')
  await expect(next).toContainText('It is the first step')
  // Nothing but what happens completes a step.
  await expect(panel.getByRole('button', { name: /done|complete/i })).toHaveCount(0)

  await go()
  await page.waitForURL(/settings\/password$/)
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password', { exact: true }).fill('correct horse battery')
  await page.getByLabel('Repeat new password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(step('Choose your own password')).toContainText('done', { timeout: 30_000 })

  await expect(next).toContainText('Invite a colleague')
  await go()
  await page.getByRole('button', { name: 'Invite member' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email').fill(`second@${email.split('@')[1]}`)
  await dialog.getByLabel('First name').fill('Second')
  await dialog.getByLabel('Last name').fill('Admin')
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await expect(step('Invite a colleague')).toContainText('done', { timeout: 30_000 })

  await expect(next).toContainText('Set the rules for exports')
  await next.getByRole('button', { name: 'Help' }).click()
  await expect(next).toContainText('how long files are kept')
  await next.getByRole('button', { name: 'Skip' }).click()

  await expect(panel.getByText('Get your first file')).toBeVisible()
  await expect(next).toContainText('Create an export')
  await go()
  await page.waitForURL(/exports\/new/)
  await page.getByLabel('Name', { exact: true }).fill('My first file')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.waitForURL(/exports\/[0-9a-f-]{36}$/)
  await expect(step('Create an export')).toContainText('done', { timeout: 30_000 })
  await expect(next).toContainText('You have done “Create an export”')
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Completed')
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Download \(/ }).click()
  await downloading
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(page.getByText('The stored file was read again')).toBeVisible()
  await expect(step('Verify the file')).toContainText('done', { timeout: 30_000 })
  await expect(panel.getByText('3 of 5 steps done')).toBeVisible()
  expect(complaints).toEqual([])
})

test('a viewer gets the steps of a viewer, and another company starts from nothing', async ({
  page,
  browser,
}) => {
  const [tenant, other] = await addTenants(2, 5)
  await signIn(page, tenant!, 'viewer', '/')
  await opener(page).click()
  await expect(panelOf(page).getByRole('listitem')).toHaveText(['Download a file: next'])
  await panelOf(page).getByRole('button', { name: 'Skip the whole list' }).click()
  await expect(panelOf(page)).toContainText('There is nothing left to do here')

  // It stays as it was left, on every page.
  await open(page, '/settings/password')
  await expect(panelOf(page)).toBeVisible()
  await panelOf(page).getByRole('button', { name: 'Close getting started' }).click()
  await open(page, '/')
  await expect(opener(page)).toHaveAttribute('aria-expanded', 'false')

  const theirs = await (await browser.newContext({ viewport: { width: 1500, height: 900 } })).newPage()
  await signIn(theirs, other!, 'viewer', '/')
  // Where there is room for it, it is there from the start.
  await expect(panelOf(theirs).getByText('0 of 1 steps done')).toBeVisible()
  await theirs.context().close()
})

for (const { colorScheme, width } of looks) {
  test(`the panel is usable by everybody, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
    const [tenant] = await addTenants(1, 5)
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    const page = await context.newPage()
    await signIn(page, tenant!, 'admin', '/exports')
    // With the mouse the tooltip of the button would stand over the page.
    await opener(page).press('Enter')
    const next = panelOf(page).getByRole('region', { name: 'Next step' })
    await next.getByRole('button', { name: 'Help' }).press('Enter')
    await expect(next).toContainText('nowhere else')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/panel-${colorScheme}-${width}.png` })
    await context.close()
  })
}

test('an admin writes a text, puts it into a flow and publishes it', async ({ page }) => {
  const [tenant] = await addTenants(1, 5)
  const complaints = watchConsole(page)
  await signIn(page, tenant!, 'admin', '/settings/onboarding')
  await expect(page.getByText('Learners in the last 5 minutes')).toBeVisible()
  await page.getByRole('button', { name: 'Add text' }).click()
  await page.getByLabel('Title').fill('Meet the team')
  await page.getByRole('dialog').getByRole('button', { name: 'Add text' }).click()
  await page.getByRole('link', { name: 'Meet the team' }).click()
  await page.getByLabel('Body').fill('Say **hello** <b>there</b>')
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.locator('strong')).toHaveText('hello')
  await expect(preview).toContainText('<b>there</b>')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Learners see it at once')).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('The text is published')).toBeVisible()

  await open(page, '/settings/onboarding')
  await page.getByRole('button', { name: 'Add flow' }).click()
  await page.getByLabel('Name').fill('Our own flow')
  await page.getByRole('dialog').getByRole('button', { name: 'Add flow' }).click()
  await page.getByRole('link', { name: 'Our own flow' }).click()
  for (const key of ['meet', 'greet']) {
    await page.getByRole('button', { name: 'Add step' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Key').fill(key)
    await dialog.getByRole('combobox', { name: 'Text' }).click()
    await page.getByRole('option', { name: 'Meet the team' }).click()
    await dialog.getByRole('combobox', { name: 'Done when' }).click()
    await page
      .getByRole('option', { name: key === 'meet' ? 'a view is saved' : 'an export is shared' })
      .click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Add step' }).click()
    await expect(dialog).toHaveCount(0)
  }
  const steps = page.getByRole('region', { name: /^Steps of version/ }).getByRole('listitem')
  await expect(steps).toHaveCount(2)
  await expect(steps.first()).toContainText('Done when a view is saved')
  const down = steps.first().getByRole('button', { name: /down/ })
  await expect(down).toBeEnabled()
  await down.press('Enter')
  await expect(steps.first()).toContainText('Done when an export is shared')
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click()
  await expect(page.getByRole('region', { name: 'Steps of version 2 (draft)' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Funnel' }).first()).toContainText('0 learners')
  const here = new URL(page.url()).pathname
  expect(complaints).toEqual([])
  for (const path of ['/settings/onboarding', here]) await expectUsable(page, path)
  await page.setViewportSize({ width: 380, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectUsable(page, here)
})
