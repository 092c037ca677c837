import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findContentItemById } from '../content/repository.ts'
import { toContent } from '../content/resource.ts'
import { contentById, contentResource } from '../content/schema.ts'

export const getContent = defineQuery({
  name: 'onboarding.content.get',
  summary: 'One text, as Markdown and as safe HTML.',
  permission: 'onboarding.read',
  input: contentById,
  output: contentResource,
  async run({ tx, input: { id } }) {
    const row = await findContentItemById(tx, id)
    if (!row) throw notFound('content')
    return toContent(row)
  },
})
