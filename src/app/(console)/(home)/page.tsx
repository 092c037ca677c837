import type { Metadata } from 'next'
import { PageHeader } from '#src/components/page-header.tsx'
import { HomeExports } from '#src/features/exports/components/home/home-exports.tsx'
import { getHome } from '#src/features/exports/queries/home.ts'
import { rightsOf } from '../exports/page-data.ts'
import { pageContext } from '../page-context.ts'

export const metadata: Metadata = { title: 'Home' }

export default async function HomePage() {
  const context = await pageContext('/')
  const renderedAt = Date.now()
  const home = await getHome.execute(context, {})
  return (
    <>
      <PageHeader title="Home" description="What needs your attention." />
      <HomeExports {...home} rights={rightsOf(context)} renderedAt={renderedAt} />
    </>
  )
}
