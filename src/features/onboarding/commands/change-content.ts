import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateContentItem } from '../content/repository.ts'
import { toContent } from '../content/resource.ts'
import { changeContentInput, contentResource } from '../content/schema.ts'
import { getChangeable, subjectOf } from '../content/service.ts'

export const changeContent = defineCommand({
  name: 'onboarding.content.change',
  summary: 'Change what is named and leave the rest. Learners see it at once.',
  permission: 'onboarding.write',
  input: changeContentInput,
  output: contentResource,
  async run({ context, tx, input: { id, ...changes }, audit }) {
    if (Object.keys(changes).length === 0) throw invalid('', 'names nothing to change')
    const row = (await updateContentItem(tx, await getChangeable(tx, context, id), changes))!
    await audit({ action: 'content_item.updated', ...subjectOf(row) })
    return toContent(row)
  },
})
