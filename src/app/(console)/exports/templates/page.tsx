import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { Gallery } from '#src/features/exports/components/templates/gallery.tsx'
import { listTemplates } from '#src/features/exports/templates/queries/list.ts'
import { readGalleryQuery, templateScopes } from '#src/features/exports/templates/record/gallery-query.ts'
import { pageContext } from '../../page-context.ts'
import { labelsFor, rightsOf } from '../page-data.ts'

export const metadata: Metadata = { title: 'Templates' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function TemplatesPage({ searchParams }: Props) {
  const { scope, search, page } = readGalleryQuery(await searchParams)
  const context = await pageContext('/exports/templates')
  if (!context.principal.permissions.has('exports.templates.read')) notFound()
  const wanted = scope ? [scope] : templateScopes
  const sections = await Promise.all(
    wanted.map(async (own) => {
      const limit = scope ? 24 : own === 'built_in' ? 24 : 6
      const { items, pagination } = await listTemplates.execute(context, { scope: own, search, page, limit })
      return { scope: own, items, total: pagination.total, pages: pagination.pages }
    }),
  )
  return (
    <>
      <PageHeader
        title="Templates"
        description="Exports you make often, one click away."
        actions={<LinkButton href="/exports/new">New export</LinkButton>}
      />
      <Gallery
        sections={sections}
        scope={scope}
        page={page}
        search={search}
        labels={await labelsFor(context)}
        maySchedule={rightsOf(context).maySchedule}
      />
    </>
  )
}
