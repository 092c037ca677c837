import type { Metadata } from 'next'
import { ApiReference } from '#src/features/system/components/api-reference/api-reference.tsx'
import type { ApiDocument } from '#src/features/system/components/api-reference/document.ts'
import { findSessionPrincipal } from '#src/lib/access/session.ts'
import { env } from '#src/lib/env.ts'
import { apiDocument } from '../v1/api-document.ts'

export const metadata: Metadata = { title: 'API' }

export default async function ApiDocsPage() {
  const isSignedIn = (await findSessionPrincipal()) !== undefined
  const document = apiDocument() as unknown as ApiDocument
  return <ApiReference document={document} appUrl={env().APP_URL} isSignedIn={isSignedIn} />
}
