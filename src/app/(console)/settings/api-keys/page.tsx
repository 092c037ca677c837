import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ApiKeysPage } from '#src/features/accounts/components/keys/api-keys-page.tsx'
import { listApiKeys } from '#src/features/accounts/queries/list-api-keys.ts'
import { env } from '#src/lib/env.ts'
import { isAdmin } from '#src/lib/permissions.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'API keys' }

export default async function ApiKeysSettingsPage() {
  const context = await pageContext('/settings/api-keys')
  const { userId, role, permissions } = context.principal
  if (!permissions.has('api_keys.read')) notFound()
  const keys = await listApiKeys.execute(context, {})
  return <ApiKeysPage keys={keys} userId={userId} withOwner={isAdmin(role)} appUrl={env().APP_URL} />
}
