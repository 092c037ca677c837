import { test } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { api, signIn } from './console.ts'
import { expectUsable, looks } from './usable.ts'

for (const { colorScheme, width } of looks) {
  test(`every page is usable by everybody, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
    test.setTimeout(480_000)
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
    await expectUsable(page, '/sign-in')
    await signIn(page, tenant!, 'admin')
    const paths = [
      '/',
      '/verify',
      '/exports',
      '/exports/new?type=sales',
      `/exports/${created.id}`,
      `/exports/${created.id}/comparison`,
      '/exports/templates',
      `/exports/templates/${template.id}`,
      '/exports/statistics',
      '/exports/approvals',
      '/exports/downloads',
      '/inventory',
      '/inventory/locations',
      '/inventory/counts',
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
    for (const path of paths) await expectUsable(page, path)
    await context.close()
  })
}
