import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { TextPage } from '#src/features/onboarding/components/text/text-page.tsx'
import { getContent } from '#src/features/onboarding/queries/get-content.ts'
import { orNotFound, pageContext } from '../../../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/settings/onboarding/texts/${id}`)
  if (!context.principal.permissions.has('onboarding.read')) notFound()
  return { context, text: await getContent.execute(context, { id }).catch(orNotFound) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { text } = await load((await params).id)
  return { title: text.title }
}

export default async function OneTextPage({ params }: Props) {
  const { context, text } = await load((await params).id)
  return <TextPage text={text} mayWrite={context.principal.permissions.has('onboarding.write')} />
}
