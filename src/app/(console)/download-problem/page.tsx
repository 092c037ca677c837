import type { Metadata } from 'next'
import { DownloadProblem } from '#src/features/exports/components/download-problem.tsx'
import { pageContext } from '../page-context.ts'

export const metadata: Metadata = { title: 'Download' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where a browser ends whose download did not begin. Who is signed out signs in and comes back to the export. */
export default async function DownloadProblemPage({ searchParams }: Props) {
  const { code, id } = await searchParams
  const exportId = /^[0-9a-f-]{36}$/i.test(String(id)) ? String(id) : undefined
  await pageContext(exportId ? `/exports/${exportId}` : '/exports')
  return <DownloadProblem code={String(code)} exportId={exportId} />
}
