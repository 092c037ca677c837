import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateContentItem } from '../content/repository.ts'
import { toContent } from '../content/resource.ts'
import { contentById, contentResource } from '../content/schema.ts'
import { getChangeable, subjectOf } from '../content/service.ts'

export const publishContent = defineCommand({
  name: 'onboarding.content.publish',
  summary: 'Publish a draft or an archived text, so that published flows may show it.',
  permission: 'onboarding.write',
  input: contentById,
  output: contentResource,
  async run({ context, tx, input: { id }, audit }) {
    const before = await getChangeable(tx, context, id)
    if (before.kind === 'video' && !before.url)
      throw invalid('url', 'is missing: say where the video is before you publish it', 'empty')
    if (before.kind !== 'video' && before.body.trim() === '')
      throw invalid('body', 'is empty: write the text before you publish it', 'empty')
    const row = (await updateContentItem(tx, before, { status: 'published' }))!
    await audit({ action: 'content_item.published', ...subjectOf(row) })
    return toContent(row)
  },
})
