import { defineCommand } from '#src/lib/operation/operation.ts'
import { createContentItem } from '../content/repository.ts'
import { toContent } from '../content/resource.ts'
import { contentResource, createContentInput } from '../content/schema.ts'
import { subjectOf } from '../content/service.ts'

export const createContent = defineCommand({
  name: 'onboarding.content.create',
  summary: 'Write a text that steps can show; it is a draft until it is published.',
  permission: 'onboarding.write',
  input: createContentInput,
  output: contentResource,
  async run({ context: { principal }, tx, input, audit }) {
    const row = await createContentItem(tx, { tenantId: principal.tenantId, ...input })
    await audit({ action: 'content_item.created', ...subjectOf(row) })
    return toContent(row)
  },
})
