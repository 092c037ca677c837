import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { api, open, signIn } from './console.ts'

const [light, dark] = ['light', 'dark'] as const
// Each theme and each width once; both with both when everything is tested.
const looks = [
  { colorScheme: light, width: 1280 },
  { colorScheme: dark, width: 380 },
  ...(process.env.FULL
    ? [
        { colorScheme: dark, width: 1280 },
        { colorScheme: light, width: 380 },
      ]
    : []),
]

for (const { colorScheme, width } of looks) {
  test(`every page is usable by everybody, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
    test.setTimeout(240_000)
    const [tenant] = await addTenants(1, 20)
    const created = await api(tenant!, 'admin', '/exports', {
      export_name: 'All customers',
      export_type: 'customers',
      format: 'csv',
    })
    const template = await api(tenant!, 'admin', '/exports/templates', {
      ...{ template_name: 'Customers', export_type: 'customers', format: 'csv', is_public: true },
    })
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    const page = await context.newPage()
    await open(page, '/sign-in')
    await expectNoViolations(page)
    await signIn(page, tenant!, 'admin')
    const paths = [
      '/',
      '/verify',
      '/exports',
      '/exports/new?type=sales',
      `/exports/${created.id}`,
      '/exports/templates',
      `/exports/templates/${template.id}`,
      '/exports/statistics',
      '/exports/approvals',
      '/exports/downloads',
      '/settings/governance',
      '/settings/destinations',
      '/settings/destinations/new',
      '/settings/api-keys',
      '/settings/password',
      '/settings/members',
      '/settings/audit',
      '/api/docs',
      '/exports/nothing-like-that',
    ]
    for (const path of paths) {
      await open(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      if (process.env.SCREENSHOTS) {
        const name = `${path.replaceAll(/[^a-z]+/g, '-')}-${colorScheme}-${width}.png`
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}`, fullPage: true })
      }
      await expectNoViolations(page)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
    }
    await context.close()
  })
}

async function expectNoViolations(page: ConstructorParameters<typeof AxeBuilder>[0]['page']): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}
