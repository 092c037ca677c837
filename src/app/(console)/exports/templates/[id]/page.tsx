import type { Metadata } from 'next'
import { cache } from 'react'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { LostDataset } from '#src/features/exports/components/templates/lost-dataset.tsx'
import { TemplateEditor } from '#src/features/exports/components/templates/template-editor.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { getTemplate } from '#src/features/exports/templates/queries/get.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'
import { offeredDestinations } from '../../page-data.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/exports/templates/${id}`)
  return { context, template: await getTemplate.execute(context, { id }).catch(orNotFound) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { template } = await load((await params).id)
  return { title: template.template_name }
}

export default async function TemplatePage({ params }: Props) {
  const { context, template } = await load((await params).id)
  const types = await listTypes.execute(context, {})
  const isReadable = types.datasets.some(({ key }) => key === template.export_type)
  return (
    <>
      <PageHeader
        above={<BackLink href="/exports/templates" label="Templates" />}
        title={template.template_name}
        description={
          template.may_change
            ? 'Changes apply from the next export made with it.'
            : 'You can use this template as it is, or save a copy of your own.'
        }
      />
      {isReadable ? (
        <TemplateEditor template={template} types={types} destinations={await offeredDestinations(context)} />
      ) : (
        <LostDataset template={template} />
      )}
    </>
  )
}
